"""Which encoding a text file is in: a byte order mark, UTF-16 by its zeros, strict UTF-8, else windows-1251.

Other Russian encodings can be told from windows-1251 only by how unlike Russian the text becomes; they are refused by
name rather than guessed.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

WIDE = "utf-16"
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
ASCII = bytes(range(128))
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
SHORTAGE = 20
"""How much more still where there are few letters: by so much, divided by their number."""
RUSSIAN_WORD = re.compile("[а-яё]{3,}", re.IGNORECASE)
EVIDENCE = 2
"""How many Russian words another encoding must show: a lone sign or accented letter proves nothing."""
GARBLED = 3
"""A file with so many good characters to a bad one is UTF-8 that was damaged."""
FOLLOWING = {
    "а": "вджзклмнпрстчюя",
    "б": "аелоуы",
    "в": "аеноы",
    "г": "о",
    "д": "аенору",
    "е": "гзйклмнрстщя",
    "ж": "еи",
    "з": "ано",
    "и": "гдезйлмнрстхя",
    "к": "аилорту",
    "л": "аеиоь",
    "м": "аеиоуыя",
    "н": "адеиностуцыя",
    "о": "бвгдейклмнпрст",
    "п": "аелоруя",
    "р": "агеиотуыя",
    "с": "авеиклоптуь",
    "т": "авеиоруыь",
    "у": "дклнпрстчщю",
    "ф": "аио",
    "х": "ос",
    "ц": "иы",
    "ч": "аеи",
    "ш": "е",
    "щ": "и",
    "ы": "ймх",
    "э": "т",
    "ю": "дтч",
    "я": "взнртч",
}
"""The letters that often follow one: they tell Russian words from their reading in another alphabet's order."""
PAIRED = 6
"""What it is worth that every letter is followed by a usual one, against the frequency of the letters."""
USUAL_HIGHS = frozenset(b"\0\4\x20\x21\x22")
"""The high bytes of UTF-16: Latin, Cyrillic, dashes and quotation marks, the number sign, signs such as ≥."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why bytes are no text: `reason` is `disguised`, `binary`, `unsupported` or `damaged`; `what` names it.

    `otherwise`: they are not in the encoding that somebody chose.
    """

    reason: str
    what: str = ""
    offset: int = 0


def encoding_of(data: bytes, chosen: str | None = None, remembered: str | None = None) -> str | Unreadable:
    """The name of the encoding, or why there is none (interface 2).

    Args:
        data: the file.
        chosen: what somebody said of this file (`loaders.choices.ENCODINGS`); it holds.
        remembered: what was said of earlier files of the same reporter; it settles only what the bytes leave open.
    """
    disguise = next((what for start, what in DISGUISES if data[: len(start)].upper() == start.upper()), None)
    if disguise:
        return Unreadable("disguised", disguise)
    if chosen is not None:
        return _as_chosen(data, chosen)
    found = _recognised(data)
    settled = _as_chosen(data, remembered) if remembered and isinstance(found, Unreadable) else found
    return found if isinstance(settled, Unreadable) or _is_damaged(found) else settled


def _is_damaged(found: str | Unreadable) -> bool:
    """True of a text that is plainly in one encoding but for some bytes: no choice makes it whole."""
    return isinstance(found, Unreadable) and found.reason == "damaged"


def _as_chosen(data: bytes, chosen: str) -> str | Unreadable:
    """The text in an encoding that somebody named; why it cannot be."""
    if chosen == WIDE:
        marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        encoding = "utf-16" if marked else (_wide(data) or "utf-16-le")
    else:
        encoding = {"windows-1251": "cp1251", "utf-8": "utf-8-sig"}[chosen]
        if b"\0" in data:
            return Unreadable("otherwise", chosen, data.index(b"\0"))
    found = _decodes(data, encoding)
    return Unreadable("otherwise", chosen, found.offset) if isinstance(found, Unreadable) else found


def _recognised(data: bytes) -> str | Unreadable:
    """What the bytes themselves say."""
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None) or _wide(data)
    if marked:
        return _decodes(data, marked)
    if b"\0" in data:
        return Unreadable("binary", offset=data.index(b"\0"))
    if UTF_7.search(data.lstrip().partition(b"\n")[0]) and data.isascii():
        return Unreadable("unsupported", "UTF-7")
    return _unmarked(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the high bytes of letters and usual signs are few, and some are 0."""
    sample = data[:SAMPLE]
    for name, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs, lows = sample[high::2], sample[low::2]
        if highs and b"\0" in highs and b"\0" not in lows and USUAL_HIGHS.issuperset(highs):
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
        if _mostly_utf_8(_foreign(data)):
            return Unreadable("damaged", "UTF-8", error.start)
        return _russian(data, error.start)
    return "utf-8"


def _foreign(data: bytes) -> bytes:
    """The bytes that are not ASCII, however far from each other they stand."""
    return data.translate(None, ASCII)[:SAMPLE]


def _mostly_utf_8(foreign: bytes) -> bool:
    """True of UTF-8 that was damaged: most of it is UTF-8, or as windows-1251 it is far less like Russian."""
    text = foreign.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad
    if good >= GARBLED * bad:
        return good > 0
    whole = text.replace("\ufffd", "")
    return good > 0 and _likeness(whole) > _likeness(foreign.decode("cp1251", "replace")) + MARGIN


def _russian(data: bytes, start: int) -> str | Unreadable:
    """Windows-1251, unless the text from its first letter on is far more like Russian in another encoding."""
    sample = data[start : start + SAMPLE]
    readings = {name: sample.decode(name, "replace") for name in ("cp1251", "cp866", "koi8-r")}
    scores = {name: _likeness(text) for name, text in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    margin = MARGIN + SHORTAGE / len(_foreign(sample))
    if scores[best] > scores["cp1251"] + margin and len(RUSSIAN_WORD.findall(readings[best])) >= EVIDENCE:
        return Unreadable("unsupported", {"cp866": "cp866 (DOS)", "koi8-r": "KOI8-R"}[best])
    return _decodes(data, "cp1251")


def _likeness(text: str) -> float:
    """How much a text looks like Russian, per character that is not ASCII."""
    foreign = [character for character in text if not character.isascii()]
    weights = sum(FREQUENT.get(character.lower(), -STRANGE) for character in foreign if character != "\xa0")
    inner_capitals = sum(
        1 for before, after in pairwise(text) if before.islower() and after.isupper() and not after.isascii()
    )
    return (weights - STRANGE * inner_capitals) / max(len(foreign), 1) + PAIRED * _paired(text.lower())


def _paired(text: str) -> float:
    """The share of the pairs of Russian letters that Russian has."""
    pairs = [(one, two) for one, two in pairwise(text) if one in FREQUENT and two in FREQUENT]
    return sum(two in FOLLOWING.get(one, "") for one, two in pairs) / max(len(pairs), 1)
