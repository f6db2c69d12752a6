"""Problems in the reader's language.

The rules come from the loaders in English and are translated as a whole; what fills them in is translated where it is
words and no code or number of the file.
"""

import re

from dashboard.words import marked, say
from framework.problems import Problem

FRAGMENTS = frozenset(
    (
        *(marked("indicator"), marked("figures"), marked("numerator or denominator")),
        *(marked("by date"), marked("for the whole period")),
        *(marked("every month"), marked("every quarter"), marked("every four months")),
        *(marked("every half-year"), marked("every year")),
        *(marked("categories"), marked("periods"), marked("indicators")),
        marked("Name one indicator; it holds the codes."),
        marked("Name one value, or two numerator and denominator."),
        *(marked("a zip archive"), marked("a PDF document")),
        *(
            marked("an old Office document (.xls, .doc) or a workbook with a password"),
            marked("a gzip archive"),
            marked("a picture"),
        ),
        *(marked("a program"), marked("a web page"), marked("an XML document")),
    )
)
"""What fills in a message as a whole."""

PATTERNS = (
    (re.compile(r" \(did you mean (?P<codes>.+)\?\)"), marked(" (did you mean {codes}?)")),
    (re.compile(r"(?P<indicator>\S+) of (?P<period>[^,]+)(?P<place>.*)"), marked("{indicator} of {period}{place}")),
    (re.compile(r"from (?P<start>[\d-]+) to (?P<end>[\d-]+)"), marked("from {start} to {end}")),
    (re.compile(r"(?P<code>\S+) or (?P<other>.+)"), marked("{code} or {other}")),
    (
        re.compile(r"(?P<one>.+) is (?P<other>.+); (?P<two>.+) is (?P<another>.+)"),
        marked("{one} is {other}; {two} is {another}"),
    ),
)
"""What fills in a message, with names and numbers inside."""


def message(problem: Problem, language: str) -> str:
    """The rule and the way out, without the offending text."""
    details = {name: detail(value, language) for name, value in problem.details.items()}
    return say(problem.code.rule, language, **details)


def detail(value: object, language: str) -> object:
    """A detail of a problem in a language; codes, numbers and what has no words there stay as they are."""
    if not isinstance(value, str):
        return value
    if value in FRAGMENTS:
        return say(value, language)
    for pattern, words in PATTERNS:
        if match := pattern.fullmatch(value):
            parts = {name: detail(text, language) for name, text in match.groupdict().items()}
            return say(words, language, **parts)
    return value
