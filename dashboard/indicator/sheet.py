"""The reference sheet of an indicator: how the framework defines it; its targets; what was explained and when."""

from dash import html
from dash.development.base_component import Component

from dashboard.evidence import Evidence
from dashboard.glossary import TERMS
from dashboard.indicator.revisions import target_revisions
from dashboard.parts import head_row, status_name
from dashboard.reports.owed_fields import owing_report
from dashboard.reports.received import reporter_name
from dashboard.terms import named, status_term
from dashboard.view import View
from dashboard.words import NBSP, cell_text, marked
from framework.model import Amount, Direction, Frequency, Indicator, Kind, Pace, Row, Rule

KINDS = {
    Kind.NUMBER: marked("Number"),
    Kind.AMOUNT: marked("Amount"),
    Kind.PERCENTAGE: marked("Percentage"),
    Kind.MILESTONE: marked("Milestone"),
    Kind.TEXT: marked("Text"),
}
DIRECTIONS = {
    Direction.INCREASE: marked("More is better"),
    Direction.DECREASE: marked("Less is better"),
    Direction.MAINTAIN: marked("To be kept at its target"),
    Direction.NONE: marked("Context: not compared with a target"),
}
OVER_TIME = {
    Rule.SUM: marked("Each period is new; to date is their sum"),
    Rule.LAST: marked("A level: the latest figure counts and is carried forward"),
    Rule.MAX: marked("The largest figure counts"),
    Rule.MIN: marked("The smallest figure counts"),
    Rule.MEAN: marked("The mean of the figures counts"),
}
POOLED_OVER_TIME = marked("Numerators and denominators of all periods are pooled")
ACROSS = {
    Rule.SUM: marked("Categories, places and reporters are added"),
    Rule.MAX: marked("The largest of categories, places and reporters counts"),
    Rule.MIN: marked("The smallest of categories, places and reporters counts"),
    Rule.MEAN: marked("The mean of categories, places and reporters counts"),
}
POOLED = marked("Numerators and denominators are pooled; percentages are never averaged")
LEAST_ADVANCED = marked("The least advanced reporter counts")
PACES = {
    Pace.LINEAR: marked("Due evenly over the target period"),
    Pace.STEP: marked("Due at the end of the target period"),
}
HOW_OFTEN = {
    Frequency.MONTHLY: marked("Every month"),
    Frequency.QUARTERLY: marked("Every quarter"),
    Frequency.TRIANNUAL: marked("Every four months"),
    Frequency.SEMIANNUAL: marked("Every half-year"),
    Frequency.ANNUAL: marked("Every year"),
}

TARGET_HEADINGS = (
    marked("Target period"),
    marked("Target"),
    marked("Reached in it"),
    marked("Of the target"),
    marked("Status"),
)


def reference_sheet(view: View, evidence: Evidence) -> Component:
    """What the framework says of the indicator; what it does not say is left out."""
    entries = [
        *_meaning(view, evidence.indicator),
        *_rules(view, evidence.indicator),
        *_origin(view, evidence.indicator),
    ]
    said = [html.Div([html.Dt(_entry_name(view, name)), html.Dd(text)]) for name, text in entries if text]
    return html.Section([html.H2(view.say("Reference sheet")), html.Dl(said, className="sheet-entries")], id="sheet")


def _entry_name(view: View, name: str) -> Component | str:
    """The name of an entry, which explains itself where it is a word of the glossary."""
    key = next((key for key, found in TERMS.items() if found.word == name), None)
    return named(view, key) if key else view.say(name)


def _meaning(view: View, indicator: Indicator) -> list[tuple[str, str]]:
    node = next(node for node in view.project.results if node.code == indicator.result)
    return [
        (marked("Definition"), view.said(indicator.definition)),
        (marked("Result"), f"{view.said(node.level)} {node.code}: {view.said(node.title)}"),
        (marked("Kind"), view.say(KINDS[indicator.kind])),
        (marked("Unit"), view.said(indicator.unit)),
        (marked("Stages"), " → ".join(view.said(stage.title) for stage in indicator.stages)),
        (marked("Baseline"), _baseline(view, indicator)),
    ]


def _rules(view: View, indicator: Indicator) -> list[tuple[str, str]]:
    dimensions = [view.said(view.project.dimensions[name].title) for name in indicator.dimensions]
    text = indicator.kind is Kind.TEXT
    return [
        (marked("Direction"), "" if text else view.say(DIRECTIONS[indicator.direction])),
        (marked("Over time"), view.say(_over_time(indicator))),
        (marked("Across"), "" if text else view.say(_across(indicator))),
        (marked("Computed from"), _quotient(view, indicator)),
        (marked("Disaggregated by"), ", ".join(dimensions)),
        (marked("Pace of the targets"), view.say(PACES[_pace(indicator)]) if _has_target(indicator) else ""),
    ]


def _origin(view: View, indicator: Indicator) -> list[tuple[str, str]]:
    reporters = [view.said(view.project.reporters[code].title) for code in indicator.reporters]
    references = [f"{reference.vocabulary}:{NBSP}{reference.code}" for reference in indicator.references]
    return [
        (marked("Reported"), view.say(HOW_OFTEN[indicator.reporting])),
        (marked("Reported by"), ", ".join(reporters)),
        (marked("Source"), view.said(indicator.source)),
        (marked("Method"), view.said(indicator.method)),
        (marked("Responsible"), view.said(indicator.responsible)),
        (marked("Limitations"), view.said(indicator.limitations)),
        (marked("Tags"), ", ".join(indicator.tags)),
        (marked("References"), ", ".join(references)),
    ]


