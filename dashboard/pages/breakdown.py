"""Indicators by category: as a map, bars, over time, a heat map or small charts, in numbers or shares."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Impossible, Page
from dashboard.breakdown.asked import dimension_title, read_choice, rows_address
from dashboard.breakdown.choice import NUMBER, SHARE, Choice
from dashboard.breakdown.figures import Figures
from dashboard.breakdown.form import beside, choosing_form, pair_title
from dashboard.breakdown.pictures import picture_of
from dashboard.breakdown.stock import Stock, stock_of
from dashboard.narrowing import narrowed
from dashboard.parts import data, empty, frame
from dashboard.view import View
from framework.breakdown import TO_DATE


def layout(view: View) -> Component | Impossible:
    """The page."""
    stock = stock_of(view)
    choice = read_choice(view, stock)
    if isinstance(choice, Impossible):
        return choice
    heading = html.H1(view.say("Breakdown"))
    if choice is None:
        return frame(view, [heading, _nothing(view)], page=Page.BREAKDOWN)
    looks = [_look(view, stock, each, away=each is not choice) for each in _looks(choice)]
    shown = [html.Div(looks, className="variants"), *_pairs(view, choice), _downloads(view, choice)]
    notes = [html.P(note, className="notice", role="status") for note in choice.notes]
    content = [
        heading,
        choosing_form(view, stock, choice),
        *notes,
        html.Section(shown, className="breakdown-picture"),
    ]
    keys = ["show"] if len(looks) > 1 else []
    return frame(view, narrowed(content, view.address, keys, "breakdown-page", {"show": NUMBER}), page=Page.BREAKDOWN)


def _looks(choice: Choice) -> Sequence[Choice]:
    """The choice, and the same in shares or in numbers: the page brings both, so that no new request is needed."""
    return [choice] if choice.no_shares else [choice, replace(choice, shares=not choice.shares)]


def _look(view: View, stock: Stock, choice: Choice, *, away: bool) -> Component:
    """The picture of a choice with its words."""
    own = replace(view, address=view.address.having(show=SHARE if choice.shares else None))
    state = data(variant=urlencode({"show": SHARE if choice.shares else NUMBER}))
    picture = picture_of(Figures(own, stock, choice))
    parts = [
        html.H2(picture.finding),
        html.P(_subject(own, choice), className="subject"),
        *beside(own, choice),
        *picture.parts,
    ]
    return html.Div(parts, className="variant away" if away else "variant", **state)


def _nothing(view: View) -> Component:
    return empty(
        view.say("Nothing is stated by category yet."),
        view.say("The page shows figures as soon as a report gives some by sex, region or another dimension."),
    )


def _subject(view: View, choice: Choice) -> list[Component | str]:
    """What is shown: the indicator with the way to its page, by what, of which time, in which unit."""
    link = html.A(
        f"{choice.indicator.code} {view.said(choice.indicator.title)}",
        href=str(view.address.to(Page.INDICATOR, indicator=choice.indicator.code)),
    )
    by = " × ".join(dimension_title(view, name) for name in choice.dimensions)
    unit = view.say("shares") if choice.shares else view.said(choice.indicator.unit)
    return [link, " · ".join(["", by, _time(view, choice), *([unit] if unit else [])])]


def _time(view: View, choice: Choice) -> str:
    if choice.by_period:
        return view.say("by period")
    if choice.period == TO_DATE:
        return view.say("to date, {day}", day=view.day(view.as_of))
    return choice.period


def _pairs(view: View, choice: Choice) -> list[Component]:
    """Which dimensions are stated together; reports need not give every pair."""
    if len([name for name in choice.singles if name in choice.indicator.dimensions]) < 2:  # noqa: PLR2004 — a pair
        return []
    if not choice.pairs:
        return [html.P(view.say("No two dimensions of it are stated together."), className="quiet pairs")]
    links: list[Component | str] = [view.say("Stated by two dimensions at once:"), " "]
    for place, name in enumerate(choice.pairs):
        address = view.address.having(dimension=name, chart=None, **{"with": None})
        links += [*([", "] if place else []), html.A(pair_title(view, name), href=str(address))]
    return [html.P(links, className="quiet pairs")]


def _downloads(view: View, choice: Choice) -> Component:
    """The rows of the public table behind the picture."""
    links = [
        html.A(
            view.say("Figures of {code} as CSV", code=each.code),
            href=rows_address(view, each, choice),
            className="button",
            download="",
        )
        for each in choice.indicators
    ]
    return html.P(links, className="picture-files")
