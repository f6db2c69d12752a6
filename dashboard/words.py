"""What the pages say, in the reader's language: messages, numbers, percentages, days.

Messages are written in English where they are used, `say("End target {value}", language, value=…)`; the catalogues in
`locale/` translate them. A message kept in a constant is wrapped in `marked(…)`, so that it is found. Numbers, months
and days follow CLDR: Russian has the decimal comma and groups thousands by a no-break space.

A catalogue in `BEGUN` may lack messages: these are said in the language that its readers know best besides, as `Foreign`.
"""

import gettext
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Final, Self, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from framework import model
from framework.numbers import decimal_text, rounded

Cell: TypeAlias = model.Cell

SOURCE: Final = "en"
"""The language that messages are written in."""

BEGUN: Final[Mapping[str, str]] = {"tg": "ru"}
"""Languages whose catalogue is not complete, and what their readers are told the rest in."""

FOLDER = Path(__file__).parent / "locale"
NBSP = "\u00a0"
MINUS = "\u2212"
FULL = 100
LAST_MICROSECOND = 999_999
NAMES = {"en": "English", "ru": "Русский", "tg": "Тоҷикӣ", "tk": "Türkmençe", "fr": "Français", "es": "Español"}


def marked(message: str) -> str:
    """The message itself, marked as one to be translated where it is shown."""
    return message


