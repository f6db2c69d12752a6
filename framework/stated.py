"""In which categories anything is stated of each indicator to date, as far as a reader may know."""

from collections.abc import Iterable, Mapping
from datetime import date

from framework.breakdown import NOT_DISAGGREGATED, TO_DATE, rows_to_date
from framework.disclosure import guarded, guards
from framework.model import Project, Record, Row
from framework.progress import Ledger, day_after, ledgers

Category = tuple[str, str]
"""A dimension and one of its categories; `reporter` is a dimension too."""


def stated_categories(record: Record, as_of: date) -> Mapping[str, frozenset[Category]]:
    """By indicator the categories with a figure in `breakdown` to date; withheld ones are not told apart (semantics 7)."""
    found = ledgers(record.project, record.statements)
    return {
        code: frozenset(
            (str(row["dimension"]), str(row["category"]))
            for row in _rows(record, ledger, as_of)
            if row["category"] != NOT_DISAGGREGATED and (row["value"] is not None or row["numerator"] is not None)
        )
        for code, ledger in found.items()
    }


def _rows(record: Record, ledger: Ledger, as_of: date) -> Iterable[Row]:
    project: Project = record.project
    rows: Iterable[Row] = ({"period": TO_DATE, **row} for row in rows_to_date(project, ledger, day_after(as_of)))
    return guarded(project, ledger, as_of, rows) if guards(project, ledger.indicator, record.role) else rows
