.PHONY: run test lint format bench setup

BIN := .venv/bin

run:
	@.ci/uv sync --quiet --frozen --no-dev --inexact
	@$(BIN)/resultsboard demo

setup:
	@.ci/uv sync --quiet --frozen --all-extras

test: setup
	@chromium=$$($(BIN)/python tests/find_chromium.py) && CHROMIUM_PATH="$$chromium" $(BIN)/pytest

lint: setup
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy && $(BIN)/lint-imports

format: setup
	@$(BIN)/ruff format && $(BIN)/ruff check --fix

bench: setup
	@$(BIN)/python -m benchmarks.ingest && $(BIN)/python -m benchmarks.tables
