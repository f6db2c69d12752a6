"""Which encoding a text file is in: a byte order mark, UTF-16 by its zeros, strict UTF-8, else windows-1251.

Other Russian encodings can be told from windows-1251 only by how unlike Russian the text becomes; they are refused by
name rather than guessed.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DISGUISES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.xls, .doc) or a workbook with a password"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
)
SAMPLE = 20_000
UTF_7 = re.compile(rb"\+[A-Za-z0-9/]{3,}-")
FREQUENT = {
    letter: weight
    for weight, letters in enumerate(("щэфъцё", "шюжхйч", "ьыгбзя", "мдпу", "лкв", "рст", "ин", "оеа"))
    for letter in letters
}
STRANGE = 6
"""What a character that Russian has not, or a capital inside a word, costs against a letter's frequency."""
MARGIN = 1.0
"""How much more like Russian, per character, another encoding must look before the file is refused."""
RUSSIAN_WORD = re.compile("[а-яё]{3,}", re.IGNORECASE)
EVIDENCE = 2
"""How many Russian words another encoding must show: a lone sign or accented letter proves nothing."""
GARBLED = 3
"""A file with so many good characters to a bad one is UTF-8 that was damaged."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why bytes are no text: `reason` is `disguised`, `binary`, `unsupported` or `damaged`; `what` names it."""

    reason: str
    what: str = ""
    offset: int = 0


def encoding_of(data: bytes) -> str | Unreadable:
    """The name of the encoding, or why there is none (interface 2)."""
    disguise = next((what for start, what in DISGUISES if data[: len(start)].upper() == start.upper()), None)
    if disguise:
        return Unreadable("disguised", disguise)
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None) or _wide(data)
    if marked:
        return _decodes(data, marked)
    if b"\0" in data:
        return Unreadable("binary", offset=data.index(b"\0"))
    if UTF_7.search(data.lstrip().partition(b"\n")[0]) and data.isascii():
        return Unreadable("unsupported", "UTF-7")
    return _unmarked(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the high bytes of Latin and Cyrillic letters are 0 and 4."""
    sample = data[:SAMPLE]
    for name, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs, lows = sample[high::2], sample[low::2]
        if highs and b"\0" in highs and b"\0" not in lows and not highs.strip(b"\0\4\x20"):
            return name
    return None


def _decodes(data: bytes, encoding: str) -> str | Unreadable:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return Unreadable("damaged", encoding.removesuffix("-sig").upper(), error.start)
    return encoding


def _unmarked(data: bytes) -> str | Unreadable:
    if data.isascii():
        return "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf_8(data[:SAMPLE]):
            return Unreadable("damaged", "UTF-8", error.start)
        return _russian(data)
    return "utf-8"


def _mostly_utf_8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if not character.isascii()) - bad
    return good >= GARBLED * bad


def _russian(data: bytes) -> str | Unreadable:
    readings = {name: data[:SAMPLE].decode(name, "replace") for name in ("cp1251", "cp866", "koi8-r")}
    scores = {name: _likeness(text) for name, text in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > scores["cp1251"] + MARGIN and len(RUSSIAN_WORD.findall(readings[best])) >= EVIDENCE:
        return Unreadable("unsupported", {"cp866": "cp866 (DOS)", "koi8-r": "KOI8-R"}[best])
    return _decodes(data, "cp1251")


def _likeness(text: str) -> float:
    """How much a text looks like Russian, per character that is not ASCII."""
    foreign = [character for character in text if not character.isascii()]
    weights = sum(FREQUENT.get(character.lower(), -STRANGE) for character in foreign if character != "\xa0")
    inner_capitals = sum(
        1 for before, after in pairwise(text) if before.islower() and after.isupper() and not after.isascii()
    )
    return (weights - STRANGE * inner_capitals) / max(len(foreign), 1)