class Foreign(str):
    """A message in another language than the reader's, because it is not translated yet."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """The text, which knows its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of a language."""

    language: str
    messages: gettext.NullTranslations
    known: frozenset[str] | None = None
    """The messages of a catalogue that is only begun; None where it has them all."""

    @property
    def other(self) -> str:
        """The language of what is not known."""
        return BEGUN.get(self.language, SOURCE)

    def knows(self, message: str) -> bool:
        """True where the message is translated."""
        return self.known is None or message in self.known


def say(message: str, language: str, **values: object) -> str:
    """The message in a language, its `{names}` filled in."""
    catalogue = _catalogue(language)
    if not catalogue.knows(message):
        return Foreign(say(message, catalogue.other, **values), catalogue.other)
    return catalogue.messages.gettext(message).format(**values)


def many(one: str, other: str, count: int, language: str, **values: object) -> str:
    """The message in the form that the count asks for; `{count}` is the number as written in the language."""
    catalogue = _catalogue(language)
    if not catalogue.knows(one):
        return Foreign(many(one, other, count, catalogue.other, **values), catalogue.other)
    message = catalogue.messages.ngettext(one, other, count)
    return message.format(count=number(count, language), **values)


def forms(one: str, other: str, language: str) -> dict[str, str]:
    """The message of a count by plural category (CLDR), its `{count}` left open for scripts to fill in."""
    catalogue, category = _catalogue(language), locale_of(language).plural_form
    if not catalogue.knows(one):
        return forms(one, other, catalogue.other)
    examples = {category(count): count for count in range(FULL, -1, -1)}
    return {name: catalogue.messages.ngettext(one, other, count) for name, count in examples.items()}


@lru_cache(maxsize=32)
def _catalogue(language: str) -> Catalogue:
    if language == SOURCE or language not in languages():
        return Catalogue(language, gettext.NullTranslations())
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    known = frozenset(_first(each.id) for each in catalogue if all(_forms(each.string))) if language in BEGUN else None
    return Catalogue(language, gettext.GNUTranslations(compiled), known)


def in_language(text: model.Text, language: str) -> str:
    """A text of the framework in a language, or in the one that stands in for it, or in the one that there is."""
    other = BEGUN.get(language)
    return text.said(other if other and other in text.words and language not in text.words else language)


def _first(message: str | Sequence[str]) -> str:
    """The message, or its singular."""
    return message if isinstance(message, str) else message[0]


def _forms(translation: str | Sequence[str] | None) -> Sequence[str]:
    return (translation or "",) if isinstance(translation, str | None) else translation


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that the pages themselves speak: English, then those with a catalogue."""
    return (SOURCE, *sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po")))


def own_name(language: str) -> str:
    """A language's name for itself: `Русский`."""
    return NAMES.get(language) or (locale_of(language).get_display_name() or language).capitalize()


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """How a language writes numbers and days; English has the day first ("31 Mar 2024")."""
    try:
        return Locale.parse("en_GB" if language == SOURCE else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def number(cell: Cell, language: str, places: int | None = None) -> str:
    """A number as people read it: `1,200.5`, in Russian `1 200,5`.

    Args:
        cell: the number; a text (`<5`, `*`, `n/a`, a stage) comes back as it is, None as a dash.
        language: whose marks to use.
        places: decimals to round to, half up; without it all that the number has, six at most.
    """
    if isinstance(cell, Fraction | int):
        return _written(Fraction(cell), 6 if places is None else places, language)
    return "–" if cell is None else str(cell)


@lru_cache(maxsize=1 << 14)
def _written(value: Fraction, places: int, language: str) -> str:
    exact = Decimal(decimal_text(rounded(value, places)))
    locale = locale_of(language)
    group = locale.number_symbols["latn"]["group"]
    text = format_decimal(exact, format="#,##0.######", locale=locale)
    return text.replace("-", MINUS).replace(group, NBSP) if group.isspace() else text.replace("-", MINUS)


def percent(value: Cell, language: str, *, signed: bool = False, places: int = 0) -> str:
    """A percentage as people read it; a rounded 0 % or 100 % appears only where it is exact (semantics 5.9).

    0.4 is `< 1 %`, 99.6 is `> 99 %`, −0.4 is `> −1 %`; with `signed`, 12 is `+12 %`.
    """
    if not isinstance(value, Fraction | int):
        return number(value, language)
    size, step = abs(Fraction(value)), Fraction(1, 10**places)
    shown, mark = rounded(size, places), ""
    if shown != size and shown in {0, FULL}:
        mark, shown = _beside(size, shown, step)
    if value < 0:
        mark = mark.translate({ord("<"): ">", ord(">"): "<"})
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{mark}{sign}{_written(shown, places, language)}{NBSP}%"


def _beside(size: Fraction, shown: Fraction, step: Fraction) -> tuple[str, Fraction]:
    """Which bound to show in place of a rounded 0 or 100."""
    if shown == 0:
        return f"<{NBSP}", step
    return (f">{NBSP}", shown - step) if size < shown else (f">{NBSP}", shown)


def money(value: Fraction, currency: str | None, language: str) -> str:
    """An amount with its currency's code in front: `USD 3,500,000`."""
    text = number(value, language, 2)
    return f"{currency}{NBSP}{text}" if currency else text


@lru_cache(maxsize=1 << 12)
def day(value: date, language: str) -> str:
    """A day: `31 Mar 2024`."""
    return format_date(value, "medium", locale=locale_of(language))


def moment(value: datetime, language: str) -> str:
    """A moment in UTC: `15 Apr 2024` for the end of that day, else `15 Apr 2024, 09:30`, to the second where it has some.

    The last microsecond before a moment is "just before" it: that is how links to what was known before a change are made.
    """
    if value.time() == time.max:
        return day(value.date(), language)
    if value.microsecond == LAST_MICROSECOND:
        return say("just before {moment}", language, moment=moment(value + timedelta(microseconds=1), language))
    clock = f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    return f"{day(value.date(), language)}, {clock}"


def months(start: date, last: date, language: str) -> str:
    """The months of a span, both ends included: `Oct – Dec 2023`."""
    if (start.year, start.month) == (last.year, last.month):
        return format_date(start, "MMM y", locale=locale_of(language))
    return format_interval(start, last, "yMMM", locale=locale_of(language))


def cell_text(cell: Cell, language: str) -> str:
    """Any cell of a table as people read it; empty where nothing is stated."""
    if isinstance(cell, bool):
        return say("yes", language) if cell else say("no", language)
    if isinstance(cell, datetime):
        return f"{day(cell.date(), language)}{NBSP}{cell:%H:%M}"
    if isinstance(cell, date):
        return day(cell, language)
    return "" if cell is None else number(cell, language)
