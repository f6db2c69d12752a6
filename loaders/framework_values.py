"""The single values of indicators.yaml: each parses itself from the text as written and knows its JSON Schema.

The JSON Schema describes values as editors see them, which read `1200` as a number and `true` as a boolean.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, TypeVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from framework.model import ANY_LANGUAGE, Cells, Direction, Frequency, Kind, Pace, Rule, Text
from framework.problems import Code
from loaders import framework_codes as codes

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")
CURRENCY = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FIRST_YEAR, LAST_YEAR = 1900, 2999

Choice = TypeVar("Choice", bound=StrEnum)


class RefusedError(ValueError):
    """A value that is not as it must be; the reader turns it into a problem with the value's place."""

    def __init__(self, code: Code, value: str | None = None, /, **details: object) -> None:
        super().__init__(code.name)
        self.code = code
        self.value = value
        self.details = details
        self.key: str | None = None
        """Under which key of the value, where it is a mapping."""

    def under(self, key: str) -> "RefusedError":
        """The same, told of what is under a key."""
        self.key = key
        return self


def hint(word: str, allowed: list[str]) -> str:
    """A near spelling, as the sentence that messages append: ` Did you mean baseline?`, or nothing."""
    folded = {name.casefold(): name for name in reversed(allowed)}
    near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f" Did you mean `{folded[near[0]]}`?" if near else ""


def listed(names: list[str], limit: int = 20) -> str:
    """Names with commas; of very many the first ones."""
    shown = ", ".join(names[:limit]) or "none"
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown


def found(value: object) -> str:
    """What a value is, in words."""
    return {dict: "a mapping", list: "a list"}.get(
        next((kind for kind in (dict, list) if isinstance(value, kind)), str), "a text"
    )


def scalar(value: object, expected: str) -> str:
    """The text of a plain value; anything else is refused."""
    if isinstance(value, str):
        return value
    raise RefusedError(codes.WRONG_SHAPE, expected=expected, found=found(value))


def read_code(value: object) -> str:
    """A code: `[A-Za-z0-9][A-Za-z0-9._-]*` (interface 1)."""
    text = scalar(value, "a code")
    if CODE.fullmatch(text):
        return text
    cleaned = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")
    raise RefusedError(codes.BAD_CODE, text, suggestion=cleaned or "A1")


def read_former(value: object) -> tuple[str, ...]:
    """One code, or a list of codes."""
    if isinstance(value, list):
        return tuple(map(read_code, value))
    return (read_code(value),)


def read_text(value: object) -> Text:
    """A plain text or a map of languages."""
    if isinstance(value, dict):
        if not value:
            raise RefusedError(codes.EMPTY_TEXT)
        return Text(dict(_translation(str(language), words) for language, words in value.items()))
    return Text({ANY_LANGUAGE: _words(value)})


def _translation(language: str, words: object) -> tuple[str, str]:
    try:
        return read_language(language), _words(words)
    except RefusedError as refused:
        raise refused.under(language) from None


def _words(value: object) -> str:
    text = scalar(value, "a text or a map of languages such as {en: …, ru: …}").strip()
    if not text:
        raise RefusedError(codes.EMPTY_TEXT)
    return text


def read_language(value: object) -> str:
    """A language code such as `en`."""
    text = scalar(value, "a language code")
    if LANGUAGE.fullmatch(text):
        return text
    raise RefusedError(codes.BAD_LANGUAGE, text)


def read_day(value: object) -> date:
    """An ISO date between 1900 and 2999."""
    text = scalar(value, "a date such as 2023-02-28")
    if day := day_of(text):
        return day
    raise RefusedError(codes.BAD_DATE, text, value=text)


