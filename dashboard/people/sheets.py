"""The frame of pages about people, and what stands on several of them: faults, single buttons, secrets shown once."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.fields import hidden
from dashboard.leftovers import leftovers
from dashboard.parts import footer, header, notice
from dashboard.people.asked import Fault
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, say

NOTICES = {
    "role_given": marked("The role is given."),
    "role_taken": marked("The role is taken away."),
    "account_disabled": marked("The account is disabled; its sessions are over, its tokens do not open anything."),
    "account_enabled": marked("The account may sign in again."),
    "sessions_ended": marked("All sessions of the account are over."),
    "token_revoked": marked("The token is revoked."),
    "password_changed": marked("The password is changed; your sessions elsewhere are over."),
    "language_chosen": marked("The language is kept with your account."),
}
"""What became of the form that was sent before (`addresses.NOTICES` lists them too)."""


def sheet(site: Site, address: Address, language: str, content: Sequence[Component | None]) -> Component:
    """A page of no project: header, then the content, which starts with its `html.H1`."""
    main = html.Main([each for each in content if each is not None], id="main", tabIndex=-1)
    top = header(address, offered_languages(site), language, site.reader())
    return html.Div(
        [top, html.Div(main, className="sheet"), footer(language, leftovers(site, language))], className="page"
    )


def notices(address: Address, language: str) -> list[Component]:
    """What the address says that was done."""
    known = NOTICES.get(address.state("notice") or "")
    return [notice(say(known, language), done=True)] if known else []


def fault_list(faults: Sequence[Fault], language: str) -> Component:
    """All that keeps a form from being taken."""
    first = html.P(say("Nothing was changed:", language))
    items = [html.Li(say(each.message, language, **each.values)) for each in faults]
    return html.Div([first, html.Ul(items)], className="notice trouble", role="alert")


def refused_page(
    site: Site, address: Address, language: str, faults: Sequence[Fault], form: tuple[str, Component] | None
) -> Component:
    """In answer to a form that was not taken: why, the form as it was filled in, and the way back.

    Args:
        site: for the frame.
        address: the page that the form stands on.
        language: of the page.
        faults: all of them.
        form: its title, and the form itself; None where there is nothing to mend in it.
    """
    title, fields = form or (say("This cannot be done", language), None)
    back = html.P(html.A(say("Back", language), href=str(address)))
    boxed = html.Div(fields, className="box") if fields else None
    return sheet(site, address, language, [html.H1(title), fault_list(faults, language), boxed, back])


def secret_page(site: Site, address: Address, language: str, title: str, told: tuple[str, str]) -> Component:
    """Something that is shown this once.

    Args:
        site: for the frame.
        address: the page to go back to.
        language: of the page.
        title: what it is.
        told: the secret, and what to do with it.
    """
    secret, words = told
    once = html.P(say("It is shown only now: copy it before you leave this page.", language), className="lead")
    shown = html.P(html.Code(secret, className="secret"))
    back = html.P(html.A(say("Done", language), href=str(address), className="button"))
    return sheet(site, address, language, [html.H1(title), once, shown, html.P(words, className="quiet"), back])


def button_form(action: str, words: str, values: Mapping[str, str] | None = None, *, also: str = "") -> Component:
    """A form that is nothing but a button.

    Args:
        action: where it is sent.
        words: of the button.
        values: what is sent with it.
        also: further classes of the button.
    """
    button = html.Button(words, type="submit", className=f"button {also}".rstrip())
    return html.Form([*hidden(values or {}), button], action=action, method="post", className="one-button")


def part(title: str, *content: Component | None, name: str = "") -> Component:
    """A part of a page under its heading."""
    return html.Section([html.H2(title), *filter(None, content)], className=f"box {name}".rstrip())


def facts(listed: Sequence[tuple[str, str]]) -> Component:
    """Names and values."""
    return html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in listed], className="facts")


def options(choices: Sequence[tuple[str, str]], chosen: str, *, first: str | None = None) -> list[Component]:
    """The options of a choice by value and words; `first` stands for nothing chosen."""
    nothing = [] if first is None else [html.Option(first, value="")]
    return [*nothing, *(html.Option(words, value=value, selected=value == chosen) for value, words in choices)]
