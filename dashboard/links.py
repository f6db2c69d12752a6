"""The link of a view, to be copied and sent, and the way to a share link for people without an account."""

from typing import Any

from dash import html
from dash.development.base_component import Component
from flask import has_request_context, request

from dashboard.access import May
from dashboard.addresses import LONGER, Address, Page
from dashboard.controls import Input
from dashboard.view import View
from dashboard.words import day, say
from store.shares import Guest

OF_THE_MOMENT = ("notice", "since", "doubt", "upload")
"""What an address says of what its reader did last: nothing that others are to see."""


def lasting(address: Address) -> Address:
    """The view as others are to see it."""
    return address.having(**dict.fromkeys(OF_THE_MOMENT))


def absolute(address: object) -> str:
    """An address with the name of the server, as the request at hand knows it."""
    return f"{request.host_url.rstrip('/')}{address}" if has_request_context() else str(address)


def view_links(view: View) -> Component:
    """The button that copies the link of a view, and for whoever may the way to share it."""
    link = copy_field(absolute(lasting(view.address)), view.say("Copy link"), view.language, here=True)
    shares = view.may(May.SHARE) and view.address.page is not Page.SHARE
    named: dict[str, Any] = {"aria-label": view.say("Link to this view")}
    return html.Section([link, *([_sharing(view)] if shares else [])], className="view-links", **named)


def copy_field(text: str, name: str, language: str, *, here: bool = False) -> Component:
    """A button that copies a text; without scripts, the text to be copied by hand.

    Args:
        text: what is copied.
        name: of the button.
        language: of what it says once it is done.
        here: whether the address that the browser shows is copied, as it is by then.
    """
    marks: dict[str, Any] = {
        "data-copy": text,
        "data-copied": say("Copied", language),
        **({"data-here": "yes"} if here else {}),
    }
    button = html.Button(name, type="button", className="button copy", **marks)
    by_hand = Input(type="text", defaultValue=text, readOnly=True, **{"aria-label": name})
    polite: dict[str, Any] = {"aria-live": "polite"}
    said = html.Span(className="copied", role="status", **polite)
    return html.Span([button, html.Span(by_hand, className="by-hand"), said], className="copying", key=text)


def _sharing(view: View) -> Component:
    """The way to the page on which a share link for this view is made."""
    opens = str(lasting(view.address))
    address = view.address.to(Page.SHARE).having(opens=opens if len(opens) <= LONGER["opens"] else None)
    return html.A(view.say("Share …"), href=str(address), className="button")


def guest_head(language: str, guest: Guest) -> Component:
    """For whom the share link is by which somebody reads, until when, and the way in for who has an account."""
    shared = say("Shared with {name}, until {day}", language, name=guest.name, day=day(guest.until.date(), language))
    whole: dict[str, Any] = {"data-load": "page"}
    way_in = html.A(say("Sign in", language), href="/login", **whole)
    return html.Div([html.Span(shared, className="shared-with"), way_in], className="who")
