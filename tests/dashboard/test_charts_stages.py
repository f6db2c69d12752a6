from datetime import date
from typing import Any

from dashboard.charts.drawing import ACTUAL, TARGET, Drawing
from dashboard.charts.stages import stage_ladder
from framework.model import Kind, Rule, Stage, Targets
from tests.dashboard.making import evidence, story, traces, words
from tests.framework.making import indicator, period_target, project, statement, text

STAGES = tuple(
    Stage(code, text(title)) for code, title in (("plan", "Planned"), ("try", "Tried"), ("open", "Open to all"))
)
DUE = period_target("2023-06-30", 1, date(2023, 1, 1), date(2023, 7, 1))
MILESTONE = project(
    indicator("1", kind=Kind.MILESTONE, over_time=Rule.LAST, stages=STAGES, targets=Targets(periods=(DUE,))),
)


def stairs(drawing: Drawing, colour: str) -> list[Any]:
    return [trace for trace in traces(drawing) if trace.get("line", {}).get("color") == colour]


def test_stages_reached_are_a_stair_that_ends_at_the_as_of_day() -> None:
    found = evidence(MILESTONE, statement(MILESTONE, "1", "2023-Q1", 0), statement(MILESTONE, "1", "2023-Q3", 1))
    [reached] = stairs(stage_ladder(story(found), STAGES), ACTUAL)
    assert reached["y"] == [0, 0, 1, 1, None, None, None, None]
    assert reached["line"]["shape"] == "hvh"


def test_the_stage_due_is_absent_before_it_is_due() -> None:
    [due] = stairs(stage_ladder(story(evidence(MILESTONE)), STAGES), TARGET)
    assert due["y"][:3] == [None, 1, 1]


def test_every_stage_is_named_on_its_rung() -> None:
    drawing = stage_ladder(story(evidence(MILESTONE)), STAGES)
    assert words(drawing)[:3] == ["Planned", "Tried", "Open to all"]


def test_the_pointer_tells_the_titles_of_the_stages() -> None:
    found = evidence(MILESTONE, statement(MILESTONE, "1", "2023-Q2", 0))
    told = traces(stage_ladder(story(found), STAGES), hoverinfo="text")[-1]
    assert told["text"][1] == "<b>2023-Q2</b><br>Reached: Planned<br>Due: Tried"
