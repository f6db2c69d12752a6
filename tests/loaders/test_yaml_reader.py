from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.problems import Problem
from loaders import framework_codes as codes
from loaders.yaml_reader import DEEPEST, Block, Items, path_text, read_yaml


def read(text: str) -> tuple[Block | None, list[Problem]]:
    return read_yaml("indicators.yaml", text.encode())


def read_whole(text: str) -> Block:
    block, problems = read(text)
    assert problems == []
    assert block is not None
    return block


def test_values_stay_as_written(yaml_doc: Path) -> None:
    """
    country: NO
    code: 0123
    version: 1.10
    off: off
    nothing: null
    tilde: ~
    empty:
    day: 2023-01-01
    quoted: "1"
    truth: True
    exponent: 1e3
    base60: 12:30:00
    """
    assert dict(read_whole(yaml_doc.read_text("utf-8"))) == {
        "country": "NO",
        "code": "0123",
        "version": "1.10",
        "off": "off",
        "nothing": "null",
        "tilde": "~",
        "empty": "",
        "day": "2023-01-01",
        "quoted": "1",
        "truth": "True",
        "exponent": "1e3",
        "base60": "12:30:00",
    }


def test_every_value_remembers_its_place_and_path(yaml_doc: Path) -> None:
    """
    goals:
      - code: G1
        indicators:
          - {code: A, baseline: {value: 5}}
    """
    root = read_whole(yaml_doc.read_text("utf-8"))
    goals = root["goals"]
    assert isinstance(goals, Items)
    goal = goals[0]
    assert isinstance(goal, Block)
    indicators = goal["indicators"]
    assert isinstance(indicators, Items)
    indicator = indicators[0]
    assert isinstance(indicator, Block)
    place = indicator.block("baseline").place("value")
    assert (place.line, place.character) == (4, 37)
    assert place.column == "goals[0].indicators[0].baseline.value"
    assert indicator.key_place("baseline").character == 19
    assert goals.place(0).line == 2


def test_a_key_that_is_not_there_has_the_place_of_its_mapping() -> None:
    root = read_whole("project:\n  code: P\n")
    place = root.block("project").place("end")
    assert (place.line, place.column) == (2, "project.end")
    assert root.block("nothing") == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    root = read_whole(f"a: 1{end}b: 'x\u2028y\u0085z'{end}c: 3{end}")
    assert root.place("c").line == 3


def test_a_byte_order_mark_is_no_character() -> None:
    assert read_whole("\ufeffa: 1").place("a").character == 4


def test_of_a_key_given_twice_the_first_value_stays() -> None:
    root, problems = read("a: 1\nb: {x: 1, x: 2}\na: {c: 3}\nd: 4\n")
    assert root == {"a": "1", "b": {"x": "1"}, "d": "4"}
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(2, "b.x"), (3, "a")]
    assert "line 1" in problems[1].message


def test_anchors_aliases_and_tags_are_told_where_they_stand() -> None:
    _, problems = read("a: &x 1\nb: [*x]\nc: !!int 2\nd: !own {e: 1}\n<<: *x\n")
    assert [(problem.code.name, problem.place.line) for problem in problems] == [
        ("YAML_ALIAS", 1),
        ("YAML_ALIAS", 2),
        ("YAML_TAG", 3),
        ("YAML_TAG", 4),
        ("YAML_ALIAS", 5),
    ]


def test_problems_before_broken_yaml_are_told_too() -> None:
    root, problems = read("a: 1\na: 2\nb: [1\nc: 2\n")
    assert root is None
    assert [problem.code.name for problem in problems] == ["DUPLICATE_KEY", "YAML_BROKEN"]


def test_a_tab_that_indents_is_told_in_plain_words() -> None:
    (problem,) = read("a:\n\tb: 1\n")[1]
    assert "a tab may not indent" in problem.message


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "".join(" " * i + "a:\n" for i in range(1_000))]
)
def test_deep_nesting_ends_early(text: str) -> None:
    (problem,) = read(text)[1]
    assert problem.code is codes.YAML_TOO_DEEP
    assert str(DEEPEST) in problem.message


def test_every_control_character_is_told() -> None:
    _, problems = read("a: \x00\nb: \x1b\n")
    assert [(problem.place.line, problem.code.name) for problem in problems] == [
        (1, "CONTROL_CHARACTER"),
        (2, "CONTROL_CHARACTER"),
    ]


def test_paths_read_as_people_write_them() -> None:
    assert path_text(("goals", 0, "indicators", 2, "baseline", "value")) == "goals[0].indicators[2].baseline.value"


@given(st.text(alphabet="ab:-,[]{}&*!?|>'\"#% \t\n01", max_size=40))
def test_any_text_is_a_mapping_or_has_problems(text: str) -> None:
    root, problems = read(text)
    assert root is not None or problems
    assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in problems)
