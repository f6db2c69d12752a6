"""The projects: one row each, with its time, its indicators by status and its reports."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Impossible, Page
from dashboard.knowledge import Knowledge, known_menu, known_note
from dashboard.leftovers import leftovers
from dashboard.parts import STATUS_WORDS, empty, footer, header, status_name
from dashboard.site import Site
from dashboard.time_bar import time_bar
from dashboard.view import View, known_moment, offered_languages, read_view, whole
from dashboard.words import many, money, say
from framework.model import Project
from store.changes import Changes, changes


def layout(site: Site, address: Address, language: str) -> Component:
    """The page."""
    found = [read_view(site, address.to(Page.OVERVIEW, project=project.code), language) for project in site.projects]
    views = [view for view in found if not isinstance(view, Impossible)]
    content = [project_card(view) for view in views] or [_nothing(language)]
    main = html.Main([html.H1(say("Projects", language)), *content], id="main", tabIndex=-1)
    knowledge = _knowledge(site, address, language)
    notes = known_note(knowledge)
    moments = [
        html.Div(html.Div(known_menu(knowledge), className="moments"), className="where bare"),
        *([html.Div(notes, className="moment-notes", role="note")] if notes else []),
    ]
    top = header(address, offered_languages(site), language, site.reader())
    return html.Div(
        [top, html.Div([*moments, main], className="sheet"), footer(language, leftovers(site, language))],
        className="page",
    )


def _knowledge(site: Site, address: Address, language: str) -> Knowledge:
    """Of all projects together."""
    with site.database.reading() as connection:
        all_changes = sum((changes(connection, project.code) for project in site.projects), Changes())
    return Knowledge(
        address=address, language=language, known_at=known_moment(address), now=site.now(), changes=all_changes
    )


def _nothing(language: str) -> Component:
    return empty(
        say("There is no project yet.", language),
        say("Start the dashboard with the file of a framework: resultsboard -f indicators.yaml serve", language),
    )


def project_card(view: View) -> Component:
    """A project: title, facts, elapsed time, and a bar of its indicators by status."""
    project = view.project
    link = html.A(view.said(project.title), href=str(view.address))
    return html.Article(
        [
            html.H2(link),
            html.P(view.said(project.description), className="lead") if project.description else None,
            html.P(_facts(view, project), className="quiet"),
            time_bar(view),
            _statuses(view),
            html.P(html.A(view.say("One-page summary"), href=str(view.address.to(Page.SUMMARY)))),
        ],
        className="project",
    )


def _facts(view: View, project: Project) -> str:
    donors = ", ".join(dict.fromkeys(source.source for source in project.funding))
    budget = money(view.budget, project.currency, view.language)
    facts = [project.code, f"{view.day(project.span.start)} – {view.day(project.span.last_day)}"]
    return " · ".join([*facts, donors, budget] if project.funding else facts)


def _statuses(view: View) -> Component:
    """How many indicators have each status, in words and as a bar."""
    row = view.rows("projects")[0]
    counts = [(status.value, whole(row[status.value])) for status in STATUS_WORDS]
    bar = [html.Div(className=f"segment-{status}", style={"flexGrow": str(count)}) for status, count in counts if count]
    said = [f"{view.number(count)} {status_name(status, view.language).lower()}" for status, count in counts if count]
    total = many("{count} indicator", "{count} indicators", len(view.project.indicators), view.language)
    if not said:
        return html.Div(html.P(total))
    return html.Div([html.P(f"{total}: {', '.join(said)}"), html.Div(bar, className="thin-segments")])
