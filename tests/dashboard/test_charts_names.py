"""Names beside the ends of lines and stacks."""

from datetime import date
from itertools import pairwise

import pytest

from dashboard.charts.names import LINE, End, Series, ends, margin, names
from framework.model import Span

SPANS = [Span(date(2023, 1, 1), date(2023, 4, 1)), Span(date(2023, 4, 1), date(2023, 7, 1))]
ROOM = 200


def series(code: str, *sizes: float | None, figures: tuple[str, ...] = ()) -> Series:
    return Series(code=code, title=code, colour="#1c4985", sizes=sizes, figures=figures)


def end(title: str, up: float) -> End:
    return End(code=title, lines=[title], colour="#1c4985", across="2023-07-01", up=up)


def test_a_line_is_named_at_its_last_figure_with_that_figure() -> None:
    found = ends(
        [series("a", 5, None, figures=("5 %", "")), series("b", 7, 9, figures=("7 %", "9 %"))],
        SPANS,
        ROOM,
        stacked=False,
    )
    assert [(each.lines, each.across[:10], each.up) for each in found] == [
        (["a 5 %"], "2023-02-15", 5),
        (["b 9 %"], "2023-05-16", 9),
    ]


def test_the_parts_of_the_last_stack_are_named_at_their_middles() -> None:
    found = ends([series("a", 5, 10), series("b", 7, None), series("c", None, 4)], SPANS, ROOM, stacked=True)
    assert [(each.code, each.across, each.up) for each in found] == [("a", "2023-07-01", 5), ("c", "2023-07-01", 12)]


def test_what_is_zero_is_no_part_of_a_stack() -> None:
    assert [each.code for each in ends([series("a", 0, 0), series("b", 1, 2)], SPANS, ROOM, stacked=True)] == ["b"]


def test_stacks_that_go_below_zero_are_left_to_the_key() -> None:
    assert ends([series("a", 5, 10), series("b", -1, 4)], SPANS, ROOM, stacked=True) == []


@pytest.mark.parametrize("stacked", [True, False])
def test_without_figures_there_is_nothing_to_name(stacked: bool) -> None:  # noqa: FBT001 — the case
    assert ends([series("a", None, None)], SPANS, ROOM, stacked=stacked) == []


def test_more_names_than_have_room_are_left_to_the_key() -> None:
    many = [series(f"category {place}", 1, 1) for place in range(ROOM // LINE + 1)]
    assert ends(many[:-1], SPANS, ROOM, stacked=True)
    assert ends(many, SPANS, ROOM, stacked=True) == []


def places(found: list[dict[str, object]], highest: float) -> list[float]:
    """How high each name stands, in pixels."""
    return [float(str(each["y"])) * ROOM / highest + float(str(each["yshift"])) for each in found]


def test_names_that_would_cover_each_other_are_moved_apart_and_stay_in_the_plot() -> None:
    found = names([end("a", 98), end("b", 99), end("c", 97), end("far", 10)], ROOM, 100)
    ups = places(found, 100)
    assert [str(each["text"]).split()[-1] for each in found] == ["far", "c", "a", "b"]
    assert all(above - below >= LINE for below, above in pairwise(ups))
    assert ups[0] == pytest.approx(20)
    assert ups[-1] <= ROOM - LINE / 2


def test_a_name_is_no_markup_and_bears_its_colour() -> None:
    (found,) = ends([series("<b>&", 1, 2)], SPANS, ROOM, stacked=False)
    (name,) = names([found], ROOM, 2)
    assert name["text"] == '<span style="color: rgb(28, 73, 133)">■</span> &lt;b&gt;&amp;'


def test_there_is_room_beside_the_plot_only_for_names_that_begin_late() -> None:
    assert margin([], 1) == margin([end("Khatlon", 1)], 0.3) == 8
    assert margin([end("Khatlon", 1)], 1) > 7 * 7
