"""How the files of an upload were read: encoding, delimiter, size."""

from fractions import Fraction
from itertools import islice

from dash import html
from dash.development.base_component import Component

from dashboard.staging import Staged
from dashboard.view import View
from dashboard.words import marked
from framework.model import UploadedFile
from framework.numbers import rounded
from loaders.csv_reader import SAMPLE_LINES, SEP, delimiter_of
from loaders.encoding import Unreadable, encoding_of
from loaders.workbook_archive import is_workbook

NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1251": "Windows-1251", "utf-32": "UTF-32"}
DELIMITERS = {
    ",": marked("commas"),
    ";": marked("semicolons"),
    "\t": marked("tabs"),
    "|": marked("vertical bars"),
}
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def manner(view: View, staged: Staged) -> Component:
    """How each file was read, so that a wrong guess is seen."""
    said = [text for file in staged.read() if (text := _of_file(view, file, several=len(staged.files) > 1))]
    return html.P(" ".join(said), className="manner")


def _of_file(view: View, file: UploadedFile, *, several: bool) -> str:
    data = file.data
    if is_workbook(data):
        words = view.say("Read as a workbook, {size}.", size=size_words(view, len(data)))
        return f"{file.name}: {words}" if several else words
    encoding = encoding_of(data)
    if isinstance(encoding, Unreadable):
        return ""
    size = size_words(view, len(data))
    name = NAMES.get(encoding, encoding.upper().removesuffix("-LE").removesuffix("-BE"))
    sign = delimiter(data, encoding)
    mark = view.say(DELIMITERS[sign]) if sign in DELIMITERS else sign
    words = view.say("Read as {encoding}, cells between {delimiter}, {size}.", encoding=name, delimiter=mark, size=size)
    return f"{file.name}: {words}" if several else words


def size_words(view: View, size: int) -> str:
    """The size of a file: `1.3 kB`, `15.7 MB`."""
    if size < MEGABYTE:
        return view.say("{size} kB", size=view.number(rounded(Fraction(size, KILOBYTE), 1)))
    return view.say("{size} MB", size=view.number(rounded(Fraction(size, MEGABYTE), 1)))


def delimiter(data: bytes, encoding: str) -> str:
    """The sign between the cells of a file, as it says itself or as its first lines show."""
    lines = list(islice(data.decode(encoding).splitlines(), SAMPLE_LINES))
    said = SEP.fullmatch(lines[0]) if lines else None
    return said[1] if said else delimiter_of(lines)
