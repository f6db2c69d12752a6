"""Long lists in parts: which part is shown, and the way to those before and after it."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.parts import aria
from dashboard.view import View
from dashboard.words import number, say


def first_shown(asked: str | None, count: int, size: int) -> int:
    """The first row of the part asked for; the last part where there are not so many."""
    last = max(count - 1, 0) // size * size
    return min(int(asked) // size * size, last) if asked else 0


def pager(view: View, start: int, count: int, size: int) -> Component | None:
    """Which rows are shown, and links to the parts before and after; None where all are shown."""
    return parts_of(view.address, view.language, start, count, size)


def parts_of(address: Address, language: str, start: int, count: int, size: int) -> Component | None:
    """The same on a page of no project."""
    if count <= size:
        return None
    last = min(start + size, count)
    words = say(
        "Rows {first} to {last} of {count}",
        language,
        first=number(start + 1, language),
        last=number(last, language),
        count=number(count, language),
    )
    before = [_step(address, say("Previous", language), start - size)] if start else []
    after = [_step(address, say("Next", language), last)] if last < count else []
    label = say("Parts of the table", language)
    return html.Nav([html.Span(words), *before, *after], className="pager", **aria(label=label))


def _step(address: Address, name: str, start: int) -> Component:
    return html.A(name, href=str(address.having(start=str(start))), className="button")