def _has_target(indicator: Indicator) -> bool:
    targets = indicator.targets
    stages = indicator.kind is Kind.MILESTONE
    return indicator.kind is not Kind.TEXT and (stages or targets.end is not None or bool(targets.periods))


def _over_time(indicator: Indicator) -> str:
    if indicator.kind is Kind.PERCENTAGE and indicator.over_time is Rule.SUM:
        return POOLED_OVER_TIME
    return OVER_TIME[indicator.over_time]


def _across(indicator: Indicator) -> str:
    if indicator.kind is Kind.PERCENTAGE:
        return POOLED
    return LEAST_ADVANCED if indicator.kind is Kind.MILESTONE else ACROSS[indicator.across]


def _pace(indicator: Indicator) -> Pace:
    return Pace.STEP if indicator.kind is Kind.MILESTONE else indicator.targets.pace


def _quotient(view: View, indicator: Indicator) -> str:
    if indicator.quotient is None:
        return ""
    titles = [
        f"{code} {view.said(view.project.indicators[code].title)}"
        for code in (indicator.quotient.numerator, indicator.quotient.denominator)
    ]
    return " ÷ ".join(titles)


def _baseline(view: View, indicator: Indicator) -> str:
    if indicator.baseline is None:
        return ""
    row = view.rows("indicators", indicator.code)[0]
    amount: Amount = indicator.baseline.amount
    evidence = Evidence(project=view.project, indicator=indicator, row=row, language=view.language)
    parts = evidence.naming.parts(amount.numerator, amount.denominator)
    when = f", {view.day(indicator.baseline.day)}" if indicator.baseline.day else ""
    return evidence.figure(row["baseline"]) + (f" ({parts})" if parts else "") + when


def targets_section(view: View, evidence: Evidence) -> list[Component]:
    """The target periods and fiscal years with what was reached in each; nothing where there is no target."""
    rows = [row for row in evidence.targets if row["target"] is not None]
    revisions = target_revisions(view, evidence)
    if not rows and not evidence.indicator.targets.by and not revisions:
        return []
    head = head_row(map(view.say, TARGET_HEADINGS))
    table = html.Table([head, html.Tbody([_target_row(view, evidence, row) for row in rows])], className="plain")
    box = html.Div(table, className="scroll", tabIndex=0) if rows else None
    parts = [box, *_category_targets(view, evidence), *revisions]
    return [html.Section([html.H2(view.say("Targets")), *parts], id="targets")]


def _target_row(view: View, evidence: Evidence, row: Row) -> Component:
    status = [status_term(view, str(row["status"]))] if row["status"] else []
    share = "" if row["met_pct"] is None else view.percent(row["met_pct"], places=1)
    reached = "" if row["actual"] is None else evidence.naming.figure(row["actual"])
    title = f"{cell_text(row['start'], view.language)} – {cell_text(row['end'], view.language)}"
    return html.Tr(
        [
            html.Th(evidence.naming.period(str(row["target_period"])), scope="row", title=title),
            html.Td(evidence.naming.figure(row["target"]), className="number"),
            html.Td(reached, className="number"),
            html.Td(share, className="number"),
            html.Td(status),
        ]
    )


def _category_targets(view: View, evidence: Evidence) -> list[Component]:
    """End targets of categories, where the framework sets any."""
    entries = []
    for (dimension, code), targets in evidence.indicator.targets.by.items():
        categories = view.project.dimensions[dimension].categories
        title = next((view.said(category.title) for category in categories if category.code == code), code)
        if targets.end is not None:
            entries.append(f"{title}: {evidence.naming.figure(targets.end)}")
    if not entries:
        return []
    return [html.P(view.say("End targets by category: {targets}", targets="; ".join(entries)))]


def remarks(view: View, evidence: Evidence) -> list[Component]:
    """What the reports explain, the latest period first; and whether an explanation is owed (semantics 5.6)."""
    owed = [_owed(view, evidence)] if evidence.row["explanation_due"] else []
    said = [each for each in view.record.explanations if each.indicator == evidence.indicator.code]
    begun = sorted(
        (each for each in said if each.period.span.start <= view.as_of), key=lambda each: each.period.span, reverse=True
    )
    items = [
        html.Li([html.Strong(f"{each.period.label}, {reporter_name(view, each.reporter)}"), html.P(each.words)])
        for each in begun
    ]
    listed = [html.Ol(items, className="timeline")] if items else []
    if not owed and not listed:
        return []
    return [html.Section([html.H2(view.say("Explanations")), *owed, *listed], id="explanations")]


def _owed(view: View, evidence: Evidence) -> Component:
    status = status_name(str(evidence.row["status"]), view.language)
    period = str(evidence.row["last_period"] or "–")
    words = view.say("{status}, and the report for {period} does not explain it.", status=status, period=period)
    page = owing_report(view, evidence.row)
    way = [html.A(view.say("Explain it"), href=str(page))] if page else []
    return html.P([words, " ", *way], className="owed")
