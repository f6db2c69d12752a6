import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.model import UploadedFile
from framework.problems import Problem
from loaders.csv_reader import delimiter_of
from loaders.limits import Limits
from loaders.marked_csv import cells_as_written
from loaders.marking import ENGLISH, LARGEST, marked, marked_name
from loaders.wording import LONGEST, Wording
from loaders.workbook_archive import is_workbook
from tests.loaders.report_examples import BROKEN, codes, project, read

RUSSIAN = Wording(
    told=lambda problem: f"«{problem.value}» — ошибка {problem.code.name} … ≤ →",
    severities=dict.fromkeys(ENGLISH.severities, "Ошибка"),
    line="строка {line}",
    headings=("Тяжесть", "Ячейка", "Столбец", "Что не так"),
)
GOOD = "indicator,period,value\n1.2,2023-Q1,5\n"


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def mark(data: str | bytes, wording: Wording = ENGLISH) -> bytes:
    file = UploadedFile("report.csv", as_bytes(data))
    done = marked(project(), file, read(file.data)[1], wording)
    assert done is not None
    return done


def places(problems: list[Problem]) -> list[tuple[object, ...]]:
    return [(each.code.name, each.place.line, each.place.column, each.value) for each in problems]


def test_a_row_tells_its_problems_in_a_last_column_and_all_else_stays() -> None:
    done = mark("indicator;period;value\r\n1.2;2023-Q1;'x\r\n1.2;2023-Q2;5\r\n")
    assert done.decode("utf-8-sig") == (
        "indicator;period;value;#problem\r\n"
        '1.2;2023-Q1;\'x;"Error (value): ""\'x"" — This is not a number. Write digits only, such as 1200 or 12.5; '
        'leave the cell empty where nothing is known."\r\n'
        "1.2;2023-Q2;5;\r\n"
    )


def test_title_rows_tags_and_the_line_that_says_the_delimiter_stay_as_they_are() -> None:
    text = "sep=;\nReport of the hotline\nindicator;period;value\n#ind;#period;#value\n1.2;2023-Q1;x\n"
    lines = mark(text).decode("utf-8-sig").split("\n")
    assert lines[:2] == text.split("\n")[:2]
    assert lines[3] == "#ind;#period;#value"
    assert lines[4].startswith('1.2;2023-Q1;x;"Error')


@pytest.mark.parametrize(
    ("codec", "before"),
    [
        ("cp1251", b""),
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_the_encoding_stays_with_its_mark(codec: str, before: bytes) -> None:
    text = "Индикатор;Период;Значение;Примечание\r\n1.2;2023-Q1;пять;обучение в Душанбе\r\n"
    done = mark(before + text.encode(codec), wording=RUSSIAN)
    assert done.startswith(before)
    told = done[len(before) :].decode(codec)
    assert told.startswith("Индикатор;Период;Значение;Примечание;#problem\r\n1.2;2023-Q1;пять;обучение в Душанбе;")
    assert "Ошибка" in told


def test_signs_that_windows_1251_lacks_are_written_with_others() -> None:
    done = mark("Индикатор;Период;Значение\r\n1.2;2023-Q1;пять\r\n".encode("cp1251"), wording=RUSSIAN)
    assert '""пять"" - ошибка NOT_A_NUMBER ... <= ->' in done.decode("cp1251")


def test_an_ascii_file_with_other_letters_in_its_marks_says_that_it_is_utf_8() -> None:
    assert mark(GOOD.replace("5", "x"), wording=RUSSIAN).startswith(codecs.BOM_UTF8)


def test_what_no_row_can_bear_is_told_in_the_header() -> None:
    done = mark("indicator,period,sx,value\n1.2,2023-Q1,,5\n1.2,2023-Q2\n").decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(done)))
    assert header[-1].startswith("#problem Error (sx): ")
    assert "Error (line 3): The row has 2 cells, the header 4." in header[-1]
    assert done.splitlines()[2] == "1.2,2023-Q2"


def test_a_former_column_is_replaced_and_not_doubled() -> None:
    first = mark("indicator,period,value\n1.2,2023-Q1,x\n1.2,2023-Q2,7\n")
    mended = first.replace(b",x,", b",6,").replace(b",7,", b",y,")
    again = mark(mended).decode("utf-8-sig").splitlines()
    assert again[0] == "indicator,period,value,#problem"
    assert again[1] == "1.2,2023-Q1,6,"
    assert again[2].startswith('1.2,2023-Q2,y,"Error (value): ""y""')


def test_records_of_several_lines_bear_their_mark_at_their_end() -> None:
    done = mark('indicator,period,value,note\n1.2,2023-Q1,x,"two\nlines"\n1.2,2023-Q2,7,\n').decode("utf-8-sig")
    assert '1.2,2023-Q1,x,"two\nlines","Error (value)' in done


