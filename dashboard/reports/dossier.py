"""One report of one reporter and period: all its versions, and the one that is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.addresses import Impossible
from dashboard.reports.received import spans_of
from dashboard.view import View
from dashboard.words import marked
from framework.model import Period, ReportVersion

NO_REPORTER = marked("The project has no reporter with the code {code}.")
NO_PERIOD = marked("The project has no period {label}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A report, received or not."""

    reporter: str
    period: Period
    versions: Sequence[ReportVersion]
    """In their order; empty where the report is missing or not due."""

    @property
    def newest(self) -> ReportVersion | None:
        """The version that came last."""
        return self.versions[-1] if self.versions else None

    @property
    def approved(self) -> int | None:
        """The number of the version that counts for donors (semantics 6.3)."""
        return max((each.number for each in self.versions if each.status in {"approved", "accepted"}), default=None)

    @property
    def name(self) -> str:
        """What follows the project's code in the report's name: `IOM/FY2023-Q1`."""
        return f"{self.reporter}/{self.period.label}"


def dossier_of(view: View, report: tuple[str, str]) -> Dossier | Impossible:
    """The report of a reporter and a period's label; why there cannot be one."""
    reporter, label = report
    span = spans_of(view.project).get(label)
    versions = [each for each in view.record.versions if (each.reporter, each.period.label) == report]
    if reporter not in view.project.reporters and not versions:
        return Impossible(404, NO_REPORTER, {"code": reporter})
    if span is None and not versions:
        return Impossible(404, NO_PERIOD, {"label": label})
    period = versions[-1].period if versions or span is None else Period(label, span)
    versions.sort(key=lambda each: each.number)
    return Dossier(reporter=reporter, period=period, versions=versions)
