"""The audit log on the page of administration: choices, entries in parts, and the download."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Page
from dashboard.controls import Input
from dashboard.downloads import as_csv
from dashboard.fields import hidden, labelled
from dashboard.pager import first_shown, parts_of
from dashboard.parts import empty, head_row, scrolled
from dashboard.people.role_words import EVENTS, actor_words, detail_words, event_words
from dashboard.people.sheets import options
from dashboard.site import Site
from dashboard.words import many, marked, moment, say
from store import audit
from store.audit import Entry, Sought

ROWS_SHOWN = 100
FILE = "/admin/audit.csv"
FIELDS = ("by", "event", "from_day", "to_day")
COLUMNS = ("at", "by", "event", "subject", "detail", "address")
HEADS = (
    marked("When (UTC)"),
    marked("Who"),
    marked("What happened"),
    marked("To whom or what"),
    marked("Details"),
    marked("From address"),
)


def sought(address: Address) -> Sought:
    """The choice, as the query says; its values were checked when the address was read."""
    first, last = address.state("from_day"), address.state("to_day")
    return Sought(
        who=address.state("by") or None,
        event=address.state("event") or None,
        since=_midnight(date.fromisoformat(first)) if first else None,
        until=_midnight(date.fromisoformat(last) + timedelta(days=1)) if last else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def log_file(site: Site, address: Address) -> bytes:
    """The entries asked for as CSV, the newest first."""
    with site.database.reading() as connection:
        found = audit.entries(connection, sought(address), most=None)
    return as_csv(COLUMNS, [{name: getattr(each, name) for name in COLUMNS} for each in found])


def parts(site: Site, address: Address, language: str) -> list[Component]:
    """What stands on the page."""
    wanted = sought(address)
    with site.database.reading() as connection:
        count = audit.count(connection, wanted)
        start = first_shown(address.state("start"), count, ROWS_SHOWN)
        found = audit.entries(connection, wanted, start=start, most=ROWS_SHOWN)
    return [
        _form(address, language),
        _download(address, count, language),
        *([_table(site, found, language)] if found else [empty(say("Nothing of the kind has happened.", language))]),
        *filter(None, [parts_of(address, language, start, count, ROWS_SHOWN)]),
    ]


def _form(address: Address, language: str) -> Component:
    kept = {name: value for name, value in address.query.items() if name not in {*FIELDS, "start", "notice"}}
    events = sorted(((name, event_words(name, language)) for name in EVENTS), key=lambda choice: choice[1])
    chosen = address.state("event") or ""
    who = Input(type="text", name="by", defaultValue=address.state("by") or "", autoComplete="off")
    select = html.Select(options(events, chosen, first=say("all", language)), name="event")
    button = html.Button(say("Show", language), type="submit", className="button primary")
    clear = html.A(say("Show all", language), href=str(address.having(**dict.fromkeys((*FIELDS, "start")))))
    narrowed = any(address.state(name) for name in FIELDS)
    return html.Form(
        [
            *hidden(kept),
            labelled(say("Who (login)", language), who),
            labelled(say("What happened", language), select),
            _day(address, "from_day", say("From day", language)),
            _day(address, "to_day", say("To day", language)),
            html.Div([button, *([clear] if narrowed else [])], className="act"),
        ],
        action=address.path,
        method="get",
        className="fields filter",
        key=str(address),
    )


def _day(address: Address, name: str, title: str) -> Component:
    return labelled(title, Input(type="date", name=name, defaultValue=address.state(name) or ""))


def _download(address: Address, count: int, language: str) -> Component:
    """How many entries there are, and all of them as a file."""
    asked = Address(Page.ADMIN, query={name: address.query[name] for name in FIELDS if name in address.query})
    words = many("{count} entry", "{count} entries", count, language)
    link = html.A("CSV", href=str(asked).replace(asked.path, FILE, 1), className="button", download="")
    return html.P([html.Span(words), html.Span(say("Download:", language)), link], className="downloads")


def _table(site: Site, found: Sequence[Entry], language: str) -> Component:
    rows = [html.Tr(_cells(site, each, language)) for each in found]
    table = html.Table([head_row([say(each, language) for each in HEADS]), html.Tbody(rows)], className="plain people")
    return scrolled(table, say("Audit log", language))


def _cells(site: Site, entry: Entry, language: str) -> list[Component]:
    return [
        html.Td(moment(entry.at.replace(microsecond=0), language)),
        html.Td(actor_words(entry.by, language)),
        html.Th(event_words(entry.event, language), scope="row"),
        html.Td(entry.subject),
        html.Td(detail_words(entry.detail, site.every_project, language)),
        html.Td(entry.address or ""),
    ]
