"""A project to report on, and a broken report for every code of problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from framework.model import (
    Amount,
    Category,
    Cells,
    Dimension,
    Frequency,
    Indicator,
    Kind,
    Period,
    Project,
    Quotient,
    Report,
    Reporter,
    Result,
    Rule,
    Span,
    Stage,
    Statement,
    Text,
    UploadedFile,
)
from framework.problems import Problem
from loaders.choices import Choices
from loaders.limits import Limits
from loaders.report_file import read_reports
from tests.loaders.workbook_examples import (
    archive,
    hidden,
    raw_workbook,
    workbook,
    xml_failed,
    xml_header,
    xml_row,
    xml_text,
)

SPAN = Span(date(2023, 1, 1), date(2024, 1, 1))


def words(en: str, ru: str = "") -> Text:
    return Text({"en": en, "ru": ru} if ru else {"en": en})


def dimension(code: str, title: Text, *categories: Category) -> Dimension:
    return Dimension(code, title, categories)


SEX = dimension(
    "sex", words("Sex", "Пол"), Category("female", words("Women", "Женщины")), Category("male", words("Men", "Мужчины"))
)
REGION = dimension(
    "region", words("Region", "Регион"), Category("DU", words("Dushanbe")), Category("KT", words("Khatlon"))
)
DISTRICT = dimension(
    "district", words("District"), Category("SINO", words("Sino"), "DU"), Category("BOKH", words("Bokhtar"), "KT")
)
PLACE = dimension("place", words("Place"), Category("DUC", words("Dushanbe")), Category("DUR", words("Dushanbe")))
SERVICE = dimension("service", words("Service"), Category("food", words("Food")), Category("shelter", words("Shelter")))
REASON = dimension(
    "reason", words("Reason"), Category("refused", words("Refused")), Category("absent", words("Absent"))
)
AREAS = tuple(dimension(code, words("Location"), Category("north", words("North"))) for code in ("area", "zone"))
DIMENSIONS = (SEX, REGION, DISTRICT, PLACE, SERVICE, REASON)


def indicator(code: str, title: str, *dimensions: str, **fields: object) -> Indicator:
    """An indicator; a dimension written `service:free` has free cells."""
    cells = {name.split(":")[0]: Cells.FREE if name.endswith(":free") else Cells.WITHIN for name in dimensions}
    given: dict[str, object] = {"unit": words("people"), "goal": "G", "result": "G"}
    return Indicator(code=code, title=words(title), dimensions=cells, **(given | fields))  # type: ignore[arg-type]


INDICATORS = (
    indicator("1.1", "People trained", "sex", "region"),
    indicator("1.2", "Grants", renamed_from=("1.2-OLD",)),
    indicator("1.3", "Stock", "sex", over_time=Rule.LAST),
    indicator("1.4", "Money", kind=Kind.AMOUNT, decimals=2),
    indicator("1.5", "Satisfied", "sex", kind=Kind.PERCENTAGE, decimals=None, over_time=Rule.LAST),
    indicator(
        *("1.6", "Hotline"),
        kind=Kind.MILESTONE,
        over_time=Rule.LAST,
        stages=(Stage("planned", words("Planned", "Запланировано")), Stage("opened", words("Opened", "Открыта"))),
    ),
    indicator("1.7", "Lessons", kind=Kind.TEXT, over_time=Rule.LAST),
    indicator("1.8", "Laws", reporting=Frequency.ANNUAL),
    indicator("1.9", "Share", kind=Kind.PERCENTAGE, decimals=None, quotient=Quotient("1.1", "1.2")),
    indicator("2.1", "Rate", decimals=1, allow_negative=True),
    indicator("2.2", "Served", "sex", "service:free"),
    indicator("2.3", "Reached", "region", "district"),
    indicator("2.4", "Reached", reporters=("A",)),
    indicator("2.5", "Missed", "reason", kind=Kind.PERCENTAGE, decimals=None, numerator_only=frozenset({"reason"})),
    indicator("2.6", "Visits", "place", over_time=Rule.MAX),
)
REPORTERS = {
    "A": Reporter("A", words("IOM Dushanbe"), SPAN),
    "B": Reporter("B", words("Partner"), Span(SPAN.start, date(2023, 7, 1))),
}


def project(*, reporters: bool = False, fiscal_year_start: int = 1, dimensions: tuple[Dimension, ...] = ()) -> Project:
    """One year, reported every quarter."""
    known = dimensions or DIMENSIONS
    return Project(
        code="P",
        title=words("Example"),
        span=SPAN,
        fiscal_year_start=fiscal_year_start,
        languages=("en", "ru"),
        reporters=REPORTERS if reporters else {},
        dimensions={each.code: each for each in known},
        goals=(Result(code="G", level=words("Goal"), title=words("Goal"), indicators=INDICATORS),),
    )


def read(text: str | bytes, of: Project | None = None, **given: Any) -> tuple[list[Report], list[Problem]]:
    """The reports and problems of one file."""
    data = text.encode() if isinstance(text, str) else text
    return read_reports(of or project(), [UploadedFile("report.csv", data)], **given)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code.name for problem in problems]


def said(reports: list[Report], code: str, period: str = "2023-Q1") -> Statement:
    """What the reports say of an indicator in a period."""
    return next(
        statement
        for report in reports
        for statement in report.statements
        if (statement.indicator, statement.period.label) == (code, period)
    )


def number(value: float | str) -> Amount:
    return Amount(value=Fraction(str(value)))


Q1 = Period("2023-Q1", Span(date(2023, 1, 1), date(2023, 4, 1)))


@dataclass(frozen=True)
class Broken:
    """A file with one problem: where it must be told, and for whom it is loaded."""

    text: str | bytes
    line: int
    column: str | None = None
    reporters: bool = False
    given: tuple[tuple[str, object], ...] = ()
    fiscal_year_start: int = 1
    dimensions: tuple[Dimension, ...] = ()


def chosen(**choices: Any) -> tuple[tuple[str, object], ...]:
    """What is said of the reading of a file."""
    return (("choices", Choices(**choices)),)


HEADER = "indicator,period,value\n"
CELLS = "indicator,period,sex,region,value\n"
RATIO = "indicator,period,value,numerator,denominator\n"
RUSSIAN = "Индикатор;Период;Значение;Примечание\n1.2;2023-Q1;5;обучение в Душанбе\n"
GOOD_ROW = "1.2,2023-Q1,5\n"
ROWS: list[Sequence[object]] = [HEADER.strip().split(","), ["1.2", "2023-Q1", 5]]
SUBJECT = (xml_text("A2", "1.2"), xml_text("B2", "2023-Q1"))
BROKEN = {
    "EMPTY_FILE": Broken("\n\n", 1),
    "WRONG_FILE_TYPE": Broken(b"%PDF-1.4\n1 0 obj", 1),
    "NOT_TEXT": Broken(f"{HEADER}1.2,2023-Q1,\0", 2),
    "UNSUPPORTED_ENCODING": Broken(RUSSIAN.encode("koi8-r"), 1),
    "DAMAGED_TEXT": Broken(RUSSIAN.encode().replace("Душ".encode(), b"\xd0\xc3\x28"), 2),
    "NOT_THIS_ENCODING": Broken(RUSSIAN.encode("cp1251"), 1, given=chosen(encoding="utf-8")),
    "NO_HEADER_LINE": Broken(f"{HEADER}1.2,2023-Q1,5\n", 40, given=chosen(header_line=40)),
    "NO_SUCH_HEADER": Broken(f"{HEADER}1.2,2023-Q1,5\n", 1, given=chosen(columns={"Amount": "value"})),
    "NO_SUCH_DIMENSION": Broken(
        "indicator,period,Пол,value\n1.2,2023-Q1,,5\n", 1, "Пол", given=chosen(columns={"Пол": "dimension:gender"})
    ),
    "LAYOUT_DIFFERS": Broken(f"{HEADER}1.2,2023-Q1,5\n", 1, given=chosen(layout="categories")),
    "UNCLOSED_QUOTE": Broken(f'{HEADER}1.2,2023-Q1,"5\n1.2,2023-Q2,6\n', 2),
    "CELL_TOO_LONG": Broken(f"{HEADER}1.2,2023-Q1,5\n1.7,2023-Q1,{'x' * 200_000}\n", 3),
    "TOO_MANY_CELLS": Broken(f"{HEADER}1.2,2023-Q1,5,6\n", 2),
    "TOO_FEW_CELLS": Broken(f"{HEADER}1.2,2023-Q1\n", 2),
    "NO_ROWS": Broken(HEADER, 1),
    "FILE_TOO_LARGE": Broken(b"x" * 1_000_001, 1, given=(("limits", Limits(megabytes=1)),)),
    "TOO_MANY_ROWS": Broken(f"{HEADER}{GOOD_ROW * 99}", 1, given=(("limits", Limits(rows=9)),)),
    "TOO_MANY_COLUMNS": Broken(f"{'c,' * 500}{HEADER}", 1),
    "BROKEN_WORKBOOK": Broken(workbook({"R": [["indicator"]]})[:900], 1),
    "FORBIDDEN_XML": Broken(raw_workbook(xml_header(), before="<!DOCTYPE s>"), 1),
    "TOO_LARGE_UNPACKED": Broken(raw_workbook("<row/>" * 2_000_000), 1, given=(("limits", Limits(megabytes=1)),)),
    "NO_SHEETS": Broken(archive({"xl/hello.txt": "hello"}), 1),
    "ONLY_HIDDEN_SHEETS": Broken(raw_workbook(xml_header(), state="hidden"), 1),
    "HIDDEN_SHEET": Broken(workbook({"R": ROWS, "Old": ROWS}, hidden("Old")), 1),
    "SHEET_SKIPPED": Broken(workbook({"R": ROWS, "Notes": [["We began late"]]}), 1),
    "FAILED_FORMULA": Broken(raw_workbook(xml_header() + xml_row(2, *SUBJECT, xml_failed("C2"))), 2, "value"),
    "FORMULA_WITHOUT_VALUE": Broken(
        raw_workbook(xml_header() + xml_row(2, *SUBJECT, '<c r="C2"><f>30+45</f></c>')), 2, "value"
    ),
    "TABLE_REPEATED": Broken(f"{HEADER}1.2,2023-Q1,5\n{HEADER}", 3, "indicator"),
    "UNKNOWN_COLUMN": Broken("indicator,period,sx,value\n1.2,2023-Q1,,5\n", 1, "sx"),
    "UNNAMED_COLUMN": Broken("indicator,period,,value\n1.2,2023-Q1,x,5\n", 1, ""),
    "COLUMN_TWICE": Broken("indicator,period,value,Значение\n1.2,2023-Q1,5,\n", 1, "Значение"),
    "COLUMN_MISSING": Broken("indicator,period,note\n1.2,2023-Q1,\n", 1),
    "AMBIGUOUS_COLUMN": Broken(
        "indicator,period,Location,value\n1.2,2023-Q1,,5\n", 1, "Location", dimensions=(*DIMENSIONS, *AREAS)
    ),
    "UNKNOWN_PART": Broken("indicator,part,2023-Q1\n1.2,,3\n1.2,half,\n", 3, "part"),
    "INDICATOR_MISSING": Broken(f"{HEADER},2023-Q1,5\n", 2, "indicator"),
    "UNKNOWN_INDICATOR": Broken(f"{HEADER}1.22,2023-Q1,5\n", 2, "indicator"),
    "RENAMED_CODE": Broken(f"{HEADER}1.2-OLD,2023-Q1,5\n", 2, "indicator"),
    "UNKNOWN_CATEGORY": Broken(f"{CELLS}1.1,2023-Q1,femal,,5\n", 2, "sex"),
    "UNKNOWN_REPORTER": Broken("reporter,indicator,period,value\nC,1.2,2023-Q1,5\n", 2, "reporter", reporters=True),
    "UNKNOWN_STAGE": Broken(f"{HEADER}1.6,2023-Q1,open\n", 2, "value"),
    "AMBIGUOUS_TITLE": Broken(f"{HEADER}Reached,2023-Q1,5\n", 2, "indicator"),
    "LOOK_ALIKE_LETTERS": Broken(f"{CELLS}1.1,2023-Q1,fem\u0430le,,5\n", 2, "sex"),
    "COMPUTED_INDICATOR": Broken(f"{HEADER}1.9,2023-Q1,5\n", 2, "indicator"),
    "FOREIGN_DIMENSION": Broken(f"{CELLS}1.2,2023-Q1,female,,5\n", 2, "sex"),
    "PARENT_DIFFERS": Broken("indicator,period,region,district,value\n2.3,2023-Q1,KT,SINO,5\n", 2, "district"),
    "REPORTER_MISSING": Broken(f"{HEADER}1.2,2023-Q1,5\n1.4,2023-Q1,5\n", 1, reporters=True),
    "REPORTER_DIFFERS": Broken(
        "reporter,indicator,period,value\nB,1.2,2023-Q1,5\n", 2, "reporter", reporters=True, given=(("reporter", "A"),)
    ),
    "REPORTER_ABSENT": Broken("reporter,indicator,period,value\nB,1.2,2023-Q3,5\n", 2, "period", reporters=True),
    "NOT_THEIR_INDICATOR": Broken("reporter,indicator,period,value\nB,2.4,2023-Q1,5\n", 2, "reporter", reporters=True),
    "PERIOD_MISSING": Broken(f"{HEADER}1.2,,5\n", 2, "period"),
    "UNKNOWN_PERIOD": Broken(f"{HEADER}1.2,quarter one,5\n", 2, "period"),
    "AMBIGUOUS_PERIOD": Broken(f"{HEADER}1.2,2023-Q1,5\n", 2, "period", fiscal_year_start=10),
    "OUTSIDE_PROJECT": Broken(f"{HEADER}1.2,2022-Q4,5\n", 2, "period"),
    "NOT_A_REPORTING_PERIOD": Broken(f"{HEADER}1.8,2023-Q1,5\n", 2, "period"),
    "PERIOD_DIFFERS": Broken(f"{HEADER}1.2,2023-Q1,5\n", 2, "period", given=(("period", "2023-Q3"),)),
    "UNKNOWN_DATE": Broken("indicator,date,value\n1.2,2023-02-30,5\n", 2, "date"),
    "AMBIGUOUS_DATE": Broken("indicator,date,value\n1.2,02/03/2023,5\n", 2, "date"),
    "DATE_OUTSIDE_PERIOD": Broken("indicator,period,date,value\n1.2,2023-Q1,2023-04-05,5\n", 2, "date"),
    "NOT_A_NUMBER": Broken(f"{HEADER}1.2,2023-Q1,five\n", 2, "value"),
    "NO_VALUE_WORD": Broken(f"{HEADER}1.2,2023-Q1,NULL\n", 2, "value"),
    "AMBIGUOUS_NUMBER": Broken("indicator;period;value\n1.2;2023-Q1;1,234\n", 2, "value"),
    "TOO_MANY_DIGITS": Broken(f"{HEADER}1.2,2023-Q1,{'9' * 19}\n", 2, "value"),
    "NOT_WHOLE": Broken(f"{HEADER}1.2,2023-Q1,12.5\n", 2, "value"),
    "TOO_MANY_DECIMALS": Broken(f"{HEADER}1.4,2023-Q1,10.005\n1.4,2023-Q2,10.5\n", 2, "value"),
    "NEGATIVE": Broken(f"{HEADER}1.2,2023-Q1,-3\n", 2, "value"),
    "VALUE_AND_PARTS": Broken(f"{RATIO}1.5,2023-Q1,50,1,2\n", 2, "value"),
    "PARTS_OF_NO_PERCENTAGE": Broken(f"{RATIO}1.2,2023-Q1,,5,10\n", 2, "numerator"),
    "NO_DENOMINATOR": Broken(f"{RATIO}1.5,2023-Q1,,5,\n", 2, "denominator"),
    "NO_NUMERATOR": Broken(f"{RATIO}1.5,2023-Q1,,,6\n", 2, "numerator"),
    "ZERO_DENOMINATOR": Broken(f"{RATIO}1.5,2023-Q1,,5,0\n", 2, "denominator"),
    "ABOVE_DENOMINATOR": Broken(f"{RATIO}1.5,2023-Q1,,7,6\n", 2, "numerator"),
    "FIGURE_TWICE": Broken(
        f"{CELLS}1.1,2023-Q1,female,,10\n1.1,2023-Q1,male,,20\n1.1,2023-Q1,female,,11\n", 4, "value"
    ),
    "LEVEL_TWICE": Broken("indicator,date,value\n1.3,2023-01-10,5\n1.3,2023-02-10,6\n1.3,2023-02-10,7\n", 4, "value"),
    "FIGURES_AND_EVENTS": Broken("indicator,period,date,value\n1.2,2023-Q1,,5\n1.2,,2023-02-03,5\n", 3, "date"),
    "CELLS_ABOVE_TOTAL": Broken(
        f"{CELLS}1.1,2023-Q1,,,100\n1.1,2023-Q1,female,,70\n1.1,2023-Q1,male,,60\n", 2, "value"
    ),
    "ANSWERS_ABOVE_TOTAL": Broken(
        "indicator,period,service,value\n2.2,2023-Q1,,100\n2.2,2023-Q1,food,80\n2.2,2023-Q1,shelter,70\n", 2, "value"
    ),
    "SHAPES_DISAGREE": Broken(f"{CELLS}1.1,2023-Q1,female,,30\n1.1,2023-Q1,,DU,20\n", 2, "value"),
    "NOTE_BELOW_TABLE": Broken(f"{HEADER}1.2,2023-Q1,5\nSource: training lists,,\n", 3, "indicator"),
    "NOTE_WITHOUT_VALUE": Broken("indicator,period,value,note\n1.2,2023-Q1,,no training\n", 2, "note"),
    "TOTAL_ROW_DIFFERS": Broken(f"{HEADER}1.2,2023-Q1,5\n1.2,2023-Q2,6\nTotal,,12\n", 4, "value"),
}
"""For every code a file that has this problem and no other."""
