"""Files that are made to hurt: each is refused in a sentence, within 5 seconds of work and 600 MB (the limits stated)."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from tests.loaders.workbook_examples import MAIN, archive, raw_workbook, xml_header, xml_row, xml_text

SECONDS, MEBIBYTES = 5, 600
FRAMEWORK = """\
project: {code: P, title: Example, start: 2023-01-01, end: 2023-12-31}
goals:
  - {code: G, level: Goal, title: Goal, indicators: [{code: "1.1", title: People, unit: people, kind: number}]}
"""
PROGRAM = "import sys; from dashboard.cli import main; main()"
MEASURED = """
import json, pathlib, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
pathlib.Path(sys.argv[1]).write_text(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss]))
sys.stdout.buffer.write(done.stdout)
"""
"""Runs a program in between: a process is counted the memory of the one that starts it, and a long run of tests has much."""
HEADER = "indicator,period,value\n"
LAUGHS = '<!DOCTYPE s [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
ETC = '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, "utf-8")


def rows(row: str, count: int = 1_999_000) -> Callable[[Path], object]:
    """So many rows like this, made only when they are needed: the memory of the test counts for its child."""
    return lambda path: path.write_text(HEADER + row * count, "utf-8")


def binary(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def sparse(start: bytes) -> Callable[[Path], object]:
    """Two gigabytes that take no place on the disk."""

    def write(path: Path) -> None:
        path.write_bytes(start)
        os.truncate(path, 2_000_000_000)

    return write


def bomb(piece: bytes, megabytes: int) -> Callable[[Path], object]:
    """A workbook whose sheet is this again and again."""

    def write(path: Path) -> None:
        path.write_bytes(raw_workbook(xml_header()))
        with zipfile.ZipFile(path) as whole:
            parts = {name: whole.read(name) for name in whole.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, part in parts.items():
                if "sheet1" not in name:
                    made.writestr(name, part)
            with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                _fill(sheet, piece, megabytes)

    return write


def _fill(sheet: IO[bytes], piece: bytes, megabytes: int) -> None:
    sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
    for _ in range(megabytes):
        sheet.write(piece * (1_000_000 // len(piece)))
    sheet.write(b"</sheetData></worksheet>")


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "columns.csv": (text(",".join(f"c{number}" for number in range(100_000)) + "\n"), "TOO_MANY_COLUMNS"),
    "cells.csv": (text(f"{HEADER}{','.join(['1'] * 100_000)}\n"), "TOO_MANY_CELLS"),
    "line.csv": (text(f"{HEADER}1.1,2023,{'9' * 5_000_000}\n"), "CELL_TOO_LONG"),
    "quotes.csv": (text(f'{HEADER}1.1,2023,"{chr(34) * 5_000_000}\n'), "CELL_TOO_LONG"),
    "commas.csv": (text(f"{HEADER}{',' * 5_000_000}1\n"), "TOO_MANY_CELLS"),
    "wrong.csv": (rows("1.1,2023-Q1,x\n"), "NOT_A_NUMBER"),
    "twice.csv": (rows("1.1,2023-Q1,5\n"), "FIGURE_TWICE"),
    "short.csv": (rows("1.1,5\n", 1_000_000), "TOO_FEW_CELLS"),
    "nul.csv": (binary(HEADER.encode() + b"1.1,2023,\0\n" * 100_000), "NOT_TEXT"),
    "zeros.csv": (binary(b"\0" * 40_000_000), "NOT_TEXT"),
    "document.csv": (binary(b"%PDF-1.7\n" + bytes(range(256)) * 10_000), "WRONG_FILE_TYPE"),
    "picture.xlsx": (binary(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10_000), "WRONG_FILE_TYPE"),
    "old.csv": (binary(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000)), "WRONG_FILE_TYPE"),
    "letter.xlsx": (binary(archive({"word/document.xml": "<w/>"})), "WRONG_FILE_TYPE"),
    "open.xlsx": (binary(archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})), "WRONG_FILE_TYPE"),
    "gigabytes.csv": (sparse(HEADER.encode()), "FILE_TOO_LARGE"),
    "gigabytes.xlsx": (sparse(b"PK\x03\x04"), "FILE_TOO_LARGE"),
    "bomb.xlsx": (bomb(b" ", 1_000), "TOO_LARGE_UNPACKED"),
    "rows.xlsx": (bomb(b"<row/>", 290), "TOO_LARGE_UNPACKED"),
    "blanks.xlsx": (bomb(b"<c/>", 290), "TOO_LARGE_UNPACKED"),
    "secret.xlsx": (binary(raw_workbook(xml_header(), before=ETC)), "FORBIDDEN_XML"),
    "laughs.xlsx": (binary(raw_workbook(xml_row(1, xml_text("A1", "&i;")), before=f"{LAUGHS}]>")), "FORBIDDEN_XML"),
    "nested.xlsx": (binary(raw_workbook("<a>" * 3_000_000)), "BROKEN_WORKBOOK"),
    "columns.xlsx": (binary(raw_workbook(f"<row>{'<c><v>1</v></c>' * 100_000}</row>")), "TOO_MANY_COLUMNS"),
    "parts.xlsx": (binary(archive({f"xl/{number}.xml": "" for number in range(30_000)})), "NO_SHEETS"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_with_little_memory(tmp_path: Path, name: str) -> None:
    write, code = HOSTILE[name]
    write(tmp_path / name)
    (tmp_path / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    program = [sys.executable, "-c", PROGRAM, "--problems", "json", "load", name]
    command = [sys.executable, "-c", MEASURED, "used.json", *program]
    told = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, env=environment(), check=True).stdout
    status, seconds, most = json.loads((tmp_path / "used.json").read_text("utf-8"))
    assert status == 1
    assert [problem["code"] for problem in json.loads(told) if problem["severity"] == "error"][:1] == [code]
    assert b"root:" not in told
    assert seconds <= SECONDS, "of work; how long the others on the machine take is not ours"
    assert most / (1 << 20 if sys.platform == "darwin" else 1 << 10) <= MEBIBYTES


def environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RESULTSBOARD_")}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[2])}
