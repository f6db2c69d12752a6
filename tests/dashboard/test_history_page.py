"""The history: who changed what, when and why."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.calls import Call
from dashboard.cli import run
from dashboard.history import events
from dashboard.history.change_words import change_lines, figure_text
from dashboard.history.events import event_table
from dashboard.markup import markup
from dashboard.pages import history as page
from dashboard.site import Site
from framework.model import Row
from framework.revision import Revised
from loaders.revision_changes import RevisionChanges
from tests.dashboard.moments import FIRST, at, site_with_a_past
from tests.dashboard.readers import reader
from tests.dashboard.sites import site, view

PATH = "/p/P/history"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("past")


@pytest.fixture(scope="module")
def known(folder: Path) -> Site:
    return site_with_a_past(folder)


@pytest.fixture(scope="module")
def served(known: Site) -> FlaskClient:
    return create_app(known).test_client()


def lines(known: Site, query: str = "", language: str = "en") -> list[str]:
    """What the rows of the table say, cell by cell."""
    html = markup(page.layout(view(known, PATH, query, language)))
    found = re.findall(r"<tr class=\"event-[^>]*>(.*?)</tr>", html)
    return [" | ".join(unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row.split("</td>")) for row in found]


def test_everything_is_told_the_newest_first_with_who_and_why(known: Site) -> None:
    told = lines(known)
    assert len(told) == 9
    assert told[0].startswith("6 Jul 2023 09:00 | Approved2023-Q1 · Northern office, version 2 | Reviewer |")
    assert told[4].startswith("2 May 2023 09:00 | Report received2023-Q1 · Northern office, version 2 | Anna | Counted")
    assert told[3].split(" | ")[3] == "Where are the men?"
    assert told[-1].startswith("5 Jan 2023 09:00 | Framework recordedRevision 1 | lead |")


def test_a_revision_tells_what_it_changed_indicator_by_indicator(known: Site) -> None:
    (told,) = lines(known, "what=framework&from_day=2023-02-01")
    for change in (
        "Amendment 1",
        "End target of 1: 800 → 1,200",
        "End target of 1 (Women): not set → 500",
        "Target of 2 for 2024: 4 → 6",
        "New indicator 4: A new one",
    ):
        assert change in told


def test_of_an_indicator_only_what_concerns_it_is_told(known: Site) -> None:
    told = lines(known, "indicator=2")
    assert "Target of 2 for 2024: 4 → 6" in told[1]
    assert "End target" not in told[1]
    assert told[-2].split(" | ")[3] == "nothing stated → 1"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("what=reports", 4),
        ("what=reviews", 3),
        ("what=remarks", 0),
        ("reporter=SOUTH", 2),
        ("period=2023-Q2", 1),
        ("by=Boris", 1),
        ("from_day=2023-05-01&to_day=2023-05-31", 2),
        ("known_at=2023-05-02", 5),
        ("by=Nobody", 0),
    ],
)
def test_the_address_chooses_events_and_the_form_shows_the_choice(known: Site, query: str, count: int) -> None:
    assert len(lines(known, query)) == count
    html = markup(page.layout(view(known, PATH, query)))
    for name, value in (pair.split("=") for pair in query.split("&")):
        kept = f'name="{name}" value="{value}"' if name.endswith(("day", "known_at")) else f'selected value="{value}"'
        assert kept in html
    assert (count == 0) == ("Nothing of the kind has happened." in html)


@pytest.mark.parametrize("query", ["what=gossip", "from_day=yesterday", "reporter=%3Cscript%3E", "indicator=a b"])
def test_a_choice_that_cannot_be_is_refused(served: FlaskClient, query: str) -> None:
    for path in (PATH, f"{PATH}.csv"):
        assert served.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", ()),
        ("?indicator=1", ("1",)),
        ("?what=reports&by=Anna", ("--what", "reports", "--by", "Anna")),
        ("?reporter=NORTH&period=2023-Q1", ("--reporter", "NORTH", "--period", "2023-Q1")),
        ("?from_day=2023-04-12&to_day=2023-05-02", ("--from", "2023-04-12", "--to", "2023-05-02")),
        ("?known_at=2023-05-02", ("--known-at", "2023-05-02")),
    ],
)
def test_a_download_is_what_the_command_prints(
    served: FlaskClient,
    folder: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    form: str,
    query: str,
    asked: tuple[str, ...],
) -> None:
    options = ["-f", str(folder / "indicators.yaml"), "--database", f"sqlite:///{folder / 'kept.sqlite'}"]
    assert run([*options, "history", *asked, "--format", form], Call()) == 0
    answer = served.get(f"{PATH}.{form}{query}")
    assert answer.status_code == 200
    assert answer.data == capfdbinary.readouterr().out
    assert answer.headers["Content-Disposition"] == f'attachment; filename="P-history.{form}"'


def test_downloads_are_of_the_events_that_are_shown(known: Site) -> None:
    html = markup(page.layout(view(known, PATH, "what=reports&lang=ru&known_at=2023-05-02")))
    assert 'href="/p/P/history.csv?known_at=2023-05-02&amp;what=reports"' in html


@pytest.mark.parametrize("path", ["/p/Q/history.csv", f"{PATH}.exe", f"{PATH}.html"])
def test_there_is_no_other_download(served: FlaskClient, path: str) -> None:
    assert served.get(path).status_code == 404


def test_the_project_before_and_after_an_event_is_one_link_away(known: Site, served: FlaskClient) -> None:
    html = markup(page.layout(view(known, PATH, "what=framework&from_day=2023-02-01")))
    before, after = (unescape(link) for link in re.findall(r'href="(/p/P\?known_at=2023[^"]*)">(?:before|after)', html))
    told = [served.get(link).text for link in (before, after)]
    assert ["People trained" in text for text in told] == [True, False]
    assert "just before 1 Jun 2023, 09:00 (UTC)" in told[0]
    of_one = markup(page.layout(view(known, PATH, "indicator=2")))
    assert "/p/P/indicators/2?known_at=" in of_one


def test_who_sees_only_approved_figures_reads_none_here(known: Site) -> None:
    donor = replace(known, reader=reader("donor"))
    assert all("→" not in line for line in lines(donor, "indicator=2&what=reports"))
    assert "→ 1 |" in lines(known, "indicator=2&what=reports")[-1]
    assert "Target of 2 for 2024: 4 → 6" in lines(donor, "indicator=2&what=framework")[0]
    served = create_app(donor).test_client()
    assert "→" not in served.get(f"{PATH}.csv?indicator=2&what=reports").text


def test_a_report_is_linked_to_its_page(known: Site) -> None:
    html = markup(page.layout(view(known, PATH)))
    assert 'href="/p/P/reports/NORTH/2023-Q1"' in html


def test_an_event_of_a_new_sort_is_shown_as_it_is(known: Site) -> None:
    row: Row = dict.fromkeys(("why", "changes")) | {
        "at": at(5, 2),
        "project": "P",
        "subject": "P/NORTH/2023-Q1",
        "version": 1,
        "event": "sung about",
        "by": "<b>Anna</b>",
    }
    html = markup(event_table(view(known, PATH), [row]))
    assert "sung about" in html
    assert ", version 1" in html
    assert "version" not in markup(event_table(view(known, PATH), [{**row, "version": None}]))
    assert "&lt;b&gt;Anna&lt;/b&gt;" in html


def test_many_changes_of_one_revision_are_folded(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = RevisionChanges(new=tuple(f"N{number}" for number in range(8)))
    monkeypatch.setattr(events, "revision_changes", lambda *_: found)
    html = markup(page.layout(view(known, PATH, "what=framework&from_day=2023-02-01")))
    open_part, folded = html.split("<summary>3 more changes</summary>")
    assert "N4" in open_part
    assert "N5" not in open_part
    assert "N7" in folded


def test_long_histories_come_in_parts(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "ROWS_SHOWN", 4)
    assert [len(lines(known, f"start={start}")) for start in (0, 4, 8, 400)] == [4, 4, 1, 1]
    assert "Rows 5 to 8 of 9" in markup(page.layout(view(known, PATH, "start=4")))


def test_a_project_without_events_says_so(tmp_path: Path) -> None:
    empty = site(tmp_path, FIRST, "")
    assert "Nothing of the kind has happened." in markup(page.layout(view(empty, PATH)))


@pytest.mark.parametrize(
    ("key", "old", "new", "line"),
    [
        (("targets", "periods", "2024-03-31"), "1", "2.5", "Target of 1 for 31 Mar 2024: 1 → 2.5"),
        (("targets", "cumulative"), "false", "true", "Whether the targets of 1 are running totals: no → yes"),
        (("targets", "pace"), "linear", "step", "Pace of the targets of 1: linear → step"),
        (("targets", "new_key"), "a", "b", "1 targets.new_key: a → b"),
        (("baseline", "value"), "nothing", "1000", "Baseline of 1: not set → 1,000"),
        (("baseline", "numerator"), "1", "2", "Baseline of 1 (numerator): 1 → 2"),
        (("baseline", "date"), "2022-12-31", "nothing", "Date of the baseline of 1: 31 Dec 2022 → not set"),
        (("over_time",), "sum", "last", "How 1 is put together over time: sum → last"),
        (("colour",), "red", "blue", "1 colour: red → blue"),
    ],
)
def test_a_change_is_said_in_words(known: Site, key: tuple[str, ...], old: str, new: str, line: str) -> None:
    changes = RevisionChanges(revised=(Revised("1", key, old, new),))
    assert list(change_lines(view(known, PATH), changes)) == [line]


def test_targets_are_written_as_the_indicators_figures(known: Site) -> None:
    changes = RevisionChanges(revised=(Revised("3", ("targets", "end"), "60", "62.5"),), gone=("9",))
    told = [line.replace("\xa0", " ") for line in change_lines(view(known, PATH), changes)]
    assert told == ["End target of 3: 60 % → 62.5 %", "Indicator 9 is no longer in the framework"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("nothing", "nothing stated"), ("1200", "1,200"), ("354 of 1600", "354 of 1,600"), ("n/a", "n/a")],
)
def test_a_reports_figure_is_said_in_words(known: Site, text: str, said: str) -> None:
    assert figure_text(view(known, PATH, "indicator=3"), text) == said


def test_the_moment_before_an_event_does_not_know_it(known: Site) -> None:
    just_before = at(5, 2) - timedelta(microseconds=1)
    seen = view(known, PATH, f"known_at={just_before.isoformat().replace('+00:00', 'Z')}")
    assert len(lines(known, f"known_at={seen.address.state('known_at')}")) == 4
