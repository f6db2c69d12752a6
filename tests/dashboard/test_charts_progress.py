from datetime import date
from fractions import Fraction
from typing import Any

from dashboard.charts.drawing import ACTUAL, TARGET, Drawing
from dashboard.charts.progress import progress_chart
from dashboard.charts.slots import period_slots, year_slots
from framework.model import Baseline, Direction, Frequency, Kind, Pace, Rule, Targets
from framework.periods import calendar_of
from tests.dashboard.making import evidence, layout, story, traces, words
from tests.framework.making import QUARTERS, amount, indicator, period_target, project, statement, targets

SUM = project(indicator("1", targets=targets(800)))
LEVEL = project(
    indicator("1", over_time=Rule.LAST, baseline=Baseline(amount(10)), targets=targets(50)),
)


def lines(drawing: Drawing, colour: str, dash: str | None = None) -> list[Any]:
    found = [trace for trace in traces(drawing, type="scatter") if trace.get("line", {}).get("color") == colour]
    return [trace for trace in found if trace["line"].get("dash") == dash]


def test_a_bar_per_period_and_none_where_nothing_is_stated() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90), statement(SUM, "1", "2023-Q3", 0))
    [bars] = traces(progress_chart(story(found)), type="bar")
    assert bars["y"] == [90, None, 0, None, None, None, None, None]


def test_the_actual_to_date_runs_to_the_as_of_day_and_not_beyond() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90), statement(SUM, "1", "2023-Q3", 30))
    [actual] = lines(progress_chart(story(found)), ACTUAL)
    assert actual["y"] == [90, 90, 120, 120, None, None, None, None]
    assert actual["connectgaps"] is False


def test_a_period_without_a_figure_has_an_open_point() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90), statement(SUM, "1", "2023-Q3", 30))
    [actual] = lines(progress_chart(story(found)), ACTUAL)
    assert actual["marker"]["symbol"][:4] == ["circle", "circle-open", "circle", "circle-open"]


def test_the_target_to_date_spans_the_whole_project() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90))
    [due] = lines(progress_chart(story(found)), TARGET, "dash")
    assert due["y"] == [100, 200, 300, 400, 500, 600, 700, 800]
    assert due["line"]["shape"] == "linear"


def test_a_step_target_is_drawn_as_steps_and_is_absent_before_the_first_is_due() -> None:
    year = period_target("2023", 200, date(2023, 1, 1), date(2024, 1, 1))
    stepped = project(indicator("1", targets=Targets(pace=Pace.STEP, end=Fraction(500), periods=(year,))))
    [due] = lines(progress_chart(story(evidence(stepped))), TARGET, "dash")
    assert due["line"]["shape"] == "hvh"
    assert due["y"] == [None, None, None, 200, 200, 200, 200, 500]


def test_no_target_draws_no_target() -> None:
    without = project(indicator("1"))
    drawing = progress_chart(story(evidence(without, statement(without, "1", "2023-Q1", 90))))
    [due] = lines(drawing, TARGET, "dash")
    assert set(due["y"]) == {None}
    assert not lines(drawing, TARGET)


def test_the_baseline_of_a_level_is_a_line_of_its_own() -> None:
    found = evidence(LEVEL, statement(LEVEL, "1", "2023-Q1", 15))
    drawing = progress_chart(story(found, baseline=found.row["baseline"]))
    assert [10, 10] in [trace["y"] for trace in traces(drawing, type="scatter")]
    assert "Baseline 10" in words(drawing)


def test_the_projection_is_dotted_to_the_end_of_the_project() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90), statement(SUM, "1", "2023-Q4", 110))
    [dotted] = lines(progress_chart(story(found)), ACTUAL, "dot")
    assert dotted["y"] == [200, 400]


def test_lines_are_named_where_they_are_compared() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q4", 360))
    assert {"Actual 360", "Target to date 400", "End target 800"} <= set(words(progress_chart(story(found))))