def test_marks_are_short_however_much_is_wrong() -> None:
    header = ",".join(f"unknown{number}" for number in range(200))
    done = mark(f"indicator,period,{header},value\n1.2,2023-Q1,{',' * 200}5\n").decode("utf-8-sig")
    assert len(next(csv.reader(io.StringIO(done)))[-1]) <= LONGEST + len("#problem ")


def test_commas_in_marks_do_not_pass_for_delimiters() -> None:
    lines = ["value;#problem\n", *('1,5;"a, b, c, d, e, f"\n' for _ in range(9))]
    assert delimiter_of(lines) == ";"


@pytest.mark.parametrize("name", [name for name, broken in BROKEN.items() if not is_workbook(as_bytes(broken.text))])
def test_a_marked_file_has_the_problems_that_it_had(name: str) -> None:
    broken = BROKEN[name]
    world = project(
        reporters=broken.reporters, fiscal_year_start=broken.fiscal_year_start, dimensions=broken.dimensions
    )
    data = as_bytes(broken.text)
    _, problems = read(data, world, **dict(broken.given))
    done = marked(world, UploadedFile("report.csv", data), problems)
    if done is None:
        assert name in UNREADABLE
        return
    assert name not in UNREADABLE
    assert done != data
    assert places(read(done, world, **dict(broken.given))[1]) == places(problems)


UNREADABLE = {
    *("EMPTY_FILE", "WRONG_FILE_TYPE", "NOT_TEXT", "UNSUPPORTED_ENCODING", "DAMAGED_TEXT"),
    *("FILE_TOO_LARGE", "TOO_MANY_COLUMNS"),
}

CELL = st.sampled_from(
    (
        *("1.1", "1.2", "9.9", "2023-Q1", "2023-Q2", "Q9", "5", "7,5", "x", "", " ", "female", "Итого", '"', 'a "b" c'),
        *("two\nlines", "a;b", "a,b", "#", "n/a", "-", "Женщины", "‹", "обучение в Душанбе", "value", "indicator"),
    )
)
HEADERS = st.sampled_from(
    (
        ("indicator", "period", "sex", "value", "note"),
        ("Индикатор", "Период", "Значение"),
        ("indicator", "period", "female", "male", "total"),
        ("indicator", "#title", "2023-Q1", "2023-Q2"),
        ("indicator", "period", "", "value"),
    )
)


@given(
    HEADERS,
    st.lists(st.lists(CELL, min_size=1, max_size=7), max_size=8),
    st.sampled_from((";", ",", "\t", "|")),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1251")),
    st.sampled_from(([], [["Отчёт за квартал"]], [[], ["Report"]])),
)
def test_marking_changes_neither_figures_nor_problems(
    header: tuple[str, ...],
    rows: list[list[str]],
    delimiter: str,
    end: str,
    encoding: str,
    above: list[list[str]],
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([*above, header, *rows])
    data = out.getvalue().encode(encoding, "replace")
    reports, problems = read(data)
    done = marked(project(), UploadedFile("report.csv", data), problems, RUSSIAN)
    if done is not None:
        reports_then, problems_then = read(done)
        assert places(problems_then) == places(problems)
        assert [each.statements for each in reports_then] == [each.statements for each in reports]


@given(st.text("ab\"; \t'", max_size=12))
def test_cells_are_taken_apart_as_the_reader_does(record: str) -> None:
    written = cells_as_written(record, ";")
    if written is not None and record:
        assert len(written) == len(next(csv.reader([record], delimiter=";")))
        assert ";".join(written) == record


def test_a_file_that_is_too_large_or_right_is_not_marked() -> None:
    _, problems = read(GOOD.replace("5", "x"))
    large = UploadedFile("report.csv", GOOD.replace("5", "x").encode() + b"\n" * LARGEST)
    assert marked(project(), large, problems) is None
    assert marked(project(), UploadedFile("report.csv", GOOD.encode()), []) is None
    assert marked(project(), UploadedFile("other.csv", GOOD.encode()), problems) is None


def test_a_table_that_is_as_wide_as_is_read_gets_no_further_column() -> None:
    text = "indicator,period,value\n1.2,2023-Q1,x\n"
    file = UploadedFile("report.csv", text.encode())
    assert marked(project(), file, read(text)[1], limits=Limits(columns=3)) is None


def test_a_remark_beside_its_mark_is_still_a_remark() -> None:
    done = mark("indicator,period,value\n1.2,2023-Q1,5\nSource: lists\n")
    assert codes(read(done)[1]) == ["NOTE_BELOW_TABLE"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("q1.csv", "q1-problems.csv"),
        ("q1", "q1-problems"),
        ("a.b.xlsx", "a.b-problems.xlsx"),
        (".csv", ".csv-problems"),
    ],
)
def test_the_marked_file_is_called_after_the_report(name: str, expected: str) -> None:
    assert marked_name(name) == expected
