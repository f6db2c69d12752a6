.PHONY: run test lint format bench setup

BIN := .venv/bin

run:
	@.ci/uv sync --quiet --frozen --no-dev --inexact --extra reports --compile-bytecode
	@$(BIN)/resultsboard demo

setup:
	@.ci/uv sync --quiet --frozen --all-extras --compile-bytecode
	@$(BIN)/python -m compileall -q framework store loaders dashboard

test: setup
	@chromium=$$($(BIN)/python tests/find_chromium.py) && soffice=$$($(BIN)/python tests/find_soffice.py) && \
		CHROMIUM_PATH="$$chromium" SOFFICE_PATH="$$soffice" $(BIN)/pytest

lint: setup
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy && $(BIN)/lint-imports

format: setup
	@$(BIN)/ruff format && $(BIN)/ruff check --fix

bench: setup
	@$(BIN)/python -m benchmarks.ingest && $(BIN)/python -m benchmarks.tables && $(BIN)/python -m benchmarks.pages
