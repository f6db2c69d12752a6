"""The page of administration: the accounts, one account, all API tokens, the audit log."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Impossible, Page
from dashboard.parts import aria, data, empty, head_row, scrolled
from dashboard.people import audit_log
from dashboard.people.account_forms import ACCOUNTS, invite_form, role_form
from dashboard.people.asked import EVERY_PROJECT
from dashboard.people.role_words import STATES, role_words, state_of
from dashboard.people.sheets import button_form, facts, notices, part, sheet
from dashboard.people.token_parts import token_table
from dashboard.site import Site
from dashboard.words import cell_text, many, marked, own_name, say
from store import accounts, audit, tokens
from store.accounts import Account, Membership
from store.tokens import Token

PARTS = ((None, marked("Accounts")), ("tokens", marked("API tokens")), ("log", marked("Audit log")))
NO_ACCOUNT = marked("There is no such account.")
HEADS = (marked("Name"), marked("Login"), marked("Roles"), marked("State"), marked("Last sign-in"))
NEVER = marked("never")


def layout(site: Site, address: Address, language: str) -> Component | Impossible:
    """The page, or the part of it that the address asks for."""
    if number := address.state("account"):
        return _one(site, address, int(number), language)
    shown = address.state("part")
    title = html.H1(say("Administration", language))
    bar = html.Div(_tabs(address, shown, language), className="bar")
    content = {None: _accounts, "tokens": _tokens, "log": audit_log.parts}[shown](site, address, language)
    return sheet(site, address, language, [title, bar, *notices(address, language), *content])


def _tabs(address: Address, shown: str | None, language: str) -> Component:
    links = [
        html.A(
            say(words, language),
            href=str(address.to(Page.ADMIN).having(part=name)),
            className="page-tab",
            **(aria(current="page") if name == shown else {}),
        )
        for name, words in PARTS
    ]
    return html.Nav(links, className="page-tabs", **aria(label=say("Parts of the administration", language)))


def _accounts(site: Site, address: Address, language: str) -> list[Component]:
    with site.database.reading() as connection:
        known, seen = accounts.accounts(connection), audit.last_sign_ins(connection)
    count = many("{count} account", "{count} accounts", len(known), language)
    rows = [_row(site, address, each, seen, language) for each in known]
    head = head_row([say(each, language) for each in HEADS])
    table = html.Table([head, html.Tbody(rows)], className="plain people")
    words = say("The link by which the password is chosen is shown once the account is made.", language)
    invite = part(say("Invite somebody", language), html.P(words, className="quiet"), invite_form(site, language))
    return [html.P(count, className="quiet"), scrolled(table, say("Accounts", language)), invite]


def _row(site: Site, address: Address, of: Account, seen: Mapping[str, datetime], language: str) -> Component:
    state = state_of(of)
    link = html.A(of.name, href=str(address.to(Page.ADMIN, account=str(of.id))))
    cells = [
        html.Th(link, scope="row"),
        html.Td(of.login),
        html.Td(_roles(site, of, language)),
        html.Td(html.Span(say(STATES[state], language), className=f"state is-{state}")),
        html.Td(_last(seen.get(of.login), language), **data(label=say(HEADS[-1], language))),
    ]
    return html.Tr(cells)


def _last(at: datetime | None, language: str) -> str:
    return cell_text(at, language) or say(NEVER, language)


def _roles(site: Site, of: Account, language: str) -> Component:
    items = [html.Li(role_words(each, site.every_project, language)) for each in of.memberships]
    return html.Ul(items, className="roles") if items else html.Span(say("no role", language), className="quiet")


def _one(site: Site, address: Address, number: int, language: str) -> Component | Impossible:
    """The page of one account."""
    with site.database.reading() as connection:
        found = accounts.account_by_number(connection, number)
        seen = audit.last_sign_ins(connection)
        held = tokens.tokens_of(connection, found) if found else []
    if found is None:
        return Impossible(404, NO_ACCOUNT)
    back = html.A(say("Administration", language), href=str(address.to(Page.ADMIN)))
    where = say("Where you are", language)
    crumbs = html.Nav(html.Ol([html.Li(back), html.Li(found.name)]), className="crumbs", **aria(label=where))
    content = [
        crumbs,
        html.H1(found.name),
        *notices(address, language),
        _facts(found, seen.get(found.login), language),
        part(say("Roles", language), _role_list(site, found, language), role_form(site, found.id, language)),
        _signing_in(found, language),
        part(say("API tokens", language), _token_list(site, held, language)),
        _log_link(address, found, language),
    ]
    return sheet(site, address, language, content)


def _facts(of: Account, last: datetime | None, language: str) -> Component:
    chosen = own_name(of.language) if of.language else say("as their browser prefers", language)
    listed = [
        (say("Login", language), of.login),
        (say("E-mail", language), of.email or "–"),
        (say("State", language), say(STATES[state_of(of)], language)),
        (say("Last sign-in", language), _last(last, language)),
        (say("Language", language), chosen),
    ]
    return facts(listed)


def _role_list(site: Site, of: Account, language: str) -> Component:
    rows = [_held(site, of, each, language) for each in of.memberships]
    return html.Ul(rows, className="held") if rows else html.P(say("no role", language), className="quiet")


def _held(site: Site, of: Account, member: Membership, language: str) -> Component:
    sent = {"role": member.role, "project": member.project or EVERY_PROJECT}
    words = role_words(member, site.every_project, language)
    return html.Li(
        [html.Span(words), button_form(f"{ACCOUNTS}/{of.id}/roles/remove", say("Take away", language), sent)]
    )


def _signing_in(of: Account, language: str) -> Component:
    """Links, sessions, and the end of the account."""
    start = f"{ACCOUNTS}/{of.id}"
    if of.disabled_at:
        enable = button_form(f"{start}/enable", say("Let the account sign in again", language))
        return part(say("Signing in", language), html.Div(enable, className="buttons"))
    link = say("Make a new link to choose a password", language)
    buttons = [
        button_form(f"{start}/link", link),
        button_form(f"{start}/sessions", say("End all sessions", language)),
        button_form(f"{start}/disable", say("Disable the account", language), also="ending"),
    ]
    words = say(
        "A new link is for a lost password: the old one holds until another is chosen. "
        "Whoever has a disabled account neither signs in nor uses its tokens; what they did stays.",
        language,
    )
    return part(say("Signing in", language), html.P(words, className="quiet"), html.Div(buttons, className="buttons"))


def _revoke_at(token: Token) -> str:
    return f"/admin/tokens/{token.id}/revoke"


def _token_list(site: Site, held: Sequence[Token], language: str) -> Component:
    if not held:
        return html.P(say("None was made.", language), className="quiet")
    return token_table(held, _revoke_at, site.now(), language)


def _log_link(address: Address, of: Account, language: str) -> Component:
    href = str(address.to(Page.ADMIN, part="log", by=of.login))
    return html.P(html.A(say("What the audit log has of this account", language), href=href))


def _tokens(site: Site, address: Address, language: str) -> list[Component]:
    """All API tokens."""
    del address
    with site.database.reading() as connection:
        held, known = tokens.all_tokens(connection), accounts.accounts(connection)
    if not held:
        words = say("Everybody makes their own, on the page of their account.", language)
        return [empty(say("There are no API tokens.", language), words)]
    logins = {each.id: each.login for each in known}
    return [token_table(held, _revoke_at, site.now(), language, lambda token: logins[token.account_id])]
