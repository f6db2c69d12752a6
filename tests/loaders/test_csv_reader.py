import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.model import UploadedFile
from framework.problems import Problem
from loaders import plain_csv
from loaders.csv_reader import delimiter_of, read_table
from loaders.encoding import Unreadable, encoding_of
from loaders.table import Table

ROWS = "Индикатор;Период;Значение;Примечание\n1.1;2023-Q1;1 234,5;обучено в Худжанде\n"


def read(data: bytes | str) -> tuple[Table, list[Problem]]:
    table, problems = read_table("a.csv", data.encode() if isinstance(data, str) else data)
    assert table is not None
    return table, problems


def cells(table: Table) -> list[list[str]]:
    return [[column.text(row) for column in table.columns] for row in range(len(table))]


def refusal(data: bytes) -> tuple[str, int]:
    table, problems = read_table("a.csv", data)
    assert table is None
    assert len(problems) == 1
    return problems[0].code.name, problems[0].place.line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_recognised(encoding: str) -> None:
    table, problems = read(ROWS.encode(encoding))
    assert not problems
    assert cells(table) == [["1.1", "2023-Q1", "1 234,5", "обучено в Худжанде"]]
    assert table.columns[0].header == "Индикатор"


@pytest.mark.parametrize(("encoding", "name"), [("koi8-r", "KOI8-R"), ("cp866", "cp866")])
def test_other_russian_encodings_are_refused_by_name(encoding: str, name: str) -> None:
    found = encoding_of(ROWS.encode(encoding))
    assert isinstance(found, Unreadable)
    assert name in found.what


def test_a_lone_sign_does_not_make_another_encoding() -> None:
    assert encoding_of("indicator,value,note\n1.1,5,© café\n".encode("latin-1")) == "cp1251"


@pytest.mark.parametrize("words", ["Жен,Муж", "без,быть", "чем,файл", "ХОД,ПОПРОБУЙТЕ", "ПРИЁМ,№ 5", "«Т»,да"])
def test_a_few_words_in_windows_1251_are_enough(words: str) -> None:
    assert encoding_of(f"indicator,period,value\n1.1,2023-Q1,5\n{words},\n".encode("cp1251")) == "cp1251"


def test_windows_1251_may_begin_far_below_plain_rows() -> None:
    assert encoding_of(b"indicator,note\n" + b"1.1,\n" * 9_000 + "1.1,обучение\n".encode("cp1251")) == "cp1251"


