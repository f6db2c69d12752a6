"""Labels of periods as people write them (semantics 1.3 and 1.4).

    FY2023-Q1   FY23 Q1   Q1FY23   2022/23   FY2023-H1   2023-T1   2022-10   2022-10-01/2022-12-31
    Jan-Mar 2023   Oct 2022 – Jan 2023   1 кв. 2023   I квартал 2023   1 полугодие 2023   апр–июнь 2023   2023 год

Case, spaces, the kind of dash and Unicode composition do not matter. A bare year (`2023-Q1`, `2023`) is never guessed
where the fiscal year is not the calendar year.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from framework.model import Frequency, Span
from framework.periods import YEAR, Calendar, month_span, months_text

FIRST_YEAR, LAST_YEAR = 1900, 2999
CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Misread:
    """A text that is not one period: `ambiguous` with its readings in words, or `unknown`."""

    reason: Literal["ambiguous", "unknown"]
    readings: tuple[str, ...] = ()


UNKNOWN = Misread("unknown")

MONTH_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "jan january янв январь января январ",
            "feb february фев февр февраль февраля феврал",
            "mar march мар март марта",
            "apr april апр апрель апреля апрел",
            "may май мая",
            "jun june июн июнь июня",
            "jul july июл июль июля",
            "aug august авг август августа",
            "sep sept september сен сент сентябрь сентября сентябр",
            "oct october окт октябрь октября октябр",
            "nov november ноя нояб ноябрь ноября ноябр",
            "dec december дек декабрь декабря декабр",
        ),
        start=1,
    )
    for word in words.split()
}
"""English, Russian (nominative, genitive, abbreviations) and Tajik names of months."""

NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
"""Roman numbers of quarters and halves."""

FREQUENCIES = {
    **dict.fromkeys("qк", Frequency.QUARTERLY),
    **dict.fromkeys("tт", Frequency.TRIANNUAL),
    **dict.fromkeys("hп", Frequency.SEMIANNUAL),
}
"""The length of a part of a year, by the first letter of its name."""

YEAR_WORD = r"(?: ?(?:года|год|г\.?))?"
YEARS = rf"(?:(?P<fiscal>fy|фг) ?(?P<short>\d{{4}}|\d\d)|(?P<year>\d{{4}}))(?:(?P<slash>[/-])(?P<until>\d{{4}}|\d\d))?{YEAR_WORD}"
NAME = r"(?P<name>quarter|qtr\.?|q|half(?:[ -]year)?|h|t|квартал\w?|кв\.?|полуг\w*\.?|п/г|треть|трети)"
NUMBER = r"(?P<number>[1-4]|iv|i{1,3})"
ORDINAL = r"(?:-?(?:й|ый|ой|е|ое|ая|я|st|nd|rd|th))?"
BETWEEN = r"(?:[ ,./-]*| of )"
PARTS = (rf"{NAME} ?{NUMBER}", rf"{NUMBER}{ORDINAL} ?{NAME}")
PART_OF_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        YEARS,
        *(f"{YEARS}{BETWEEN}{part}" for part in PARTS),
        *(f"{part}{BETWEEN}{YEARS}" for part in PARTS),
    )
)
WORD = r"([^\W\d_]{3,9})\.?"
MONTH = rf"{WORD}(?:,? (\d{{4}}){YEAR_WORD})?"
MONTH_FIRST = re.compile(rf"(?:с )?{MONTH}(?:(?: ?- ?| to | по ){MONTH})?")
YEAR_FIRST = re.compile(rf"(\d{{4}}){YEAR_WORD}[ ,]+{WORD}(?: ?- ?{WORD})?")
ISO_MONTHS = re.compile(r"(\d{4})-(\d\d)(?: ?/ ?(\d{4})-(\d\d))?")
POINT_MONTH = re.compile(r"(\d\d?)[./](\d{4})")
ISO_DAYS = re.compile(r"(\d{4})-(\d\d)-(\d\d) ?/ ?(\d{4})-(\d\d)-(\d\d)")
POINT_DAYS = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4}) ?- ?(\d\d?)\.(\d\d?)\.(\d{4})")


def read_period(text: str, calendar: Calendar) -> Span | Misread:
    """The whole days that a label means, not clipped to the project (semantics 1.3).

    A range of months that is no reporting period is a span all the same: whoever needs a period asks
    `calendar.period_of`. A bare quarter, half or year where the fiscal year does not start in January is `ambiguous`
    and bears both readings (semantics 1.4).
    """
    label = _plain(text)
    try:
        return next((span for span in (_days(label), _months(label)) if span), None) or _part_of_year(label, calendar)
    except ValueError:
        return UNKNOWN  # a day or a month that no calendar has


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", re.sub(r"[‐‑‒–—−]", "-", folded)).strip()


def _days(label: str) -> Span | None:
    if match := ISO_DAYS.fullmatch(label):
        year, month, day, last_year, last_month, last_day = map(int, match.groups())
    elif match := POINT_DAYS.fullmatch(label):
        day, month, year, last_day, last_month, last_year = map(int, match.groups())
    else:
        return None
    return _span(date(year, month, day), date(last_year, last_month, last_day) + timedelta(days=1))


def _span(start: date, end: date) -> Span:
    if start >= end or not FIRST_YEAR <= start.year <= end.year <= LAST_YEAR:
        raise ValueError
    return Span(start, end)


def _months(label: str) -> Span | None:
    bounds = next((bounds for read in (_number_months, _named_months) if (bounds := read(label))), None)
    if bounds is None:
        return None
    (year, month), (last_year, last_month) = bounds
    return _span(date(year, month, 1), month_span(last_year * YEAR + last_month - 1).end)


Months = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last month of a range, each as (year, month)."""


