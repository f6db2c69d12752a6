"""The empty report of a period, to be filled in and sent back: a row per figure due (interface 3).

indicator,#title,period,sex,#sex,value,note,explanation
1.1,People trained,2023-Q1,,,,,
1.1,People trained,2023-Q1,female,Women,,,
1.1,People trained,2023-Q1,male,Men,,,
"""

import csv
import io
from collections.abc import Iterator, Sequence

from framework.model import Indicator, Kind, Period, Place, Project, Reporter, Span, Text
from framework.problems import Place as Position
from framework.problems import Problem
from loaders.cells import Fault
from loaders.report_periods import read_span
from loaders.report_subjects import find_reporter
from loaders.vocabulary import Vocabulary

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""How cells start that a spreadsheet would run."""


def template(
    project: Project, period: str, reporter: str | None = None, language: str = ""
) -> tuple[str, list[Problem]]:
    """The empty report as CSV text.

    Args:
        project: the framework.
        period: the label of the period; indicators that report less often are due where theirs ends with it.
        reporter: whose report, by code or title; of all reporters, in a column of its own, where it is not given.
        language: of the titles; the project's first by default.

    Returns:
        The text, empty where the period or the reporter is not known, and what is wrong with them.
    """
    plan, problems = plan_template(project, period, reporter, language)
    return (_written(plan) if plan else ""), problems


def plan_template(
    project: Project, period: str, reporter: str | None = None, language: str = ""
) -> tuple["Template | None", list[Problem]]:
    """The rows of an empty report, None where the period or the reporter is not known; see `template`."""
    vocabulary = Vocabulary(project)
    span = read_span(period, vocabulary.calendar)
    who = find_reporter(reporter, vocabulary.reporter_names) if reporter is not None else None
    faults = [(each, text) for each, text in ((span, period), (who, reporter)) if isinstance(each, Fault)]
    if isinstance(span, Fault) or isinstance(who, Fault):
        return None, [Problem(Position("template", 1), fault.code, text, fault.details) for fault, text in faults]
    reporters = [each for each in vocabulary.reporters if who in {None, each.code}]
    return Template(vocabulary, span, reporters, language or project.languages[0]), []


class Template:
    """The rows of one template."""

    def __init__(self, vocabulary: Vocabulary, span: Span, reporters: Sequence[Reporter], language: str) -> None:
        self.project = vocabulary.project
        self.calendar = vocabulary.calendar
        self.language = language
        self.span = span
        self.due = [
            (reporter, indicator, period)
            for reporter in reporters
            for indicator in vocabulary.indicators
            if (period := self._due(indicator, reporter, span))
        ]
        self.named = len(reporters) > 1
        used = {name for _, indicator, _ in self.due for name in indicator.dimensions}
        self.dimensions = [name for name in self.project.dimensions if name in used]
        pooled = any(indicator.kind is Kind.PERCENTAGE for _, indicator, _ in self.due)
        self.measures = ["value", "numerator", "denominator"] if pooled else ["value"]

    def _due(self, indicator: Indicator, reporter: Reporter, span: Span) -> Period | None:
        """The indicator's period that the template asks for."""
        period = self.calendar.period_at(span.clipped(self.project.span).last_day, indicator.reporting)
        theirs = not indicator.reporters or reporter.code in indicator.reporters
        if period is None or indicator.quotient or not theirs or not reporter.active.overlaps(period.span):
            return None
        return period if period.span.end == span.clipped(self.project.span).end else None

    def header(self) -> list[str]:
        """The columns: codes to be read back, and titles that are left out."""
        dimensions = [name for code in self.dimensions for name in (code, f"#{code}")]
        reporter = ["reporter"] if self.named else []
        return [*reporter, "indicator", "#title", "period", *dimensions, *self.to_fill]

    @property
    def to_fill(self) -> list[str]:
        """The columns that are left empty."""
        return [*self.measures, "note", "explanation"]

    @property
    def label(self) -> str:
        """The period, for a name."""
        return self.calendar.label(self.span)

    def choices(self) -> dict[str, list[str]]:
        """What the cells of a column can hold, by column; and by milestone, as `stages CODE`, its stages."""
        indicators = {indicator.code: indicator for _, indicator, _ in self.due}
        categories = {
            name: [category.code for category in self.project.dimensions[name].categories] for name in self.dimensions
        }
        return {
            "indicator": list(indicators),
            "period": list(dict.fromkeys(period.label for _, _, period in self.due)),
            **({"reporter": list(dict.fromkeys(each.code for each, _, _ in self.due))} if self.named else {}),
            **categories,
            **{
                f"stages {code}": [stage.code for stage in each.stages]
                for code, each in indicators.items()
                if each.stages
            },
        }

    def rows(self) -> Iterator[list[str]]:
        """A row for the total of every indicator due and one for each category."""
        for reporter, indicator, period in self.due:
            start = [reporter.code] if self.named else []
            start += [indicator.code, self._said(indicator.title), period.label]
            for place in self._places(indicator):
                yield [*start, *self._cells(place), *("" for _ in self.to_fill)]

    def _places(self, indicator: Indicator) -> Iterator[Place]:
        yield ()
        for name in indicator.dimensions:
            yield from (((name, category.code),) for category in self.project.dimensions[name].categories)

    def _cells(self, place: Place) -> Iterator[str]:
        stated = dict(place)
        for name in self.dimensions:
            code = stated.get(name, "")
            titles = {category.code: category.title for category in self.project.dimensions[name].categories}
            yield code
            yield self._said(titles[code]) if code else ""

    def _said(self, title: Text) -> str:
        return title.said(self.language)


def _written(rows: Template) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows.header())
    writer.writerows([_defused(cell) for cell in row] for row in rows.rows())
    return out.getvalue()


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