def day_of(text: str) -> date | None:
    """The day that an ISO date names; None where it names none."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_until(value: object) -> date:
    """The exclusive end of a span whose last day is written."""
    return read_day(value) + timedelta(days=1)


def read_number(value: object) -> Fraction:
    """An exact number, up to 30 digits before and after the point."""
    text = scalar(value, "a number")
    if NUMBER.fullmatch(text):
        return Fraction(text)
    raise RefusedError(codes.BAD_NUMBER, text)


def read_switch(value: object) -> bool:
    """`true` or `false`."""
    text = scalar(value, "true or false")
    if text.casefold() in {"true", "false"}:
        return text.casefold() == "true"
    meant = {
        "yes": " Did you mean `true`?",
        "on": " Did you mean `true`?",
        "no": " Did you mean `false`?",
        "off": " Did you mean `false`?",
    }
    raise RefusedError(codes.BAD_CHOICE, text, allowed="true, false", hint=meant.get(text.casefold(), ""))


def read_currency(value: object) -> str:
    """An ISO 4217 code."""
    text = scalar(value, "a currency code")
    if CURRENCY.fullmatch(text):
        return text
    raise RefusedError(codes.BAD_CURRENCY, text)


def read_share(value: object) -> Fraction:
    """A number that is not below zero."""
    number = read_number(value)
    if number < 0:
        raise RefusedError(codes.OUT_OF_RANGE, str(value), range="a number of 0 or more")
    return number


def one_of(*choices: Choice) -> Callable[[object], Choice]:
    """A reader of one word out of several."""
    allowed = [choice.value for choice in choices]
    kind = type(choices[0])

    def read(value: object) -> Choice:
        text = scalar(value, "one of " + ", ".join(allowed))
        if text in allowed:
            return kind(text)
        raise RefusedError(codes.BAD_CHOICE, text, allowed=", ".join(allowed), hint=hint(text, allowed))

    return read


def whole(least: int, most: int | None = None) -> Callable[[object], int]:
    """A reader of whole numbers within bounds."""
    bounds = f"a whole number from {least} to {most}" if most is not None else f"a whole number of {least} or more"

    def read(value: object) -> int:
        text = scalar(value, bounds)
        if text.isascii() and text.isdecimal() and len(text) <= 9 and least <= int(text) <= (most or int(text)):  # noqa: PLR2004 — a thousand million is enough of anything
            return int(text)
        raise RefusedError(codes.OUT_OF_RANGE, text, range=bounds)

    return read


def _choice_schema(*choices: StrEnum) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [choice.value for choice in choices]})


def _whole_schema(least: int, most: int | None = None) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": least} | ({} if most is None else {"maximum": most}))


class FundingKind(StrEnum):
    """Where money comes from."""

    GRANT = "grant"
    CO_FINANCING = "co-financing"
    CORE = "core"
    OTHER = "other"


ACROSS = tuple(rule for rule in Rule if rule is not Rule.LAST)
SCALAR = ["string", "number", "boolean", "null"]
"""What editors may take an unquoted code for."""

CODE_SCHEMA: JsonSchemaValue = {"type": SCALAR, "pattern": f"^{CODE.pattern}$"}
LANGUAGE_SCHEMA: JsonSchemaValue = {"type": SCALAR, "pattern": f"^{LANGUAGE.pattern}$"}
WORDS_SCHEMA: JsonSchemaValue = {
    "anyOf": [
        {"type": SCALAR, "minLength": 1},
        {
            "type": "object",
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
            "additionalProperties": {"type": SCALAR},
            "minProperties": 1,
        },
    ]
}

CodeText = Annotated[str, PlainValidator(read_code), WithJsonSchema(CODE_SCHEMA)]
FormerCodes = Annotated[
    tuple[str, ...],
    PlainValidator(read_former),
    WithJsonSchema({"anyOf": [CODE_SCHEMA, {"type": "array", "items": CODE_SCHEMA}]}),
]
Name = Annotated[str, PlainValidator(_words), WithJsonSchema({"type": SCALAR, "minLength": 1})]
Words = Annotated[Text, PlainValidator(read_text), WithJsonSchema(WORDS_SCHEMA)]
Language = Annotated[str, PlainValidator(read_language), WithJsonSchema(LANGUAGE_SCHEMA)]
Day = Annotated[date, PlainValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})]
Until = Annotated[date, PlainValidator(read_until), WithJsonSchema({"type": "string", "format": "date"})]
Number = Annotated[Fraction, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
Share = Annotated[Fraction, PlainValidator(read_share), WithJsonSchema({"type": "number", "minimum": 0})]
Switch = Annotated[bool, PlainValidator(read_switch), WithJsonSchema({"type": "boolean"})]
Currency = Annotated[
    str, PlainValidator(read_currency), WithJsonSchema({"type": "string", "pattern": f"^{CURRENCY.pattern}$"})
]
MonthNumber = Annotated[int, PlainValidator(whole(1, 12)), _whole_schema(1, 12)]
Days = Annotated[int, PlainValidator(whole(0, 3650)), _whole_schema(0, 3650)]
Decimals = Annotated[int, PlainValidator(whole(0, 12)), _whole_schema(0, 12)]
Per = Annotated[int, PlainValidator(whole(1)), _whole_schema(1)]
Below = Annotated[int, PlainValidator(whole(2)), _whole_schema(2)]
FrequencyWord = Annotated[Frequency, PlainValidator(one_of(*Frequency)), _choice_schema(*Frequency)]
KindWord = Annotated[Kind, PlainValidator(one_of(*Kind)), _choice_schema(*Kind)]
DirectionWord = Annotated[Direction, PlainValidator(one_of(*Direction)), _choice_schema(*Direction)]
RuleWord = Annotated[Rule, PlainValidator(one_of(*Rule)), _choice_schema(*Rule)]
AcrossWord = Annotated[Rule, PlainValidator(one_of(*ACROSS)), _choice_schema(*ACROSS)]
PaceWord = Annotated[Pace, PlainValidator(one_of(*Pace)), _choice_schema(*Pace)]
CellsWord = Annotated[Cells, PlainValidator(one_of(*Cells)), _choice_schema(*Cells)]
FundingWord = Annotated[FundingKind, PlainValidator(one_of(*FundingKind)), _choice_schema(*FundingKind)]
Target = Annotated[
    str,
    PlainValidator(lambda value: scalar(value, "a number or a stage")),
    WithJsonSchema({"type": ["number", "string", "boolean"]}),
]
"""A target or baseline as written: a number, or a milestone's stage; which of them the indicator's kind says."""
