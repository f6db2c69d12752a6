"""What gets another code keeps its figures; nothing that is kept changes, and earlier days show the earlier codes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework import tables
from framework.model import Project, Record, Row, UploadedFile
from loaders.framework_file import Framework, read_recorded
from loaders.history import history
from loaders.intake import load
from loaders.outcome import Instructions, Outcome
from loaders.revisions import Grounds, Recording, as_known, record
from store import observations
from store.database import Database, open_database
from store.record import read_record
from store.reports import decide
from store.verification import differences

AT = datetime(2023, 4, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)

FRAMEWORK = """project: {code: P, title: Example, start: 2023-01-01, end: 2023-12-31}
reporters:
  NORTH: {title: North}
  SOUTH: {title: South}
dimensions:
  sex: {title: Sex, categories: {female: {title: Women}, male: {title: Men}}}
  region: {title: Region, categories: {hill: {title: Hill}, dale: {title: Dale}}}
goals:
  - code: G1
    level: Goal
    title: Goal
    indicators:
      - {code: A, title: People, unit: people, dimensions: [sex, region], targets: {end: 100, by: {sex: {female: {end: 60}}}}}
      - {code: L, title: Stock, over_time: last, dimensions: [sex], targets: {end: 50}}
      - {code: M, title: Hotline, kind: milestone, stages: [{code: planned, title: Planned}, {code: opened, title: Opened}]}
      - {code: Q, title: Share, kind: percentage, from: {numerator: A, denominator: L}}
