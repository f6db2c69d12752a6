"""Share links: making one for the page from which one came, and those that there are."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Impossible, Page
from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.links import absolute, copy_field
from dashboard.parts import aria, empty, frame, head_row, notice, scrolled
from dashboard.sharing.choices import DAYS, LONGEST_TITLE, USUAL, opened
from dashboard.view import View
from dashboard.words import marked
from store.shares import ShareLink, shares_of

LEAD = marked(
    "A share link lets people without an account read this project: approved figures only, small cells withheld. They change nothing and see no other project."
)
NOTICES = {
    "share_title": marked("Say for whom the link is; the list below tells links apart by that."),
    "share_revoked": marked("The link was revoked. Whoever was reading by it is out."),
}
COPY_SCRIPT = "/assets/copy.js"
"""The page with a new link stands without the others."""


def layout(view: View) -> Component | Impossible:
    """The page."""
    title = view.say("Share links")
    content = [
        html.H1(title),
        html.P(view.say(LEAD), className="lead"),
        *_notices(view),
        *_made(view),
        _form(view),
        *_kept(view),
    ]
    return frame(view, content, page=Page.SHARE, crumbs=[(title, view.address.to(Page.SHARE))])


def _notices(view: View) -> list[Component]:
    refused = view.typed.get("notice")
    said = NOTICES.get(refused or view.address.state("notice") or "")
    return [notice(view.say(said), done=not refused, refused=bool(refused))] if said else []


def _made(view: View) -> list[Component]:
    """The link that was just made, this once."""
    link = view.typed.get("made")
    if not link:
        return []
    words = view.say("The link for {name} is made. It is shown now and not again:", name=view.typed["title"])
    copy = copy_field(link, view.say("Copy this link"), view.language)
    script = html.Script(src=COPY_SCRIPT, defer=True)
    return [html.Section([html.P(words, role="status"), html.Code(link), copy, script], className="made-share")]


def _form(view: View) -> Component:
    """The form of a new link."""
    asked = view.typed.get("days") or str(USUAL)
    options = [html.Option(view.say(name), value=str(days), selected=str(days) == asked) for days, name in DAYS.items()]
    name = Input(type="text", name="title", maxLength=LONGEST_TITLE, required=True, autoComplete="off")
    opens = opened(view.project.code, view.address.state("opens"))
    return html.Form(
        [
            labelled(view.say("For whom"), name, also="for-whom"),
            labelled(view.say("It holds for"), html.Select(options, name="days")),
            *hidden({"opens": str(opens)} if opens else {}),
            html.Button(view.say("Make a share link"), type="submit", className="button primary"),
            _opens(view),
        ],
        action=view.address.project_file("shares", ("lang",)),
        method="post",
        className="new-share",
        key=str(view.address),
    )


def _opens(view: View) -> Component:
    """Which page the link opens."""
    asked = opened(view.project.code, view.address.state("opens"))
    address = asked or Address(Page.OVERVIEW, view.project.code)
    shown = html.A(absolute(asked) if asked else view.say("the overview of the project"), href=str(address))
    return html.P([view.say("It opens:"), " ", shown], className="opens quiet")


def _kept(view: View) -> list[Component]:
    """The links that there are."""
    with view.site.database.reading() as connection:
        links = shares_of(connection, view.project.code)
    title = view.say("Links that were made")
    if not links:
        return [html.H2(title), empty(view.say("No share link was made for this project yet."))]
    heads = [
        *(view.say("For whom"), view.say("Opens"), view.say("Made"), view.say("Holds until"), view.say("Last opened")),
        view.say("State"),
    ]
    rows = [_row(view, link) for link in links]
    return [html.H2(title), scrolled(html.Table([head_row(heads), html.Tbody(rows)], className="plain shares"), title)]


def _row(view: View, link: ShareLink) -> Component:
    opens = link.opens or str(Address(Page.OVERVIEW, link.project))
    made = f"{_day(view, link.made_at)}, {link.made_by}"
    days = (made, _day(view, link.expires_at), _day(view, link.used_at))
    holds = link.holds(view.site.now())
    head = html.Th(link.title, scope="row")
    return html.Tr(
        [head, html.Td(html.A(opens, href=opens)), *map(html.Td, days), html.Td(_state(view, link))],
        className="" if holds else "ended",
    )


def _day(view: View, at: datetime | None) -> str:
    return view.day(at.date()) if at else view.say("never")


def _state(view: View, link: ShareLink) -> Component:
    """Whether a link holds, and the way to end it."""
    if link.revoked_at:
        words = view.say("revoked on {day} by {name}", day=_day(view, link.revoked_at), name=link.revoked_by)
        return html.Span(words)
    if not link.holds(view.site.now()):
        return html.Span(view.say("ended"))
    label = view.say("Revoke the link for {name}", name=link.title)
    button = html.Button(view.say("Revoke"), type="submit", className="button", **aria(label=label))
    action = view.address.project_file(f"shares/{link.id}/revoke", ("lang",))
    return html.Form(button, action=action, method="post")
