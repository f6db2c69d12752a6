"""Long lists in parts: which part is shown, and the way to those before and after it."""

from dash import html
from dash.development.base_component import Component

from dashboard.parts import aria
from dashboard.view import View


def first_shown(asked: str | None, count: int, size: int) -> int:
    """The first row of the part asked for; the last part where there are not so many."""
    last = max(count - 1, 0) // size * size
    return min(int(asked) // size * size, last) if asked else 0


def pager(view: View, start: int, count: int, size: int) -> Component | None:
    """Which rows are shown, and links to the parts before and after; None where all are shown."""
    if count <= size:
        return None
    last = min(start + size, count)
    words = view.say(
        "Rows {first} to {last} of {count}",
        first=view.number(start + 1),
        last=view.number(last),
        count=view.number(count),
    )
    before = [_step(view, view.say("Previous"), start - size)] if start else []
    after = [_step(view, view.say("Next"), last)] if last < count else []
    return html.Nav(
        [html.Span(words), *before, *after], className="pager", **aria(label=view.say("Parts of the table"))
    )


def _step(view: View, name: str, start: int) -> Component:
    return html.A(name, href=str(view.address.having(start=str(start))), className="button")
