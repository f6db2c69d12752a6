"""Original beside revised targets, on the page of an indicator and in the overview."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from dashboard.markup import markup
from dashboard.pages import overview
from dashboard.pages.indicator import layout
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.framework_file import read_recorded
from loaders.revisions import Grounds, record_all
from loaders.target_history import target_history
from tests.dashboard.sites import site, view

FRAMEWORK = """
project: {code: P, title: Safe journeys, start: 2023-01-01, end: 2024-12-31, languages: [en]}
dimensions:
  sex: {title: Sex, categories: {female: {title: Women}}}
goals:
  - code: G1
    level: Goal
    title: Prevention
    indicators:
      - {code: "1", title: People, unit: people, dimensions: [sex], targets: {end: 800, periods: {2023: 300}, by: {sex: {female: {end: 300}}}}}
      - {code: "2", title: A hotline, kind: milestone, stages: [planned, tried, open], targets: {end: tried}}
      - {code: "3", title: Never revised, unit: people, targets: {end: 10}}
"""
REPORT = "indicator,period,value\n1,2023-Q1,90\n2,2023-Q1,planned\n"
STEPS = (
    (("end: 800", "end: 900"), ("2023: 300", "2023: 350"), ("end: tried", "end: open")),
    (
        ("female: {end: 300", "female: {pace: step, end: 320"),
        ("targets: {end: 900", "renamed_from: '1', targets: {end: 900"),
    ),
)


def revised(folder: Path) -> Site:
    """The site after an amendment and another one, which renames indicator 1."""
    made = site(folder, FRAMEWORK, REPORT)
    text = FRAMEWORK
    for month, changes in enumerate(STEPS, 6):
        for change in changes:
            assert text.count(change[0]) == 1
            text = text.replace(*change)
        text = text.replace('code: "1"', 'code: "1b"') if month > 6 else text
        found, problems = read_recorded([UploadedFile("indicators.yaml", text.encode())])
        assert found, problems
        at = datetime(2024, month, 1, tzinfo=UTC)
        (done,) = record_all(made.database, [found], Grounds(by="M&E lead", at=at, reason=f"Amendment {month - 5}"))
        assert done.is_new, done.problems
        made = replace(made, frameworks=[found])
    return made


@pytest.fixture
def after(tmp_path: Path) -> Site:
    return revised(tmp_path)


def test_the_history_of_targets_follows_the_indicator(after: Site) -> None:
    (project,) = after.projects
    told = target_history(after.database, project, "1b")
    assert [(each.number, each.reason, each.end_target) for each in told] == [
        (1, None, Fraction(800)),
        (2, "Amendment 1", Fraction(900)),
        (3, "Amendment 2", Fraction(900)),
    ]
    assert [each.what for each in told[1].changes] == ["targets.end", "targets.periods.2023"]
    assert [each.end_target for each in target_history(after.database, project, "2")] == ["tried", "open"]
    assert len(target_history(after.database, project, "3")) == 1
    before = datetime(2024, 6, 15, tzinfo=UTC)
    assert [each.number for each in target_history(after.database, project, "1b", before)] == [1, 2]


def test_the_page_tells_what_was_revised_by_whom_and_why(after: Site) -> None:
    html = markup(layout(view(after, "/p/P/indicators/1b")))
    assert "Original end target: 800 people" in html
    first, second = html.index("by M&amp;E lead: Amendment 2"), html.index("by M&amp;E lead: Amendment 1")
    assert first < second
    assert "End target: 800 → 900" in html
    assert "Target for 2023: 300 → 350" in html
    assert "Women, End target: 300 → 320" in html
    assert "Women, Pace of the targets: – → due at the end of its period" in html
    assert "original end target 800" in html


def test_a_milestones_stages_are_told_by_their_titles(after: Site) -> None:
    assert "End target: tried → open" in markup(layout(view(after, "/p/P/indicators/2")))


def test_nothing_is_told_where_nothing_was_revised(after: Site) -> None:
    html = markup(layout(view(after, "/p/P/indicators/3")))
    assert "Revised" not in html
    assert "riginal" not in html


def test_the_overview_marks_revised_end_targets(after: Site) -> None:
    html = markup(overview.layout(view(after, "/p/P")))
    assert html.count("The end target was revised; originally 800 people") >= 1
    assert html.count("was-target") == 2
