"""Problems in the reader's language.

The rules come from the loaders in English and are translated as a whole; what fills them in is translated where it is
words and no code or number of the file.
"""

import re
from datetime import date

from dashboard.words import SOURCE, in_language, marked, months, say
from framework.model import Text
from framework.periods import MONTHS
from framework.problems import Problem, Severity, quoted
from loaders.cells import Suggestion
from loaders.wording import Wording

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
        *(marked("Cyrillic"), marked("Greek"), marked("Latin")),
        *(marked("a program"), marked("a web page"), marked("an XML document")),
    )
)
"""What fills in a message as a whole."""

PATTERNS = (
    (re.compile(r" \(did you mean (?P<codes>.+)\?\)"), marked(" (did you mean {codes}?)")),
    (re.compile(r"(?P<indicator>\S+) of (?P<period>[^,]+)(?P<place>.*)"), marked("{indicator} of {period}{place}")),
    (re.compile(r"from (?P<start>[\d-]+) to (?P<end>[\d-]+)"), marked("from {start} to {end}")),
    (re.compile(r" of sheet (?P<sheet>.+)"), marked(" of sheet {sheet}")),
    (re.compile(r" of (?P<file>.+)"), marked(" of {file}")),
    (re.compile(r"categories of (?P<dimension>[^\s,]+)"), marked("categories of {dimension}")),
    (
        re.compile(r"(?P<first>categories of [^\s,]+|Cyrillic|Greek|Latin), (?P<rest>.+)"),
        marked("{first}, {rest}"),
    ),
    (re.compile(r"Figures of (?P<indicator>\S+)"), marked("Figures of {indicator}")),
    (re.compile(r"(?P<code>\S+) or (?P<other>.+)"), marked("{code} or {other}")),
    (
        re.compile(r"(?P<one>.+) is (?P<other>.+); (?P<two>.+) is (?P<another>.+)"),
        marked("{one} is {other}; {two} is {another}"),
    ),
)
"""What fills in a message, with names and numbers inside."""


NAMES = "|".join(MONTHS)
MONTHS_TEXT = re.compile(rf"(?:(?P<first>{NAMES})(?: (?P<year>\d{{4}}))?–)?(?P<last>{NAMES}) (?P<last_year>\d{{4}})")
"""A span of months as the framework says it."""


def message(problem: Problem, language: str) -> str:
    """The rule and the way out, without the offending text."""
    details = {name: detail(value, language) for name, value in problem.details.items()}
    return say(problem.code.rule, language, **details)


def wording(language: str) -> Wording:
    """How problems are told in a marked file."""

    def told(problem: Problem) -> str:
        rule = message(problem, language)
        return say("“{text}” — {rule}", language, text=quoted(problem.value), rule=rule) if problem.value else rule

    return Wording(
        told=told,
        severities={Severity.ERROR: say("Error", language), Severity.WARNING: say("Warning", language)},
        line=say("line {line}", language, line="{line}"),
        headings=(
            say("Severity", language),
            say("Cell", language),
            say("Column", language),
            say("What is wrong, and what to do", language),
        ),
    )


def detail(value: object, language: str) -> object:
    """A detail of a problem in a language; codes, numbers and what has no words there stay as they are."""
    if isinstance(value, Text):
        return in_language(value, language)
    return _words(str(value), language) if isinstance(value, (str, Suggestion)) else value


def _words(value: str, language: str) -> str:
    """What fills in a message, in a language, where it has words there."""
    if match := MONTHS_TEXT.fullmatch(value):
        return _months(match, language)
    if value in FRAGMENTS:
        return say(value, language)
    for pattern, words in PATTERNS:
        if match := pattern.fullmatch(value):
            parts = {name: _words(text, language) for name, text in match.groupdict().items()}
            return say(words, language, **parts)
    return value


def _months(match: re.Match[str], language: str) -> str:
    """`Oct–Dec 2022` in a language."""
    last = date(int(match["last_year"]), MONTHS.index(match["last"]) + 1, 1)
    first = date(int(match["year"] or last.year), MONTHS.index(match["first"] or match["last"]) + 1, 1)
    return match[0] if language == SOURCE else months(first, last, language)