"""
REPORT = """reporter,indicator,period,sex,region,value
NORTH,A,2023-Q1,female,hill,30
NORTH,A,2023-Q1,male,,12
NORTH,L,2023-Q1,female,,7
NORTH,M,2023-Q1,,,planned
SOUTH,A,2023-Q1,,,5
SOUTH,L,2023-Q1,,,9
"""
RENAMES = {
    "A": ("code: A", "code: A2, renamed_from: A"),
    "L": ("code: L", "code: L2, renamed_from: [L]"),
    "sex": ("  sex: {title: Sex", "  gender: {renamed_from: sex, title: Sex"),
    "female": ("female: {title: Women", "women: {renamed_from: female, title: Women"),
    "hill": ("hill: {title: Hill", "mountain: {renamed_from: hill, title: Hill"),
    "opened": ("{code: opened,", "{code: running, renamed_from: opened,"),
    "NORTH": ("  NORTH: {title", "  HIGH: {renamed_from: NORTH, title"),
}
"""What is written where something gets another code."""
NEW = {
    "A": "A2",
    "L": "L2",
    "sex": "gender",
    "female": "women",
    "hill": "mountain",
    "opened": "running",
    "NORTH": "HIGH",
}
FOLLOW = {
    "A": ("numerator: A", "numerator: A2"),
    "L": ("denominator: L", "denominator: L2"),
    "sex": ("[sex", "[gender"),
    "female": ("{female: {end", "{women: {end"),
}
"""What else in the file names it."""


def text(*names: str) -> str:
    """The framework with some things renamed."""
    changed = FRAMEWORK
    for name in names:
        changed = changed.replace(*RENAMES[name])
        if name in FOLLOW:
            changed = changed.replace(*FOLLOW[name])
        if name == "sex":
            changed = changed.replace("by: {sex", "by: {gender")
    return changed


def framework(written: str) -> Framework:
    found, problems = read_recorded([UploadedFile("indicators.yaml", written.encode())])
    assert found is not None, problems
    return found


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    yield opened
    opened.close()


def take(database: Database, written: str, report: str = REPORT, at: datetime = AT, *, amend: bool = False) -> Outcome:
    files = [UploadedFile("q1.csv", report.encode())]
    return load(database, framework(written), files, Instructions(by="officer", at=at, amend=amend))


def revise(database: Database, written: str, at: datetime = AT + DAY, reason: str | None = None) -> Recording:
    with database.writing() as connection:
        return record(connection, framework(written), Grounds(by="lead", at=at, reason=reason))


def told(recording: Recording | Outcome) -> list[str]:
    return [problem.code.name for problem in recording.problems]


def shown(database: Database, project: Project, known_at: datetime | None = None) -> dict[str, list[Row]]:
    """Every table of a project."""
    known = as_known(database, [project], known_at)[0]
    found: Record = read_record(database, known, known_at=known_at)
    as_of = tables.default_as_of(found)
    with database.reading() as connection:
        rows = [*observations.rows(connection, known, known_at=known_at)]
    return {
        "observations": rows,
        "indicators": tables.indicators(found, as_of),
        "series": tables.series(found, as_of),
        "targets": tables.targets(found, as_of),
        "breakdown": tables.breakdown(found, as_of),
        "reports": tables.reports(found, as_of),
    }


def with_codes(value: object, names: Sequence[str]) -> object:
    """The value with the codes that were given up replaced."""
    if isinstance(value, dict):
        return {with_codes(key, names): with_codes(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_codes(inner, names) for inner in value]
    if not isinstance(value, str):
        return value
    new = {name: NEW[name] for name in names}
    for mark in "+/":
        if mark in value:
            return mark.join(new.get(part, part) for part in value.split(mark))
    return new.get(value, value)


@settings(max_examples=25)
@given(st.sets(st.sampled_from(sorted(RENAMES))), st.sampled_from(["at once", "in steps"]))
def test_after_a_renaming_the_tables_are_the_same_with_the_new_codes(names: set[str], how: str) -> None:
    chosen = sorted(names)
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/results.sqlite")
        assert take(database, FRAMEWORK).kept
        before = shown(database, framework(FRAMEWORK).project)
        for day, until in zip(count(1), range(1, len(chosen) + 1), strict=False):
            if how == "in steps" or until == len(chosen):
                assert told(revise(database, text(*chosen[:until]), AT + day * DAY)) == []
        now = framework(text(*chosen)).project
        assert shown(database, now) == with_codes(before, chosen)
        assert shown(database, now, AT) == before
        assert differences(database, [now]) == []
        database.close()


def test_a_chain_of_renamings_is_followed(database: Database) -> None:
    take(database, FRAMEWORK)
    revise(database, text("A"))
    third = (
        text("A").replace("A2", "A3").replace("renamed_from: A}", "").replace("renamed_from: A,", "renamed_from: A2,")
    )
    assert "renamed_from: A2" in third
    assert told(revise(database, third, AT + 2 * DAY)) == []
    project = framework(third).project
    actual = {row["indicator"]: row["actual"] for row in shown(database, project)["indicators"]}
    assert actual["A3"] == 47
    for day, code in enumerate(("A", "A2", "A3")):
        assert shown(database, project, AT + day * DAY)["indicators"][0]["indicator"] == code


def test_the_key_may_go_once_it_is_recorded_and_back_again_is_a_renaming_too(database: Database) -> None:
    take(database, FRAMEWORK)
    revise(database, text("A"))
    without = text("A").replace(", renamed_from: A", "")
    assert told(revise(database, without, AT + 2 * DAY)) == []
    assert shown(database, framework(without).project)["indicators"][0]["actual"] == 47
    back = FRAMEWORK.replace("code: A,", "code: A, renamed_from: A2,")
    assert told(revise(database, back, AT + 3 * DAY)) == []
    assert shown(database, framework(back).project)["indicators"][0]["actual"] == 47
    assert shown(database, framework(back).project, AT + 2 * DAY)["indicators"][0]["actual"] == 47


def test_an_old_code_that_nobody_used_is_harmless(database: Database) -> None:
    take(database, FRAMEWORK)
    assert told(revise(database, FRAMEWORK.replace("code: A,", "code: A, renamed_from: [X, Y],"))) == []


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("A", "INDICATOR_HAS_FIGURES"),
        ("female", "CATEGORY_HAS_FIGURES"),
        ("sex", "DIMENSION_HAS_FIGURES"),
        ("NORTH", "REPORTER_HAS_REPORTS"),
    ],
)
def test_without_the_key_it_is_refused_with_the_way_out(database: Database, names: str, code: str) -> None:
    take(database, FRAMEWORK)
    old = {"A": ", renamed_from: A"}.get(names, f"renamed_from: {names}, ")
    found = revise(database, text(names).replace(old, ""), reason="Board")
    assert told(found) == [code]
    assert f"renamed_from: {names}`" in found.problems[0].message
    assert "P/NORTH/2023-Q1" in found.problems[0].message


def test_a_stage_gets_another_code_but_not_another_place(database: Database) -> None:
    take(database, FRAMEWORK.replace("planned", "drafted"), REPORT.replace("planned", "drafted"))
    renamed = FRAMEWORK.replace("{code: planned,", "{code: planned, renamed_from: drafted,")
    assert told(revise(database, renamed)) == []
    actual = {row["indicator"]: row["actual"] for row in shown(database, framework(renamed).project)["indicators"]}
    assert actual["M"] == "planned"
    inserted = renamed.replace("stages: [", "stages: [{code: idea, title: Idea}, ")
    assert told(revise(database, inserted, AT + 2 * DAY, reason="Board")) == ["STAGE_HAS_FIGURES"]
    assert told(
        revise(database, renamed.replace("drafted", "idea").replace("code: planned", "code: begun"), reason="x")
    ) == ["STAGE_HAS_FIGURES"]


def test_figures_of_two_do_not_become_those_of_one(database: Database) -> None:
    take(database, FRAMEWORK)
    merged = FRAMEWORK.replace(
        "female: {title: Women}, male: {title: Men}", "all: {title: All, renamed_from: [female, male]}"
    )
    merged = merged.replace(", by: {sex: {female: {end: 60}}}", "")
    found = revise(database, merged, reason="Board")
    assert told(found) == ["FIGURES_PUT_TOGETHER"]
    assert "female and male" in found.problems[0].message
    one = FRAMEWORK.replace("  NORTH: {title: North}\n", "").replace("SOUTH: {", "SOUTH: {renamed_from: NORTH, ")
    assert told(revise(database, one, reason="Board")) == ["FIGURES_PUT_TOGETHER"]


def test_an_old_code_with_figures_is_not_given_anew(database: Database) -> None:
    take(database, FRAMEWORK)
    revise(database, text("A"))
    anew = text("A").replace(", renamed_from: A", "") + "      - {code: A, title: Another}\n"
    assert told(revise(database, anew, AT + 2 * DAY)) == ["CODE_HAS_FIGURES"]


def test_a_report_under_old_codes_is_read_with_a_warning(database: Database) -> None:
    names = ("A", "female", "NORTH", "sex")
    take(database, FRAMEWORK)
    again = take(database, text(*names), REPORT.replace(",30", ",31"), AT + DAY)
    assert set(told(again)) == {"RENAMED_CODE", "SHAPES_DISAGREE"}
    assert {(each.report, each.version) for each in again.kept} == {("P/HIGH/2023-Q1", 2), ("P/SOUTH/2023-Q1", 2)}
    changed = [(each.reporter, each.indicator, each.place) for each in again.changes]
    assert ("HIGH", "A2", ()) in changed
    assert all(indicator == "A2" for _, indicator, _ in changed)


def test_an_amendment_after_a_renaming_replaces_what_it_states(database: Database) -> None:
    take(database, FRAMEWORK)
    now = text("A", "NORTH")
    amended = "reporter,indicator,period,value\nHIGH,A2,2023-Q1,50\n"
    assert not take(database, now, amended, AT + DAY, amend=True).problems
    project = framework(now).project
    actual = {row["indicator"]: row["actual"] for row in shown(database, project)["indicators"]}
    assert (actual["A2"], actual["L"]) == (55, 16)
    assert [row["indicator"] for row in shown(database, project)["observations"]] == ["A2", "A2", "L", "L", "M"]
    assert differences(database, [project]) == []


def test_a_renamed_reporters_report_is_decided_on_by_either_name(database: Database) -> None:
    review = FRAMEWORK.replace("2023-12-31}", "2023-12-31, review: true}", 1)
    take(database, review)
    now = framework(review.replace(*RENAMES["NORTH"]))
    with database.writing() as connection:
        record(connection, now, Grounds(by="lead", at=AT + DAY))
        for name in ("HIGH", "NORTH"):
            assert decide(connection, now.project, f"P/{name}/2023-Q1", "approved", by="lead", at=AT + DAY) == 1


def test_a_changed_target_of_what_was_renamed_needs_its_reason(database: Database) -> None:
    take(database, FRAMEWORK)
    raised = text("A").replace("targets: {end: 100", "targets: {end: 120")
    assert told(revise(database, raised)) == ["REASON_NEEDED"]
    found = revise(database, raised, reason="Amendment 1")
    assert [str(each) for each in found.changes] == ["A2 targets.end: 100 → 120"]
    assert [str(each) for each in found.renamed] == ["indicator A is now A2"]
    assert shown(database, framework(raised).project)["indicators"][0]["original_end_target"] == 100


def test_history_follows_what_was_renamed(database: Database) -> None:
    take(database, FRAMEWORK)
    raised = FRAMEWORK.replace("targets: {end: 100", "targets: {end: 120")
    revise(database, raised, reason="Amendment 1")
    now = raised.replace(*RENAMES["A"]).replace(*FOLLOW["A"])
    revise(database, now, AT + 2 * DAY)
    rows = history(database, framework(now).project, "A2")
    assert [row["changes"] for row in rows] == [
        "indicator A is now A2",
        "A targets.end: 100 → 120",
        "nothing → 5",
        "nothing → 42",
        "A: new",
    ]


def test_a_project_gets_its_first_named_reporter(database: Database) -> None:
    head, tail = FRAMEWORK.index("reporters:"), FRAMEWORK.index("dimensions:")
    nameless = FRAMEWORK[:head] + FRAMEWORK[tail:]
    take(database, nameless, "indicator,period,value\nL,2023-Q1,7\n")
    named = nameless.replace("dimensions:", "reporters: {IOM: {title: IOM}}\ndimensions:", 1)
    assert told(revise(database, named)) == ["REPORTER_HAS_REPORTS"]
    renamed = named.replace("{title: IOM}", "{title: IOM, renamed_from: project}")
    assert told(revise(database, renamed)) == []
    (row,) = shown(database, framework(renamed).project)["observations"]
    assert (row["reporter"], row["report"]) == ("IOM", "P/IOM/2023-Q1")


def test_a_report_that_is_entered_late_for_an_earlier_day_is_read_by_the_framework_of_that_day(
    database: Database,
) -> None:
    take(database, FRAMEWORK)
    revise(database, text("A"), AT + 2 * DAY)
    assert take(database, text("A"), "reporter,indicator,period,value\nSOUTH,A2,2023-Q2,4\n", AT + DAY).kept
    rows = shown(database, framework(text("A")).project, AT + DAY)["observations"]
    assert [row["value"] for row in rows if row["indicator"] == "A"] == [30, 12, 5, 4]
