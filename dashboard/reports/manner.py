"""How the files of an upload were read, and the form in which that is corrected."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dash import html
from dash.development.base_component import Component

from dashboard.reports.manner_form import correction
from dashboard.reports.manner_words import decimals_said, delimiter_said, order_said
from dashboard.reports.received import reporter_name
from dashboard.staging import Staged
from dashboard.view import View
from dashboard.words import marked
from framework.numbers import rounded
from loaders.choices import CATEGORIES, INDICATORS, LONG, PERIODS
from loaders.manner import Manner

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
LAYOUT_WORDS = {
    LONG: marked("one figure per row"),
    CATEGORIES: marked("a column for every category"),
    PERIODS: marked("a column for every period"),
    INDICATORS: marked("a column for every indicator"),
}
SETTLED = {
    "encoding": marked("the encoding"),
    "delimiter": marked("the delimiter"),
    "decimals": marked("the decimal mark"),
    "dates": marked("the order of day and month"),
    "header_line": marked("the row of the header"),
    "layout": marked("the layout"),
    "columns": marked("the meaning of columns"),
}


def manner(view: View, staged: Staged, manners: Sequence[Manner], *, opened: bool = False) -> Component:
    """How each table was read, so that what was taken for something else is seen and corrected.

    Args:
        view: the page.
        staged: the upload.
        manners: how its tables were read.
        opened: whether the form is open at once, as beside problems.
    """
    said = [html.P(text, className="manner") for each in manners if (text := _told(view, staged, each, len(manners)))]
    summary = html.Summary(view.say("Correct how the file was read"))
    form = html.Details(
        [summary, correction(view, staged, manners)],
        className="reading",
        open=opened,
        key=f"{staged.token} {staged.choices.as_json()}",
    )
    return html.Div([*said, *_remembered(view, staged, manners), form], className="manners")


def _told(view: View, staged: Staged, read: Manner, count: int) -> str:
    """How a table was read, as a sentence or two: encoding, delimiter, header, layout, decimals."""
    size = size_words(view, next((file.size for file in staged.files if file.name == read.file), 0))
    if read.workbook:
        words = view.say("Read as a workbook, {size}.", size=size)
    elif read.encoding is None:
        words = ""
    else:
        mark = delimiter_said(view, read.delimiter or "")
        words = view.say(
            "Read as {encoding}, cells between {delimiter}, {size}.", encoding=read.encoding, delimiter=mark, size=size
        )
    facts = ", ".join(_facts(view, read))
    whole = " ".join(filter(None, [words, f"{facts[:1].upper()}{facts[1:]}." if facts else ""]))
    name = f"{read.file}, {read.sheet}" if read.sheet is not None else read.file
    return f"{name}: {whole}" if count > 1 and whole else whole


def _facts(view: View, read: Manner) -> Iterable[str]:
    if read.header_line is None:
        return
    yield view.say("the header is row {line}", line=view.number(read.header_line))
    if read.above:
        yield view.many("{count} row above it is left out", "{count} rows above it are left out", read.above)
    if read.tagged:
        yield view.say("the row of HXL tags below it is left out")
    if read.layout:
        yield view.say(LAYOUT_WORDS[read.layout])
    yield from (decimals_said(view, mark) for mark in read.decimals)
    if read.dates:
        yield order_said(view, read.dates)


def _remembered(view: View, staged: Staged, manners: Sequence[Manner]) -> list[Component]:
    """What was settled as it was for earlier files of the reporter, and how to forget that."""
    settled = {name for each in manners for name in each.remembered}
    who = dict.fromkeys(each.reporter for each in manners if each.reporter)
    if not settled or not who:
        return []
    words = view.say(
        "As for earlier files of {reporter}: {what}.",
        reporter=", ".join(reporter_name(view, name) for name in who),
        what=", ".join(view.say(words) for name, words in SETTLED.items() if name in settled),
    )
    button = html.Button(view.say("Forget this"), type="submit", name="forget", value="yes", className="button")
    form = html.Form(button, action=view.address.uploads(staged.token, "read"), method="post")
    return [html.Div([html.P(words), form], className="notice remembered", role="status")]


def size_words(view: View, size: int) -> str:
    """The size of a file: `1.3 kB`, `15.7 MB`."""
    if size < MEGABYTE:
        return view.say("{size} kB", size=view.number(rounded(Fraction(size, KILOBYTE), 1)))
    return view.say("{size} MB", size=view.number(rounded(Fraction(size, MEGABYTE), 1)))
