"""No page speaks English to those who read another language, but where the data do."""

import re
from collections.abc import Iterator
from itertools import islice

import pytest

from dashboard.questions import Question, table_rows
from dashboard.site import Site
from framework.model import Project
from framework.tables import COLUMNS
from loaders.framework_file import Framework
from tests.dashboard.crawling import Found, all_pages, example_site, texts

TYPED = {"observations": ("value", "note", "explanation", "evidence"), "reports": ("uploaded_by", "comment")}
"""Columns with what people wrote."""
LATIN = re.compile(r"[A-Za-z]{2,}")
CODED = re.compile(
    r"\b(?:FY\d+|[A-Z]{2,3}-[A-Z]{2}|SHA-256 [0-9a-f]+|[0-9a-f]{12,64})\b|https://|/p/\S+|\S+\.(?:csv|xlsx|yaml)\b"
)
"""Labels of periods, codes of regions, hashes, names of files."""
NAMES = frozenset(
    {
        *("resultsboard", "English", "CSV", "JSON", "XLSX", "PDF", "Word", "Excel", "UTC", "ODS", "EN", "RU", "SHA"),
        *("PNG", "SVG", "API", "Authorization", "Bearer"),
        *("review", "true"),  # `review: true` of a framework, as it is typed
    }
)
"""Words that are the same in every language."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example, as the demo shows it."""
    return example_site(tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_no_page_shows_english_that_is_no_data(site: Site, language: str) -> None:
    known = Known(site)
    found = [left for page in all_pages(site, language) for left in known.left(page)]
    assert sorted(set(found)) == []


def test_the_search_for_english_finds_it(site: Site) -> None:
    known, pages = Known(site), islice(all_pages(site, "en"), 5)
    assert all(list(known.left(page)) for page in pages), "pages in English are full of it"


def _sources(framework: Framework) -> list[str]:
    """Whose the boundaries of maps are."""
    return [words for each in framework.boundaries.values() for words in each.source.words.values()]


class Known:
    """What of a page is said by its project and its reports, and so in their language."""

    def __init__(self, site: Site) -> None:
        self.whole = set(_typed(site))
        sentences = sorted((cell for cell in self.whole if " " in cell), key=len, reverse=True)
        self.inside = re.compile("|".join(map(re.escape, sentences)))
        self.names = {*NAMES, *(word for framework in site.frameworks for word in _words(framework.project))}
        sources = [text for framework in site.frameworks for text in _sources(framework)]
        self.names |= {word for said in (*sources, "officer") for word in LATIN.findall(said)}
        self.raw = set(_raw(site))

    def left(self, found: Found) -> Iterator[str]:
        """The words that nobody but the program can have said, with where they stand."""
        is_raw = found.address.split("?")[0].endswith("/tables")
        for text in texts(found.page.content):
            plain = text.rstrip(" ↑↓")
            if plain not in self.whole and not (is_raw and plain in self.raw):
                rest = LATIN.findall(CODED.sub(" ", self.inside.sub(" ", text)))
                if any(word not in self.names for word in rest):
                    yield f"{text} ({found.address})"


def _words(project: Project) -> Iterator[str]:
    """The words of the codes of a project, and of its texts in Russian."""
    codes = [project.code, project.currency or "", *(source.source for source in project.funding)]
    codes += [*project.reporters, *project.dimensions, *project.indicators]
    codes += [category.code for dimension in project.dimensions.values() for category in dimension.categories]
    said = [each.said("ru") for node in project.results for each in (node.title, node.level)]
    for indicator in project.indicators.values():
        codes += [*indicator.tags, *(f"{each.vocabulary} {each.code}" for each in indicator.references)]
        texts_of = (indicator.title, indicator.unit, indicator.definition, indicator.source, indicator.method)
        said += [text.said("ru") for text in (*texts_of, indicator.responsible, indicator.limitations) if text]
    yield from LATIN.findall(" ".join([*codes, *said]))


def _raw(site: Site) -> Iterator[str]:
    """What the public tables hold."""
    for name in COLUMNS:
        columns, rows = table_rows(site.database, site.every_project, name, Question())
        yield from columns
        yield from (str(cell) for row in rows for cell in row.values())


def _typed(site: Site) -> Iterator[str]:
    """What people wrote into their reports, and their names."""
    for name, columns in TYPED.items():
        _, rows = table_rows(site.database, site.every_project, name, Question())
        yield from (str(row[column]) for row in rows for column in columns if row[column])
