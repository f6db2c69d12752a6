"""API tokens on the pages: the table of them, and the form that makes one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input
from dashboard.fields import labelled
from dashboard.parts import data, head_row, scrolled
from dashboard.people.asked import EMPTY, LONGEST, Fault, Typed
from dashboard.people.role_words import TOKEN_STATES, token_state
from dashboard.people.sheets import button_form, options
from dashboard.words import cell_text, marked, say
from store.tokens import Token

TOKENS = "/account/tokens"
LASTING = {
    "30": marked("30 days"),
    "90": marked("90 days"),
    "365": marked("a year"),
}
"""For how many days a token may be made."""
USUAL = "90"
HEADS = (marked("Token"), marked("Made on"), marked("Holds until"), marked("Last used"), marked("State"))

NO_TITLE = marked("Say what the token is for, in up to 100 characters.")
NO_END = marked("Choose how long the token holds.")
SAME_TITLE = marked("You have a token “{value}” that holds: revoke it first, or choose another name.")


def token_faults(typed: Typed, held: Sequence[Token], at: datetime) -> list[Fault]:
    """Why a token cannot be made; the name of one that holds is not given again, so that none is made by a reload."""
    title = title_of(typed)
    same = any(each.title == title and each.holds(at) for each in held)
    return [
        *([] if 0 < len(title) <= LONGEST else [Fault(NO_TITLE)]),
        *([Fault(SAME_TITLE, {"value": title})] if same else []),
        *([] if typed.get("days") in LASTING else [Fault(NO_END)]),
    ]


def title_of(typed: Typed) -> str:
    """What a token is to be called: a line without doubled and outer spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed.get("title")).split())


def token_form(language: str, typed: Typed = EMPTY) -> Component:
    """The form that makes a token."""
    title = Input(type="text", name="title", defaultValue=typed.get("title"), maxLength=LONGEST, required=True)
    lasts = [(days, say(words, language)) for days, words in LASTING.items()]
    fields = [
        labelled(say("What it is for", language), title, also="wide"),
        labelled(say("Holds for", language), html.Select(options(lasts, typed.get("days") or USUAL), name="days")),
        html.Button(say("Make a token", language), type="submit", className="button primary"),
    ]
    return html.Form(fields, action=TOKENS, method="post", className="fields")


def token_table(
    tokens: Sequence[Token],
    revoke_at: Callable[[Token], str],
    at: datetime,
    language: str,
    owners: Callable[[Token], str] | None = None,
) -> Component:
    """Tokens with their last use; those that hold can be revoked.

    Args:
        tokens: in the order of the rows.
        revoke_at: where one is revoked.
        at: now.
        language: of the page.
        owners: whose a token is, where that is to be shown.
    """
    names = [
        *([say("Account", language)] if owners else []),
        *(say(each, language) for each in HEADS),
        say("Revoke", language),
    ]
    rows = [html.Tr(_cells(each, revoke_at(each), at, language, owners)) for each in tokens]
    caption = say("API tokens", language)
    return scrolled(html.Table([head_row(names), html.Tbody(rows)], className="plain people"), caption)


def _cells(
    token: Token, revoke_at: str, at: datetime, language: str, owners: Callable[[Token], str] | None
) -> list[Component]:
    state = token_state(token, at)
    used = cell_text(token.used_at, language) or say("never", language)
    moments = [cell_text(token.made_at, language), cell_text(token.expires_at.date(), language), used]
    button = button_form(revoke_at, say("Revoke", language)) if state == "holds" else None
    return [
        *([html.Td(owners(token))] if owners else []),
        html.Th(token.title, scope="row"),
        *(html.Td(words, **data(label=say(name, language))) for name, words in zip(HEADS[1:4], moments, strict=True)),
        html.Td(html.Span(say(TOKEN_STATES[state], language), className=f"state is-{state}")),
        html.Td(button, className="act"),
    ]
