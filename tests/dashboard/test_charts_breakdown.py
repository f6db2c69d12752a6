from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from dashboard.charts.breakdowns import Breakdown, breakdown_chart
from dashboard.charts.composition import composition_chart, composition_key
from dashboard.charts.drawing import UNEXPLAINED
from dashboard.evidence import Evidence
from dashboard.naming import naming_of
from framework.model import Kind, Rule, Targets
from tests.dashboard.making import evidence, layout, story, traces, words
from tests.framework.making import indicator, place, project, statement

SEX = {"female": "Women", "male": "Men"}
COUNTED = project(
    indicator("1", "sex", targets=Targets(end=Fraction(80), by={("sex", "female"): Targets(end=Fraction(40))})),
)
PARTS = {(): 100, place(sex="female"): 30, place(sex="male"): 60}


def breakdown(found: Evidence, titles: Mapping[str, str] = SEX) -> Breakdown:
    rows = [row for row in found.breakdown if row["dimension"] == "sex"]
    return Breakdown(rows=rows, titles=titles, naming=naming_of(found.indicator, found.language))


def test_a_bar_per_category_and_what_is_not_disaggregated_apart() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS))
    explained, rest = traces(breakdown_chart(breakdown(found)), type="bar")
    assert (explained["x"], explained["text"]) == ([30, 60], ["30", "60"])
    assert (rest["x"], rest["y"], rest["marker"]["color"]) == ([10], [2], UNEXPLAINED)
    assert rest["marker"]["pattern"]["shape"] == "/"


def test_the_remainder_is_named() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS))
    axis = layout(breakdown_chart(breakdown(found)))["yaxis"]
    assert axis["ticktext"] == ["Women", "Men", "not disaggregated"]


def test_targets_of_categories_are_marks() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS))
    edges, marks = traces(breakdown_chart(breakdown(found)), type="scatter")
    assert (edges["x"], edges["y"]) == (marks["x"], marks["y"])
    assert (marks["x"], marks["y"]) == ([20], [0])


def test_a_category_without_a_figure_says_so_and_has_no_bar() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", {place(sex="male"): 60}))
    drawing = breakdown_chart(breakdown(found))
    assert traces(drawing, type="bar")[0]["x"] == [None, 60]
    assert words(drawing) == ["nothing stated"]


def test_a_withheld_cell_shows_its_text() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS))
    known = breakdown(found)
    rows = [{**row, "value": "<5"} if row["category"] == "female" else row for row in known.rows]
    drawing = breakdown_chart(replace(known, rows=rows))
    assert words(drawing) == ["&lt;5"]


def test_titles_are_safe_to_show() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS))
    drawing = breakdown_chart(breakdown(found, titles={"female": "<b>x</b>", "male": "y"}))
    assert layout(drawing)["yaxis"]["ticktext"][0] == "&lt;b&gt;x&lt;/b&gt;"


def test_over_time_the_parts_of_a_sum_are_stacked() -> None:
    found = evidence(
        COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS), statement(COUNTED, "1", "2023-Q3", {place(sex="male"): 5})
    )
    drawing = composition_chart(breakdown(found), story(found), stacked=True)
    women, men, rest = traces(drawing, type="bar")
    assert women["y"][:3] == [30, None, None]
    assert men["y"][:3] == [60, None, 5]
    assert (rest["name"], rest["y"][0]) == ("not disaggregated", 10)


def test_over_time_percentages_are_lines() -> None:
    share = project(indicator("1", "sex", kind=Kind.PERCENTAGE, over_time=Rule.LAST))
    cells = {place(sex="female"): (1, 4), place(sex="male"): (3, 4)}
    found = evidence(share, statement(share, "1", "2023-Q1", cells), statement(share, "1", "2023-Q3", cells))
    women, men = traces(composition_chart(breakdown(found), story(found), stacked=False), type="scatter")
    assert (women["y"][:3], men["y"][:3]) == ([25, None, 25], [75, None, 75])
    assert women["connectgaps"] is False


def test_a_category_that_never_has_a_figure_is_not_in_the_key() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", {place(sex="male"): 60}))
    drawing = composition_chart(breakdown(found), story(found), stacked=True)
    assert [trace["name"] for trace in traces(drawing)] == ["Men"]


def test_the_key_names_the_parts_with_their_colours_and_the_remainder_without() -> None:
    found = evidence(COUNTED, statement(COUNTED, "1", "2023-Q1", PARTS))
    key = composition_key(breakdown(found))
    assert [title for title, _ in key] == ["Women", "Men", "not disaggregated"]
    assert len({colour for _, colour in key}) == 3
    assert key[-1][1] is None
