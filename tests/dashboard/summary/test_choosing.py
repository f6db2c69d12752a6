"""Which indicators stand on the one page of a project."""

from fractions import Fraction
from pathlib import Path

from dashboard.summary.choosing import charted, concerns, headlines
from framework.model import Project, Row
from loaders.framework_file import read_framework

START = "project: {code: P, title: P, start: 2023-01-01, end: 2024-12-31}\ngoals:\n"


def project(folder: Path, *goals: str) -> Project:
    """Goals A, B, … each with the indicators of a text such as `1 2 3`; those in capitals are levels."""
    nodes = []
    for name, codes in zip("ABCDEFGHIJKLMNOP", goals, strict=False):
        level = "over_time: last, baseline: {value: 0, date: 2023-01-01}, "
        inside = [
            f"{{code: {name}{code}, title: T, unit: u, {level if code.isupper() else ''}targets: {{end: 9}}}}"
            for code in codes.split()
        ]
        nodes.append(f"  - {{code: {name}, title: T, level: Goal, indicators: [{', '.join(inside)}]}}")
    file = folder / "indicators.yaml"
    file.write_text(START + "\n".join(nodes), "utf-8")
    frameworks, problems = read_framework([file])
    assert problems == []
    return frameworks[0].project


def rows(of: Project, without: str = "") -> dict[str, Row]:
    """An end target for every indicator but the ones named."""
    return {code: {"end_target": None if code in without.split() else Fraction(9)} for code in of.indicators}


def points(**counts: int) -> list[Row]:
    return [
        {"indicator": code, "value": Fraction(1), "numerator": None, "actual_to_date": Fraction(1)}
        for code, count in counts.items()
        for _ in range(count)
    ]


def test_goals_share_nine_headlines_and_take_their_first_with_an_end_target(tmp_path: Path) -> None:
    found = project(tmp_path, "a b c d e", "a b", "a")
    chosen = headlines(found, rows(found, without="Ab"))
    assert {goal: [each.code for each in those] for goal, those in chosen.items()} == {
        "A": ["Aa", "Ac", "Ad"],
        "B": ["Ba", "Bb"],
        "C": ["Ca"],
    }


def test_one_goal_alone_has_nine_headlines_and_a_tenth_goal_has_none(tmp_path: Path) -> None:
    alone = project(tmp_path, "a b c d e f g h i j k")
    assert len(headlines(alone, rows(alone))["A"]) == 9
    many = project(tmp_path, *["a b"] * 12)
    assert [len(those) for those in headlines(many, rows(many)).values()] == [1] * 9


def test_each_goal_is_drawn_by_the_indicator_with_the_most_figures(tmp_path: Path) -> None:
    found = project(tmp_path, "a b", "a b", "a", "a")
    drawn = charted(found, rows(found, without="Ba"), points(Aa=1, Ab=3, Ba=9, Bb=2, Ca=1, Da=8))
    assert [each.code for each in drawn] == ["Ab", "Bb", "Ca"]


def test_where_goals_have_nothing_to_draw_others_have_two(tmp_path: Path) -> None:
    found = project(tmp_path, "a b c", "a", "a")
    drawn = charted(found, rows(found), points(Aa=1, Ab=3, Ac=2, Ca=1))
    assert [each.code for each in drawn] == ["Ab", "Ac", "Ca"]
    assert charted(found, rows(found), []) == []


def test_of_equally_many_figures_a_running_total_is_drawn_before_a_level(tmp_path: Path) -> None:
    found = project(tmp_path, "L a", "a", "a")
    assert [each.code for each in charted(found, rows(found), points(AL=2, Aa=2, Ba=1, Ca=1))] == ["Aa", "Ba", "Ca"]
    assert [each.code for each in charted(found, rows(found), points(AL=3, Aa=2, Ba=1, Ca=1))] == ["AL", "Ba", "Ca"]


def test_concerns_come_off_track_first_and_the_largest_deviation_first() -> None:
    told = [
        ("1", "behind", -20),
        ("2", "on_track", -5),
        ("3", "off_track", -40),
        ("4", "off_track", None),
        ("5", "behind", -29),
    ]
    found = concerns(
        {"indicator": code, "status": status, "deviation_pct": None if share is None else Fraction(share)}
        for code, status, share in told
    )
    assert [row["indicator"] for row in found] == ["4", "3", "5", "1"]
