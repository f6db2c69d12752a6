"""Maps from outlines, and the tones that they and heat maps share."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.charts.areas import broadest, map_chart
from dashboard.charts.bars import letters_on
from dashboard.charts.grid import Entry, Grid
from dashboard.charts.scale import TONES, scale_of
from dashboard.naming import Naming
from framework.model import Cell
from loaders.geometry import Atlas, Ring, drawn
from tests.dashboard.making import layout, traces

STYLES = Path(__file__).parents[2] / "dashboard" / "assets" / "0-colours.css"
EAST, WEST, CITY = Entry("E", "East"), Entry("W", "West"), Entry("C", "City")
ALL = Entry("1", "People")


def ring(left: int, low: int, right: int, high: int) -> Ring:
    return ((left, low), (left, high), (right, high), (right, low))


ATLAS = Atlas(
    {"E": (ring(2000, 0, 4000, 2000),), "W": (ring(0, 0, 2000, 2000),), "C": (ring(900, 900, 960, 960),)}, 4000, 2000
)


def grid(**cells: Cell) -> Grid:
    found = {(code, "1"): cell for code, cell in cells.items()}
    return Grid(lines=[CITY, EAST, WEST], columns=[ALL], cells=found, naming=Naming(language="en"))


def picture(**cells: Cell) -> dict[str, object]:
    shown = grid(**cells)
    return map_chart(shown, ALL, ATLAS, scale_of(figure for figure, _, _ in shown.known))


def test_a_city_is_drawn_over_the_district_around_it() -> None:
    found = traces(picture(E=Fraction(1), W=Fraction(2), C=Fraction(3)))
    assert [trace["name"] for trace in found] == ["East", "West", "City"]


def test_more_is_darker_nothing_is_white_and_withheld_is_hatched() -> None:
    found = {trace["name"]: trace for trace in traces(picture(E=Fraction(100), C="<5"))}
    assert found["East"]["fillcolor"] == TONES[-1]
    assert found["West"]["fillcolor"] == "#ffffff"
    assert found["City"]["fillpattern"]["shape"] == "/"


def test_zero_has_the_lightest_tone_and_its_figure() -> None:
    found = {trace["name"]: trace for trace in traces(picture(E=Fraction(100), W=Fraction(0)))}
    assert found["West"]["fillcolor"] == TONES[0]
    assert "0" in found["West"]["text"]


def test_every_second_annotation_is_a_name_and_a_small_area_has_its_figure_beside_the_map() -> None:
    notes = layout(picture(E=Fraction(1), W=Fraction(2), C=Fraction(3)))["annotations"]
    assert [note["text"] for note in notes] == ["<b>1</b>", "East", "<b>2</b>", "West", "<b>3</b>", "City"]
    assert [note["showarrow"] for note in notes[::2]] == [False, False, True]
    assert notes[4]["ax"] < 0


def test_names_are_no_markup() -> None:
    strange = Grid(lines=[Entry("E", "<a>East")], columns=[ALL], cells={}, naming=Naming(language="en"))
    notes = layout(map_chart(strange, ALL, ATLAS, scale_of([])))["annotations"]
    assert notes[1]["text"] == "&lt;a&gt;East"


def test_a_word_stands_where_an_area_is_broad_and_not_in_a_hole() -> None:
    across, up, breadth = broadest((ring(0, 0, 100, 100), ring(20, 20, 80, 100)[::-1]))
    assert up < 20
    assert (across, breadth) == (50, 100)


def test_the_holes_of_an_area_are_lines_of_their_own() -> None:
    square = [(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0), (0.0, 0.0)]
    hole = [(4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0), (4.0, 4.0)]
    atlas = drawn({"E": [[square, hole]]})
    shown = Grid(lines=[EAST], columns=[ALL], cells={}, naming=Naming(language="en"))
    (area,) = traces(map_chart(shown, ALL, atlas, scale_of([])))
    assert area["x"].count(None) == 1


@given(some.lists(some.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000), max_size=8))
def test_every_figure_has_a_tone_and_more_is_never_lighter(figures: list[Fraction]) -> None:
    scale = scale_of(figures)
    assert 2 <= len(scale.bounds) <= len(TONES) + 1
    assert scale.bounds[0] <= min([*figures, Fraction(0)])
    assert scale.bounds[-1] >= max([*figures, Fraction(0)])
    tones = [scale.tone(figure) for figure in sorted(figures)]
    assert tones == sorted(tones)
    assert all(0 <= tone < len(TONES) for tone in tones)


@pytest.mark.parametrize(
    ("high", "steps"),
    [
        (144, ["0 to 30", ">\u00a030 to 60", ">\u00a060 to 90", ">\u00a090 to 120", ">\u00a0120 to 150"]),
        (5, ["0 to 1", ">\u00a01 to 2", ">\u00a02 to 3", ">\u00a03 to 4", ">\u00a04 to 5"]),
        (0, ["0 to 1"]),
    ],
)
def test_steps_are_round_and_told_in_words(high: int, steps: list[str]) -> None:
    assert scale_of([Fraction(high)]).steps(Naming(language="en")) == steps


def test_the_tones_of_the_page_are_those_of_the_map() -> None:
    styles = STYLES.read_text("utf-8")
    assert re.findall(r"--tone-\d: light-dark\((#\w+), #\w+\);", styles) == list(TONES)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_figures_can_be_read_on_every_tone() -> None:
    styles = STYLES.read_text("utf-8")
    whole = re.findall(r"--on-tone-\d: light-dark\((#\w+), #\w+\);", styles)
    assert len(whole) == len(TONES)
    assert all(contrast(tone, colour) >= 4.5 for tone, colour in zip(TONES, whole, strict=True))


def test_letters_on_colours_are_dark_or_light_as_can_be_read() -> None:
    assert letters_on("#0b4f8a") == "#ffffff"
    assert letters_on("#e69f00") != "#ffffff"
