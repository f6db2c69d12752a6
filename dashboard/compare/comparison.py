"""The comparison that a view asks for: its rows, as the page shows them and as they are downloaded, and what did it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dashboard.addresses import Impossible
from dashboard.compare.asked import KNOWN, YEARS, Asked, asked
from dashboard.downloads import plain
from dashboard.remembered import Book, Reading
from dashboard.view import UNREADABLE, View
from dashboard.words import moment
from framework.compared import Side, compared, known_side, moved, period_side, year_side
from framework.disclosure import guards
from framework.model import Indicator, Project, Row
from framework.renaming import in_terms_of
from framework.revision import sources_of
from loaders.causes import ReportCause, RevisionCause, report_causes, revision_causes
from loaders.revisions import as_known
from store.errors import RevisionUnreadableError


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Rows by `framework.compared.COLUMNS`, one per indicator that can be compared, in the framework's order."""

    asked: Asked
    rows: Sequence[Row] = ()
    apart: Sequence[str] = ()
    """Codes of the indicators that have no such periods, because they are reported at other intervals."""
    reports: Sequence[ReportCause] = ()
    revisions: Sequence[RevisionCause] = ()
    first_as_of: date | None = None
    """As known at an earlier moment: the last day that counts there."""
    gone: Mapping[str, Indicator] = field(default_factory=dict)
    """Indicators that the framework had then and has no more."""

    def reports_of(self, view: View, code: str) -> list[ReportCause]:
        """The reports that say something else of an indicator, or of those that it is computed from."""
        indicator = view.project.indicators.get(code)
        sources = sources_of(indicator) if indicator else ()
        return [each for each in self.reports if any(source in each.totals for source in sources)]

    def revisions_of(self, code: str) -> list[RevisionCause]:
        """The revisions that changed an indicator."""
        return [each for each in self.revisions if each.concerns(code)]


def comparison(view: View) -> Comparison | Impossible:
    """What the view's address asks for."""
    chosen = asked(view)
    if isinstance(chosen, Impossible):
        return chosen
    if not chosen.is_there:
        return Comparison(asked=chosen)
    return _with_then(view, chosen) if chosen.kind == KNOWN else _of_periods(view, chosen)


def _of_periods(view: View, chosen: Asked) -> Comparison:
    for table in ("series", "targets"):
        view.rows(table)  # of all at once, before each indicator is asked for
    found = {code: _sides(view, chosen, code) for code in view.project.indicators}
    sides = {code: (first, second) for code, (first, second) in found.items() if first and second}
    apart = [code for code in found if code not in sides]
    return Comparison(asked=chosen, rows=compared(view.project, sides, gone={}), apart=apart)


def _sides(view: View, chosen: Asked, code: str) -> tuple[Side | None, Side | None]:
    series = view.rows("series", code)
    if chosen.kind != YEARS:
        return period_side(series, chosen.first), period_side(series, chosen.second)
    targets = view.rows("targets", code)
    return year_side(targets, series, chosen.first), year_side(targets, series, chosen.second)


def _with_then(view: View, chosen: Asked) -> Comparison | Impossible:
    """Now against what was known at a moment, each up to its own latest data unless the address names a day."""
    assert chosen.then is not None  # noqa: S101 — the caller asked
    try:
        (project,) = as_known(view.site.database, [_today(view)], chosen.then)
    except RevisionUnreadableError:
        return Impossible(404, UNREADABLE, {"moment": moment(chosen.then, view.language)})
    then = _known(view, project, chosen.then)
    old = {str(row["indicator"]): row for row in then.rows("indicators")}
    terms = in_terms_of(project, view.project)
    codes = dict(zip(project.indicators, terms.indicators, strict=True))
    first = {codes[code]: known_side(row, plain(chosen.then)) for code, row in old.items()}
    second = {str(row["indicator"]): known_side(row, _now(view)) for row in view.rows("indicators")}
    empty_then, empty_now = Side(label=plain(chosen.then)), Side(label=_now(view))
    sides = {code: (first.get(code, empty_then), second.get(code, empty_now)) for code in {**second, **first}}
    gone = {code: each for code, each in terms.indicators.items() if code not in view.project.indicators}
    same = then if project is view.project else _known(view, view.project, chosen.then)
    found = Comparison(
        asked=chosen,
        rows=compared(view.project, sides, gone=gone),
        reports=report_causes(same.record, view.record, view.as_of),
        revisions=revision_causes(view.site.database, view.project, chosen.then, view.known_at),
        first_as_of=then.as_of,
        gone=gone,
    )
    return replace(found, rows=[{**row, "because": _because(view, found, row)} for row in found.rows])


def _today(view: View) -> Project:
    """The framework that is in force today, whichever the view shows."""
    return view.site.project(view.project.code) or view.project


def _known(view: View, project: Project, then: datetime) -> Book:
    """What was known then, by a framework."""
    as_of = view.as_of if view.address.state("as_of") else None
    asked = Reading(project=project, as_of=as_of, role=view.rights.role, known_at=then, places="totals")
    return view.site.remembered.book(view.site.database, asked)


def _now(view: View) -> str:
    return plain(view.known_at) if view.known_at else "now"


def names_reports(view: View, code: str) -> bool:
    """False where the difference of a total would be the figure of the one report that made it (semantics 7.3)."""
    indicator = view.project.indicators.get(code)
    return indicator is None or not guards(view.project, indicator, view.rights.role)


def _because(view: View, found: Comparison, row: Row) -> str | None:
    """`REPORT version N` and `framework revision N`, as the file says it."""
    code = str(row["indicator"])
    if not moved(row):
        return None
    reports = found.reports_of(view, code) if names_reports(view, code) else []
    words = [_report(view.project, each) for each in reports]
    words += [f"framework revision {each.number}" for each in found.revisions_of(code)]
    return "; ".join(words) or None


def _report(project: Project, cause: ReportCause) -> str:
    name = f"{project.code}/{'/'.join(cause.report)}"
    return f"{name} version {cause.after.number}" if cause.after else f"{name} withdrawn"
