"""Addresses: what they ask for, and that a link shows the same view again."""

import pytest

from dashboard.addresses import Address, Impossible, Page, preferred_language, read_address

PAGES = {
    "/": Address(Page.PROJECTS),
    "/p/P": Address(Page.OVERVIEW, "P"),
    "/p/P/indicators/1.1": Address(Page.INDICATOR, "P", "1.1"),
    "/p/P/tables": Address(Page.TABLES, "P"),
    "/p/P/reports": Address(Page.REPORTS, "P"),
    "/p/P/reports/upload": Address(Page.UPLOAD, "P"),
    "/p/P/reports/review": Address(Page.REVIEW, "P"),
    "/p/P/reports/IOM/FY2023-Q1": Address(Page.REPORT, "P", report=("IOM", "FY2023-Q1")),
    "/p/P/history": Address(Page.HISTORY, "P"),
}


@pytest.mark.parametrize(("path", "address"), PAGES.items())
def test_a_path_names_a_page_and_the_page_its_path(path: str, address: Address) -> None:
    assert read_address(path) == address
    assert str(address) == path


@pytest.mark.parametrize("path", ["/x", "/p", "/p/P/x", "/p/P/tables/x", "/p/P/indicators", "/p/a b", "/p/%3C", "/P/p"])
def test_any_other_path_leads_nowhere(path: str) -> None:
    found = read_address(path)
    assert isinstance(found, Impossible)
    assert found.status == 404


def test_the_state_of_a_view_survives_in_its_address() -> None:
    address = Address(
        Page.TABLES, "P", query={"as_of": "2023-06-30", "table": "series", "sort": "-value", "lang": "ru"}
    )
    path, _, query = str(address).partition("?")
    assert read_address(path, f"?{query}") == address


@pytest.mark.parametrize(
    "query",
    ["status=fine", "table=secrets", "start=-1", "start=x", "lang=..%2Fx", "known_at=soon", "as_of=" + "9" * 300],
)
def test_a_value_that_cannot_be_is_refused_and_named(query: str) -> None:
    found = read_address("/p/P", query)
    assert isinstance(found, Impossible)
    assert found.status == 400
    assert found.values["key"] == query.partition("=")[0]


def test_keys_that_nobody_knows_are_ignored() -> None:
    assert read_address("/p/P", "utm_source=mail") == Address(Page.OVERVIEW, "P")


def test_a_link_to_another_page_keeps_moment_and_language_and_drops_the_rest() -> None:
    here = Address(Page.OVERVIEW, "P", query={"as_of": "2023-06-30", "lang": "ru", "status": "behind"})
    assert str(here.to(Page.TABLES)) == "/p/P/tables?as_of=2023-06-30&lang=ru"


def test_a_link_to_another_project_does_not_keep_the_moment() -> None:
    here = Address(Page.OVERVIEW, "P", query={"as_of": "2023-06-30", "lang": "ru"})
    assert str(here.to(Page.OVERVIEW, project="Q")) == "/p/Q?lang=ru"


def test_a_download_is_of_the_same_moment() -> None:
    here = Address(Page.TABLES, "P", query={"as_of": "2023-06-30", "sort": "value", "lang": "ru"})
    assert here.download("series", "csv") == "/p/P/tables/series.csv?as_of=2023-06-30"


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        ("ru", "en", "en", "ru"),
        (None, "ru", "en", "ru"),
        (None, None, "de, ru;q=0.8, en;q=0.7", "ru"),
        (None, None, "ru-RU", "ru"),
        (None, None, "en;q=0.1, ru;q=0.9", "ru"),
        ("xx", None, "de", "en"),
        (None, "<script>", "", "en"),
        (None, None, ";;;,q=9", "en"),
    ],
)
def test_the_language_is_asked_for_then_kept_then_preferred(
    asked: str | None, kept: str | None, accepted: str, language: str
) -> None:
    assert preferred_language(asked, kept, accepted, ("en", "ru")) == language


@pytest.mark.parametrize(
    ("asked", "own", "accepted", "language"),
    [(None, "ru", "en", "ru"), ("en", "ru", "ru", "en"), (None, "xx", "ru", "ru"), (None, "tg", "en", "tg")],
)
def test_the_account_comes_after_what_is_asked_for_and_before_the_rest(
    asked: str | None, own: str, accepted: str, language: str
) -> None:
    assert preferred_language(asked, "en" if own == "ru" else None, accepted, ("en", "ru"), own=own) == language


def test_a_browser_gets_a_begun_translation_only_where_the_project_speaks_it() -> None:
    assert preferred_language(None, None, "tg, en;q=0.5", ("en",)) == "ru"
    assert preferred_language(None, None, "tg, en;q=0.5", ("en", "tg")) == "tg"
    assert preferred_language(None, "tg", "en", ("en",)) == "tg"