def _number_months(label: str) -> Months | None:
    if match := ISO_MONTHS.fullmatch(label):
        year, month, last_year, last_month = match.groups()
        return (int(year), int(month)), (int(last_year or year), int(last_month or month))
    if match := POINT_MONTH.fullmatch(label):
        month, year = match.groups()
        return ((int(year), int(month)),) * 2
    return None


def _named_months(label: str) -> Months | None:
    if match := YEAR_FIRST.fullmatch(label):
        year, first, last = match.groups()
        first_year = year
    elif match := MONTH_FIRST.fullmatch(label):
        first, first_year, last, year = match.groups()
        first_year, year = first_year or year, year if last else first_year
    else:
        return None
    months = [MONTH_WORDS.get(word) for word in (first, last or first)]
    if year is None or None in months:
        return None
    return (int(first_year), months[0] or 0), (int(year), months[1] or 0)


def _part_of_year(label: str, calendar: Calendar) -> Span | Misread:
    match = next((match for pattern in PART_OF_YEAR if (match := pattern.fullmatch(label))), None)
    parts = match.groupdict() if match else {}
    frequency = FREQUENCIES[parts["name"][0]] if parts.get("name") else Frequency.ANNUAL
    part = _number(parts.get("number") or "1")
    if not parts or part * frequency.months > YEAR:
        return UNKNOWN
    if parts["fiscal"] or parts["until"]:
        year = _fiscal_year(parts, calendar)
        return calendar.fiscal_span(year, frequency, part) if year else UNKNOWN
    return _bare(int(parts["year"]), frequency, part, calendar)


def _number(text: str) -> int:
    return NUMBERS.get(text) or int(text)


def _fiscal_year(parts: dict[str, str | None], calendar: Calendar) -> int | None:
    """The year in which it ends: FY2023, FY23, or 2022/23 where fiscal years span two calendar years."""
    written = int(parts["short"] or parts["year"] or 0)
    year = written if written > FIRST_YEAR else CENTURY + written
    until = parts["until"]
    if until is None:
        return year
    short_dash = parts["slash"] == "-" and not parts["fiscal"] and len(until) == len("23")
    if calendar.fiscal_year_start == 1 or short_dash or not str(year + 1).endswith(until):
        return None
    return year + 1


def _bare(year: int, frequency: Frequency, part: int, calendar: Calendar) -> Span | Misread:
    """A quarter, third, half or year that does not say which year it means."""
    first = year * YEAR + (part - 1) * frequency.months
    plain = month_span(first, frequency.months)
    if not FIRST_YEAR <= year < LAST_YEAR:
        return UNKNOWN
    if calendar.fiscal_year_start == 1:
        return plain
    fiscal = calendar.fiscal_span(year, frequency, part)
    return Misread(
        "ambiguous",
        (
            f"{calendar.label(fiscal)} is {months_text(fiscal)}",
            f"{months_text(plain)} is {calendar.label(plain)}",
        ),
    )
