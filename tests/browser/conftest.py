"""A real browser, the program as it is served, and readers who look at it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.program import Served, demo, reviewed, served
from tests.browser.reader import FLAGS, PATIENCE_MILLISECONDS, WIDE, Reader, reading
from tests.browser.survey import ROUNDS, Findings, survey
from tests.find_chromium import WAY_OUT, find_chromium

Reading = Callable[..., Reader]
Surveyed = Callable[[str, str], Findings]

EMPTY = """\
project:
  code: WELLS
  title: {en: Clean water for Khatlon, ru: Чистая вода для Хатлона}
  start: 2024-01-01
  end: 2025-12-31
  languages: [en, ru]
dimensions:
  sex:
    title: {en: Sex, ru: Пол}
    categories: {female: {en: Women, ru: Женщины}, male: {en: Men, ru: Мужчины}}
goals:
  - code: G1
    level: {en: Goal, ru: Цель}
    title: {en: Villages have clean water, ru: В сёлах есть чистая вода}
    indicators:
      - code: "1.1"
        title: {en: People trained, ru: Обученные люди}
        unit: {en: people, ru: человек}
        dimensions: [sex]
        targets: {end: 400}
      - code: "1.2"
        title: {en: Wells built, ru: Построенные колодцы}
        unit: {en: wells, ru: колодцев}
        targets: {periods: {2024: 10, 2025: 14}}
      - code: "1.3"
        title: {en: Water law, ru: Закон о воде}
        unit: {en: stage, ru: этап}
        kind: milestone
        stages: [{code: drafted, title: {en: Drafted, ru: Подготовлен}}, {code: passed, title: {en: Passed, ru: Принят}}]
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser; without one the tests fail and say what to install."""
    path = find_chromium()
    if path is None:
        pytest.fail(WAY_OUT, pytrace=False)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, for readers who change nothing."""
    with demo(tmp_path_factory.mktemp("demo")) as running:
        yield running
        assert running.faults == ""


@pytest.fixture(scope="module")
def own_example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A demo that only one module uses, which may change it."""
    with demo(tmp_path_factory.mktemp("demo")) as running:
        yield running
        assert running.faults == ""


@pytest.fixture(scope="session")
def under_review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The example as a project with review, for readers who change nothing."""
    with reviewed(tmp_path_factory.mktemp("reviewed")) as running:
        yield running
        assert running.faults == ""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A project without reports."""
    with served(tmp_path_factory.mktemp("empty"), EMPTY) as running:
        yield running


@pytest.fixture(scope="session")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A project without reports, for readers who change nothing."""
    with served(tmp_path_factory.mktemp("unused"), EMPTY) as running:
        yield running
        assert running.faults == ""


@pytest.fixture(scope="session")
def surveyed(chromium: Browser, request: pytest.FixtureRequest) -> Surveyed:
    """What a way through the program found, by its name in `ROUNDS` and the language; each is gone once."""

    @cache
    def found(walk: str, language: str) -> Findings:
        of: Served = request.getfixturevalue(ROUNDS[walk].server)
        return survey(chromium, of, ROUNDS[walk], language)

    return found


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reading]:
    """Makes readers of a server: `reader(example, width=390, language="ru")`; none of them may meet trouble."""
    with ExitStack() as readers:

        def made(of: Served, *, role: str | None = "officer", width: int = WIDE, language: str = "en") -> Reader:
            return readers.enter_context(reading(chromium, of, role=role, width=width, language=language))

        yield made


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the program."""
    return Path(__file__).parents[2]