@pytest.mark.parametrize("damage", [b"\xff", b"\x28", b"\xc3"])
@pytest.mark.parametrize("word", ["Пол", "Женщины", "Душанбе"])
def test_a_short_utf_8_file_with_one_bad_byte_is_damaged(word: str, damage: bytes) -> None:
    data = f"indicator,value,note\n1.1,5,{word}\n".encode()
    place = data.index(word.encode()) + 3
    found = encoding_of(data[:place] + damage + data[place + 1 :])
    assert isinstance(found, Unreadable)
    assert (found.reason, found.what) == ("damaged", "UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("word", ["№ 5", "≥ 5", "“да”", "Қабул"])
def test_short_utf_16_files_with_signs_are_recognised(word: str, encoding: str) -> None:
    assert encoding_of(f"a,b\n1,{word}\n".encode(encoding)) == encoding


def test_utf_7_is_refused_by_name() -> None:
    assert encoding_of(b"+AGkAbgBk-,period\n1,2\n") == Unreadable("unsupported", "UTF-7")


def test_a_damaged_utf_8_file_is_not_read_as_windows_1251() -> None:
    assert refusal(ROWS.encode().replace("Худ".encode(), b"\xd0\xc3\x28")) == ("DAMAGED_TEXT", 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"\xef\xbb\xbf", "EMPTY_FILE"),
        (b"\r\n" * 10, "EMPTY_FILE"),
        (b",,,\n" * 10, "EMPTY_FILE"),
        (b"%PDF-1.4\n", "WRONG_FILE_TYPE"),
        (b"PK\x03\x04rest", "WRONG_FILE_TYPE"),
        (b"<html><table>", "WRONG_FILE_TYPE"),
        (b"\0" * 1000, "NOT_TEXT"),
        (b"indicator,period\n1.1,\0\n", "NOT_TEXT"),
        (b"a" * 200_000, "CELL_TOO_LONG"),
    ],
)
def test_what_is_no_table_is_a_problem(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(delimiter: str) -> None:
    rows = [["indicator", "period", "value"], ["1.1", "2023-Q1", "2,5"], ["1.2", "2023-Q1", "3,5"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    assert cells(read(text.getvalue())[0]) == rows[1:]


def test_decimal_commas_do_not_look_like_delimiters() -> None:
    assert delimiter_of(["a;2014;2015\n", "b;1,5;2,5\n", "c;3,5;4,5\n"]) == ";"


def test_a_line_that_names_the_delimiter_is_obeyed() -> None:
    table, _ = read("sep=|\nindicator|note\n1.1|a;b;c\n")
    assert cells(table) == [["1.1", "a;b;c"]]
    assert (table.header_line, table.lines.tolist()) == (2, [3])


def test_lines_are_counted_through_cells_of_several_lines(csv_doc: UploadedFile) -> None:
    """
    indicator,note
    1.1,"first
    second

    fourth"
    1.2,bad

    1.3,"also
    bad"
    1.4,end
    """
    table, _ = read(csv_doc.data)
    assert table.lines.tolist() == [2, 6, 8, 10]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_as_one_line(end: str) -> None:
    table, _ = read(f'indicator,note{end}1.1,"a{end}b"{end}{end}1.2,c{end}')
    assert table.lines.tolist() == [2, 5]


def test_the_header_is_found_below_titles_and_tags_are_left_out(csv_doc: UploadedFile) -> None:
    """
    Quarterly report,,
    ,,
    indicator,period,value
    #indicator+code,#date,#affected
    1.1,2023-Q1,5
    """
    table, _ = read_table("a.csv", csv_doc.data, lambda row: "indicator" in row)
    assert table is not None
    assert (table.header_line, table.lines.tolist()) == (3, [5])


def test_ragged_rows_are_problems_unless_the_further_cells_are_empty(csv_doc: UploadedFile) -> None:
    """
    indicator,period,value
    1.1,2023-Q1,5,,
    1.1,2023-Q1,5,6
    1.1,2023-Q1
    Source: lists
    ,
    """
    table, problems = read(csv_doc.data)
    assert [(each.code.name, each.place.line) for each in problems] == [("TOO_MANY_CELLS", 3), ("TOO_FEW_CELLS", 4)]
    assert table.lines.tolist() == [2, 5]


def test_an_open_quotation_mark_is_told_where_it_opens(csv_doc: UploadedFile) -> None:
    """
    indicator,note
    1.1,fine
    1.2,"not closed
    1.3,lost
    """
    table, problems = read(csv_doc.data)
    assert [(each.code.name, each.place.line) for each in problems] == [("UNCLOSED_QUOTE", 3)]
    assert len(table) == 1


def test_quotation_marks_inside_cells_are_text() -> None:
    table, problems = read('indicator,note\n1.1,he said "no"\n1.2,"""quoted"", with comma"\n')
    assert not problems
    assert cells(table) == [["1.1", 'he said "no"'], ["1.2", '"quoted", with comma']]


PLAIN = st.one_of(
    st.sampled_from(["1.10", "1.1", "007", "NA", "null", "", " "]),
    st.text(st.characters(codec="cp1251", exclude_characters=',"\r\n\0'), max_size=4),
)


@settings(deadline=None)  # the first call imports pandas
@given(
    st.lists(st.tuples(PLAIN, PLAIN, PLAIN), min_size=1),
    st.sampled_from(["utf-8", "cp1251"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_short_cut_reads_what_the_reader_reads(rows: list[tuple[str, str, str]], encoding: str, end: str) -> None:
    header = "indicator,period,value"
    data = end.join([header, *(",".join(row) for row in rows), ""]).encode(encoding)
    start = len(header.encode() + end.encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain_csv, "LARGE", 0)
        assert plain_csv.is_plain(data, encoding, ",", start=start, width=3)
        coded = plain_csv.read_plain(data, encoding, ",", start=start, width=3)
    texts = [[column.texts[code] for code in column.codes] for column in coded]
    assert [list(row) for row in zip(*texts, strict=True)] == [list(row) for row in rows]


@pytest.mark.parametrize(
    "data", ["a,b\n1,2\n3\n", 'a,b\n1,"2"\n', "a,b\n1,2\r3,4\n", "a,b\n1,2\n\n3,4\n", "a,b\n1,2,3\n"]
)
def test_the_short_cut_is_not_taken_where_lines_could_be_miscounted(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_csv, "LARGE", 0)
    assert not plain_csv.is_plain(data.encode(), "utf-8", ",", start=4, width=2)


def test_a_large_file_has_the_same_lines_by_the_short_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "title,\nindicator,value\n#a,#b\n" + "".join(f"1.{row},{row % 7}\n" for row in range(50))

    def found() -> list[object]:
        table, _ = read_table("a.csv", data.encode(), lambda row: "indicator" in row)
        assert table is not None
        return [table.header_line, table.lines.tolist(), cells(table)]

    slowly = found()
    monkeypatch.setattr(plain_csv, "LARGE", 0)
    assert found() == slowly
