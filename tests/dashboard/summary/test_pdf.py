"""The donor's page as a PDF says the figures of the tables, on one sheet, and nothing that donors are not told."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from dashboard.app import create_app
from dashboard.naming import naming_of
from dashboard.summary.choosing import concerns, headlines
from dashboard.summary.pdf import pdf_of
from dashboard.words import percent
from loaders.framework_file import read_framework
from tests.dashboard.readers import nobody
from tests.dashboard.sites import EMPTY, FRAMEWORK, site, view
from tests.dashboard.summary.sheets import Row, command, site_again, site_of_the_example, table, text_of
from tests.dashboard.test_donor_pages import DRAFTS, SECRETS, site_of

LANGUAGES = ("en", "ru")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example with all its reports."""
    folder = tmp_path_factory.mktemp("example")
    site_of_the_example(folder).database.close()
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of the small world."""
    site(tmp_path).database.close()
    return tmp_path


def exact(row: Row) -> Row:
    """A row of JSON with its numbers as fractions, as the program has them."""
    return {
        name: Fraction(str(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell
        for name, cell in row.items()
    }


def figures(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """The figures that the sheet must have, by indicator, as the table for donors has them."""
    (framework,), _ = read_framework([folder / "indicators.yaml"])
    rows = {row["indicator"]: exact(row) for row in table(folder, "indicators")}
    for indicator in (each for those in headlines(framework.project, rows).values() for each in those):
        naming, row = naming_of(indicator, language), rows[indicator.code]
        yield indicator.code, naming.counted(row["end_target"])
        if row["actual"] is not None:
            yield indicator.code, naming.counted(row["actual"])
        if isinstance(row["actual"], Fraction):
            yield indicator.code, percent(row["met_pct"], language)
    for row in concerns(rows.values()):
        indicator = framework.project.indicators[str(row["indicator"])]
        yield indicator.code, naming_of(indicator, language).counted(row["actual"])
        if row["deviation_pct"] is not None:
            yield indicator.code, percent(row["deviation_pct"], language, signed=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("world", ["example", "small"])
def test_the_figures_are_those_of_the_tables(world: str, language: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(world)
    text = text_of(command(folder, "export", "pdf", "--lang", language))
    wanted = [(code, " ".join(figure.split())) for code, figure in figures(folder, language)]
    assert len(wanted) > 5
    assert [(code, figure) for code, figure in wanted if figure not in text] == []


def test_another_day_has_other_figures_as_the_tables_do(small: Path) -> None:
    first, last = (text_of(command(small, "export", "pdf", "--as-of", period)) for period in ("2023-Q1", "2023-Q2"))
    told = [table(small, "indicators", "--as-of", period)[0]["actual"] for period in ("2023-Q1", "2023-Q2")]
    assert told == [90, 200]
    assert "90 people" in first
    assert "200 people" not in first
    assert "200 people" in last


def test_the_counts_are_those_of_the_results_and_the_reports(example: Path) -> None:
    text = text_of(command(example, "export", "pdf"))
    project = table(example, "projects")[0]
    assert f"{project['reports_received']} of {project['reports_due']} due received" in text
    for row in table(example, "results"):
        if row["result"] in {"G1", "G2", "G3"}:
            words = [("achieved", "achieved"), ("ahead", "ahead"), ("on_track", "on track"), ("behind", "behind")]
            said = ", ".join(f"{row[name]} {word}" for name, word in words if row[name])
            assert f"{row['title']} {said}" in text


def test_what_is_off_track_has_its_explanation_or_says_that_it_has_none(example: Path) -> None:
    text = text_of(command(example, "export", "pdf"))
    rows = [row for row in table(example, "indicators") if row["status"] in {"off_track", "behind"}]
    assert {row["explanation"] for row in rows} >= {None, "*"}
    assert all(str(row["explanation"]) in text for row in rows if row["explanation"] not in {None, "*"})
    assert text.count("Not explained yet.") == sum(row["explanation"] is None for row in rows)
    assert text.count("The explanation is withheld to protect people.") == 1


def test_donors_are_told_neither_small_cells_nor_what_is_not_approved(tmp_path: Path) -> None:
    site_of(tmp_path, "donor").database.close()
    text = text_of(command(tmp_path, "export", "pdf"))
    assert [word for word in (*SECRETS, *DRAFTS) if word in text] == []
    assert "6,550 people" in text
    assert "Approved figures only" in text
    inside = text_of(command(tmp_path, "export", "pdf", "--role", "officer"))
    assert "8,811 people" in inside
    assert "Includes figures that are not approved yet" in inside


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_download_is_byte_for_byte_what_the_command_writes(example: Path, language: str) -> None:
    made = site_again(example)
    with create_app(made).test_client() as browser:
        for query in ("", "&as_of=FY2024-Q1", "&known_at=2024-02-01"):
            options = [f"--{query.strip('&').replace('_', '-')}"] if query else []
            answer = browser.get(f"/p/SMCT-TJ/summary.pdf?lang={language}{query}")
            assert answer.status_code == 200
            assert answer.mimetype == "application/pdf"
            assert answer.headers["Content-Disposition"].startswith("attachment; filename=SMCT-TJ-summary-")
            assert answer.data == command(example, "export", "pdf", "--lang", language, *options)


def test_whoever_may_not_read_the_project_finds_no_download(tmp_path: Path) -> None:
    made = replace(site(tmp_path), reader=nobody)
    with create_app(made).test_client() as browser:
        assert browser.get("/p/P/summary.pdf").status_code == 401


@pytest.mark.parametrize(("query", "status"), [("as_of=never", 400), ("known_at=never", 400), ("lang=<x>", 400)])
def test_impossible_questions_are_refused(tmp_path: Path, query: str, status: int) -> None:
    with create_app(site(tmp_path)).test_client() as browser:
        assert browser.get(f"/p/P/summary.pdf?{query}").status_code == status
        assert browser.get("/p/NOPE/summary.pdf").status_code == 404


def test_the_file_is_tagged_titled_dated_and_the_same_again(small: Path) -> None:
    pdf = command(small, "export", "pdf", "--lang", "ru")
    assert pdf == command(small, "export", "pdf", "--lang", "ru")
    file = PdfReader(BytesIO(pdf))
    root = file.root_object
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    assert file.metadata is not None
    assert file.metadata.title == "Безопасный путь"
    assert str(file.metadata.creation_date) == "2023-06-30 00:00:00+00:00"
    assert str(root["/Lang"]) == "ru"
    assert "/StructTreeRoot" in root
    assert "pdfuaid" in metadata.get_data().decode()


def test_a_very_large_framework_still_fits_on_one_sheet(tmp_path: Path) -> None:
    lines = [
        f"  - {{code: G{goal}, level: Goal, title: {'A goal with a long title ' * 8}, indicators: ["
        + ", ".join(
            f"{{code: '{goal}.{place}', title: {'An indicator with a long title ' * 6}, unit: people, targets: {{end: 1000000}}}}"
            for place in range(30)
        )
        + "]}"
        for goal in range(12)
    ]
    start = FRAMEWORK.partition("goals:")[0]
    reports = "indicator,period,value,explanation\n" + "".join(
        f"{goal}.{place},2023-Q1,3,{'Because of the long road ' * 30}\n" for goal in range(12) for place in range(30)
    )
    made = site(tmp_path, f"{start}goals:\n" + "\n".join(lines), reports)
    text = text_of(pdf_of(view(made, "/p/P/summary")))
    assert "and 3 more goals" in text
    assert "and 355 more indicators" in text
    assert "…" in text


def test_a_project_without_indicators_has_a_sheet_too(tmp_path: Path) -> None:
    text = text_of(pdf_of(view(site(tmp_path, EMPTY, ""), "/p/E/summary")))
    assert "Nothing yet" in text
    assert "This framework has no indicators yet." in text


def test_titles_are_never_code_of_the_typesetter(tmp_path: Path) -> None:
    made = site(tmp_path, FRAMEWORK.replace("People reached", '"#panic(1) *bold* $x$ <label> @ref"'), "")
    assert "#panic(1) *bold* $x$ <label> @ref" in text_of(pdf_of(view(made, "/p/P/summary")))