def test_the_target_of_a_running_period_is_not_called_a_target_to_date() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q4", 360), as_of=date(2023, 11, 30))
    assert "2023-Q4 target 400" in words(progress_chart(story(found)))


def test_per_period_each_bar_stands_beside_its_own_target() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90))
    drawing = progress_chart(story(found, running=False))
    [own] = lines(drawing, TARGET)
    assert own["y"][:6] == [100, 100, None, 100, 100, None]
    assert not lines(drawing, ACTUAL)


def test_by_fiscal_year_the_bars_are_those_of_the_year_alone() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90), statement(SUM, "1", "2023-Q3", 30))
    years = calendar_of(SUM).periods(Frequency.ANNUAL)
    drawing = progress_chart(story(found, slots=year_slots(found.series, found.targets, years)))
    [bars] = traces(drawing, type="bar")
    assert bars["y"] == [120, None]


def test_a_dated_target_is_the_target_of_the_year_that_ends_with_it() -> None:
    dated = period_target("2023-12-31", 30, date(2023, 1, 1), date(2024, 1, 1))
    level = project(
        indicator("1", over_time=Rule.LAST, targets=Targets(end=Fraction(50), periods=(dated,))),
    )
    found = evidence(level)
    slots = year_slots(found.series, found.targets, calendar_of(level).periods(Frequency.ANNUAL))
    assert slots[0].target == 30


def test_points_stand_in_the_middle_of_their_period() -> None:
    [bars] = traces(progress_chart(story(evidence(SUM))), type="bar")
    assert bars["x"][0] == "2023-02-15T00:00:00"


def test_the_pointer_tells_the_numbers_with_numerator_and_denominator() -> None:
    share = project(indicator("1", kind=Kind.PERCENTAGE, over_time=Rule.SUM, targets=targets(50)))
    found = evidence(share, statement(share, "1", "2023-Q1", (30, 60)))
    told = traces(progress_chart(story(found)), hoverinfo="text")[-1]
    assert told["text"][0].startswith("<b>2023-Q1</b><br>In this period: 50\u00a0% (30 ÷ 60)")
    assert "Nothing stated in this period" in told["text"][1]


def test_a_text_that_looks_like_markup_stays_text() -> None:
    odd = project(indicator("1", targets=targets(5)))
    found = evidence(odd, statement(odd, "1", "2023-Q1", 1))
    row = {**found.row, "end_target": "<a href=x>"}
    assert all("<a" not in text for text in words(progress_chart(story(found, summary=row))))


def test_a_withheld_figure_is_no_number() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90))
    series = [{**found.series[0], "value": "<5"}, *found.series[1:]]
    [bars] = traces(progress_chart(story(found, slots=period_slots(series))), type="bar")
    assert bars["y"][0] is None


def test_thousands_are_grouped_as_the_language_does() -> None:
    laid_out = layout(progress_chart(story(evidence(SUM, language="ru"))))
    assert laid_out["separators"] == ",\u00a0"
    assert layout(progress_chart(story(evidence(SUM))))["separators"] == ".,"


def test_fiscal_years_are_named_below_the_axis() -> None:
    axis = layout(progress_chart(story(evidence(SUM))))["xaxis"]
    assert axis["ticktext"] == ["2023", "2024"]
    assert len(axis["minor"]["tickvals"]) == len(QUARTERS)


def test_names_of_falling_lines_stand_on_the_free_sides() -> None:
    falling = project(
        indicator(
            "1", over_time=Rule.LAST, direction=Direction.DECREASE, baseline=Baseline(amount(80)), targets=targets(20)
        ),
    )
    found = evidence(falling, statement(falling, "1", "2023-Q4", 70))
    notes = layout(progress_chart(story(found)))["annotations"]
    actual = next(note for note in notes if note["text"] == "Actual 70")
    assert (actual["xanchor"], actual["yanchor"]) == ("left", "bottom")
