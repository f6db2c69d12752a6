"""Total rows: left out of the report, but held against the rows that they sum up (interface 2)."""

from fractions import Fraction

import numpy as np

from framework.numbers import decimal_text
from loaders.cells import Fault
from loaders.choices import RECOGNISED, Way
from loaders.columns import Layout
from loaders.numbers_read import EXACT, marks_of, states_nothing
from loaders.report_codes import TOTAL_ROW_DIFFERS
from loaders.report_findings import Findings
from loaders.table import Mask


def check_totals(layout: Layout, findings: Findings, totals: Mask, way: Way = RECOGNISED) -> None:
    """Warns of total rows that are neither the sum of the rows since the last one nor that of all rows above."""
    column = layout.roles.get("value")
    if column is None or not totals.any():
        return
    marks = marks_of((text for text in column.texts if text not in column.exact), way)
    numbers = [
        Fault(TOTAL_ROW_DIFFERS) if states_nothing(text) else (EXACT if text in column.exact else marks).read(text)
        for text in column.texts
    ]
    whole = section = Fraction(0)
    for row in range(int(np.flatnonzero(totals)[-1]) + 1):
        number = numbers[column.codes[row]]
        if isinstance(number, Fault):
            continue
        if not totals[row]:
            whole, section = whole + number, section + number
            continue
        if number not in {whole, section}:
            findings.add(row, column, Fault(TOTAL_ROW_DIFFERS, {"summed": decimal_text(section or whole)}))
        section = Fraction(0)
