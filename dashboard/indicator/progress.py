"""The progress of an indicator over the whole project: a chart, a ladder of stages or a timeline of texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.charting import graph
from dashboard.charts.drawing import Drawing
from dashboard.charts.progress import progress_chart
from dashboard.charts.slots import Slot, period_slots, year_slots
from dashboard.charts.stages import stage_ladder
from dashboard.charts.story import Progress
from dashboard.evidence import Evidence
from dashboard.findings import finding
from dashboard.indicator.pictured import picture_of
from dashboard.parts import aria, data, empty, plain_table
from dashboard.view import View
from dashboard.words import marked
from framework.model import Frequency, Kind, Row, Rule
from framework.periods import calendar_of

STEPS = {
    Frequency.MONTHLY: marked("Months"),
    Frequency.QUARTERLY: marked("Quarters"),
    Frequency.TRIANNUAL: marked("Four months"),
    Frequency.SEMIANNUAL: marked("Half-years"),
    Frequency.ANNUAL: marked("Years"),
}

Look = Mapping[str, str]
"""The state of an address that says how the progress is looked at."""
CHOICES = {"measure": ("cumulative", "period"), "step": ("period", "year")}
USUAL: Look = {key: choices[0] for key, choices in CHOICES.items()}


def progress_section(view: View, evidence: Evidence) -> Component:
    """The picture of the indicator over time with its switches, its key and its figures as a table."""
    return html.Section([html.H2(view.say("Progress")), *_picture(view, evidence)], id="progress")


def story(view: View, evidence: Evidence, *, by_year: bool) -> Progress:
    """What the chart shows: to date or per period as the address asks, by period or by fiscal year."""
    years = calendar_of(view.project).periods(Frequency.ANNUAL)
    slots = year_slots(evidence.series, evidence.targets, years) if by_year else period_slots(evidence.series)
    return Progress(
        summary=evidence.row,
        slots=slots,
        years=years,
        naming=evidence.naming,
        pace=evidence.indicator.targets.pace,
        baseline=evidence.row["baseline"] if evidence.indicator.over_time is not Rule.SUM else None,
        running=view.address.state("measure") != "period",
    )


def _picture(view: View, evidence: Evidence) -> list[Component]:
    if evidence.indicator.kind is Kind.TEXT:
        return [_timeline(view, evidence)]
    progress = story(view, evidence, by_year=view.address.state("step") == "year")
    if not is_drawn(evidence, progress):
        return [_nothing(view)]
    if evidence.indicator.kind is Kind.MILESTONE:
        drawing = stage_ladder(progress, evidence.indicator.stages)
        return [_chart(view, evidence, drawing), _ladder_key(view), _figures(view, evidence, progress)]
    asked = {key: _asked(view, key) for key in _switched(evidence)}
    others = [look for look in _looks(asked) if look != asked]
    variants = [
        _variant(view, evidence, asked),
        *(_variant(view, evidence, look, css_class="variant away") for look in others),
    ]
    return [*_switches(view, evidence), html.Div(variants, className="variants")]


def _switched(evidence: Evidence) -> Sequence[str]:
    """What of the look can be switched; annual indicators have no shorter steps."""
    return ("measure",) if evidence.indicator.reporting is Frequency.ANNUAL else tuple(CHOICES)


def _asked(view: View, key: str) -> str:
    """How the address asks to look at the progress."""
    return view.address.state(key) or USUAL[key]


def _looks(keys: Iterable[str]) -> list[Look]:
    """Every way to look at it; the page brings them all, so that a switch needs no new request (`narrowing`)."""
    names = list(keys)
    return [dict(zip(names, look, strict=True)) for look in product(*(CHOICES[name] for name in names))]


def _variant(view: View, evidence: Evidence, look: Look, css_class: str = "variant") -> Component:
    """One look: the chart with its key and its figures."""
    state = {key: None if value == USUAL[key] else value for key, value in look.items()}
    own = replace(view, address=view.address.having(**state))
    progress = story(own, evidence, by_year=own.address.state("step") == "year")
    parts = [
        _chart(own, evidence, progress_chart(progress)),
        _key(own, evidence, progress),
        _figures(own, evidence, progress),
    ]
    return html.Div(parts, className=css_class, **data(variant=urlencode(look)))


def is_drawn(evidence: Evidence, progress: Progress) -> bool:
    """True where there is a figure or a target to draw."""
    return evidence.indicator.kind is not Kind.TEXT and any(_says_something(slot) for slot in progress.slots)


def _says_something(slot: Slot) -> bool:
    return any(cell is not None for cell in (slot.value, slot.actual_to_date, slot.target, slot.target_to_date))


def _nothing(view: View) -> Component:
    return empty(
        view.say("There is nothing to draw yet."),
        view.say(
            "No figure has been reported and the framework sets no target. The chart appears with the first report."
        ),
    )


def _chart(view: View, evidence: Evidence, drawing: Drawing) -> Component:
    said = finding(evidence.row, evidence.naming, evidence.compared)
    name = "stages" if evidence.indicator.kind is Kind.MILESTONE else "progress"
    return graph(drawing, said, view.language, picture=picture_of(view, evidence.indicator, name))


def _switches(view: View, evidence: Evidence) -> list[Component]:
    """Links between the looks of the chart: each has an address of its own."""
    words = {
        "measure": (view.say("What the chart shows"), view.say("To date"), view.say("Per period")),
        "step": (view.say("Steps of time"), view.say(STEPS[evidence.indicator.reporting]), view.say("Fiscal years")),
    }
    return [html.Div([_switch(view, key, *words[key]) for key in _switched(evidence)], className="switches")]


def _switch(view: View, key: str, name: str, *choices: str) -> Component:
    now = _asked(view, key)
    links = [
        html.A(
            word,
            href=str(view.address.having(**{key: None if value == USUAL[key] else value})),
            **data(turn=f"{key}={value}"),
            **(aria(current="true") if value == now else {}),
        )
        for value, word in zip(CHOICES[key], choices, strict=True)
    ]
    return html.Nav(links, className="switch", **aria(label=name))


def _key(view: View, evidence: Evidence, progress: Progress) -> Component:
    """What the marks of the chart mean, and where the pace so far leads."""
    marks = _running_marks(view, progress) if progress.running else _period_marks(view, progress)
    items = [html.Li([html.Span(className=f"key-{sign}", **aria(hidden="true")), word]) for sign, word in marks]
    pace = _pace(view, evidence) if progress.running else None
    return html.Ul([*items, *([html.Li([html.Span(className="key-dotted"), pace])] if pace else [])], className="key")


def _running_marks(view: View, progress: Progress) -> list[tuple[str, str]]:
    slots = progress.slots
    carried = any(slot.value is None and slot.actual_to_date is not None for slot in slots)
    marks = [
        ("bar", view.say("stated in the period"), any(slot.value is not None for slot in slots)),
        ("line", view.say("actual to date"), progress.last is not None),
        ("hollow", view.say("nothing stated, carried on"), carried),
        ("dashed", view.say("target to date"), any(slot.target_to_date is not None for slot in slots)),
        ("original", _original(view, progress), progress.original is not None),
    ]
    return [(sign, word) for sign, word, there in marks if there]


def _original(view: View, progress: Progress) -> str:
    """What the framework first asked for."""
    return view.say("original end target {value}", value=progress.naming.figure(progress.original))


def _period_marks(view: View, progress: Progress) -> list[tuple[str, str]]:
    marks = [
        ("bar-strong", view.say("stated in the period"), any(slot.value is not None for slot in progress.slots)),
        ("mark", view.say("target of the period"), any(slot.target is not None for slot in progress.slots)),
    ]
    return [(sign, word) for sign, word, there in marks if there]


def _pace(view: View, evidence: Evidence) -> str | None:
    """The projection in words (semantics 5.10)."""
    row = evidence.row
    if row["projected_end"] is None or view.as_of >= view.project.span.last_day:
        return None
    end, day = evidence.naming.roughly(row["projected_end"]), row["projected_date"]
    last = view.day(view.project.span.last_day)
    if not isinstance(day, date):
        return view.say("at the pace so far {value} on {end}", value=end, end=last)
    return view.say(
        "at the pace so far {value} on {end}; the end target would be met on {day}",
        value=end,
        end=last,
        day=view.day(day),
    )


def _ladder_key(view: View) -> Component:
    marks = [("line", view.say("stage reached")), ("dashed", view.say("stage due"))]
    items = [html.Li([html.Span(className=f"key-{sign}", **aria(hidden="true")), word]) for sign, word in marks]
    return html.Ul(items, className="key")


def _figures(view: View, evidence: Evidence, progress: Progress) -> Component:
    """The chart as a table, for those who do not see it or want its numbers."""
    columns = [
        ("period", view.say("Period")),
        ("value", view.say("Stated in the period")),
        ("parts", view.say("Numerator ÷ denominator")),
        ("actual_to_date", view.say("Actual to date")),
        ("target", view.say("Target of the period")),
        ("target_to_date", view.say("Target to date")),
        ("to_date_pct", view.say("Of the target to date")),
    ]
    rows = [_figures_row(view, progress, slot) for slot in progress.slots]
    kept = [(name, heading) for name, heading in columns if name == "period" or any(row[name] for row in rows)]
    said = finding(evidence.row, evidence.naming, evidence.compared)
    table = plain_table(said, kept, rows, view.language)
    return html.Details([html.Summary(view.say("The chart in figures")), table], className="as-figures")


def _figures_row(view: View, progress: Progress, slot: Slot) -> Row:
    figures = {
        "value": slot.value,
        "actual_to_date": slot.actual_to_date,
        "target": slot.target,
        "target_to_date": slot.target_to_date,
    }
    said: Row = {name: None if cell is None else progress.naming.figure(cell) for name, cell in figures.items()}
    share = None if slot.to_date_pct is None else view.percent(slot.to_date_pct, places=1)
    parts = progress.naming.parts(slot.numerator, slot.denominator)
    return {"period": slot.label, **said, "to_date_pct": share, "parts": parts or None}


def _timeline(view: View, evidence: Evidence) -> Component:
    """The texts of a text indicator, the latest first."""
    said = [(row["period"], row["value"]) for row in reversed(evidence.series) if row["value"] is not None]
    if not said:
        return empty(
            view.say("Nothing has been written yet."), view.say("What the reports say appears here, period by period.")
        )
    return html.Ol(
        [html.Li([html.Strong(str(period)), html.P(str(text))]) for period, text in said], className="timeline"
    )
