"""Choosing letters: the part of the page "Your account", and what its form sends."""

import os

from dash import html
from dash.development.base_component import Component
from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.access import rights
from dashboard.addresses import Page
from dashboard.fields import labelled
from dashboard.letters.settings import SMTP
from dashboard.letters.wishes import Choices, offered, wanted
from dashboard.reports.posting import SEE_OTHER
from dashboard.site import Site
from dashboard.words import in_language, marked, say
from framework.model import Project
from store.accounts import Account
from store.subscriptions import Kind, Subscription, choices, choose

CHOICES = "/account/subscriptions"
TITLES = {Kind.DIGEST: marked("Weekly digest"), Kind.REMINDERS: marked("Reminders of reports")}
YES, NO = "yes", "no"
ANSWERS = {YES: marked("by e-mail"), NO: marked("no letters")}

NO_ADDRESS = marked(
    "Your account has no e-mail address. Ask the administrator to add one; letters are sent from then on."
)
NO_SERVER = marked("This dashboard sends no letters yet: no mail server is set up. What you choose is kept.")
WHAT = marked(
    "The digest comes on Mondays where something moved or is due. Reminders come a week before a report is due, on its "
    "day, and every week while it is late. Every letter has a link that ends such letters."
)


def subscriptions_part(site: Site, account: Account, language: str) -> Component:
    """The section "Letters" of an account: a choice for every project and kind of letter.

    Args:
        site: whose projects.
        account: who chooses.
        language: of the page.
    """
    with site.database.reading() as connection:
        chosen = choices(connection, account)
    readable = [each for each in site.every_project if offered(rights(account, each))]
    fields = [_of_project(each, account, chosen, language) for each in readable]
    heading = html.H2(say("Letters", language))
    if not fields:
        return html.Section([heading, html.P(say("There is no project that you may read.", language))], className="box")
    return html.Section([heading, *_notes(account, language), _form(fields, language)], className="box letters")


def _notes(account: Account, language: str) -> list[Component]:
    said: list[Component] = [html.P(say(WHAT, language), className="quiet")]
    if account.email:
        said.append(html.P(say("They go to {address}.", language, address=account.email)))
    else:
        said.append(html.P(say(NO_ADDRESS, language), className="notice"))
    if not os.environ.get(SMTP):
        said.append(html.P(say(NO_SERVER, language), className="notice"))
    return said


def _form(choices_of: list[Component], language: str) -> Component:
    save = html.Button(say("Save the choice", language), type="submit", className="button primary")
    return html.Form([*choices_of, save], action=CHOICES, method="post")


def _of_project(project: Project, account: Account, chosen: Choices, language: str) -> Component:
    """A project with a choice for each kind that is for this reader."""
    allowed = rights(account, project)
    fields = []
    for kind in offered(allowed):
        on = wanted(chosen, allowed, Subscription(account.id, project.code, kind))
        fields.append(labelled(say(TITLES[kind], language), _choice(project, kind, language, on=on)))
    return html.Fieldset([html.Legend(in_language(project.title, language)), *fields], className="letter-choice")


def _choice(project: Project, kind: Kind, language: str, *, on: bool) -> Component:
    options = [
        html.Option(say(words, language), value=answer, selected=(answer == YES) is on)
        for answer, words in ANSWERS.items()
    ]
    return html.Select(options, name=_field(project, kind))


def _field(project: Project, kind: Kind) -> str:
    return f"{kind}:{project.code}"


def add_choosing(server: Flask, site: Site) -> None:
    """`POST /account/subscriptions`: what an account chooses; for everybody who is signed in, of themselves."""
    server.add_url_rule(CHOICES, "letters_choose", lambda: _keep(site), methods=["POST"])


def _keep(site: Site) -> Response:
    """Keeps what differs from what holds already, so that the rule for a role goes on holding where it was left."""
    account = site.reader() or abort(403)
    asked = _asked(site, account)
    with site.database.writing() as connection:
        chosen = choices(connection, account)
        for project, kind, on in asked:
            what = Subscription(account.id, project.code, kind)
            if wanted(chosen, rights(account, project), what) is not on:
                choose(connection, what, site.now(), wanted=on)
    return redirect(Page.ACCOUNT, SEE_OTHER)


def _asked(site: Site, account: Account) -> list[tuple[Project, Kind, bool]]:
    """What the form at hand says of the letters that the account may choose; 400 where it cannot be."""
    found = []
    for project in site.every_project:
        for kind in offered(rights(account, project)):
            answer = request.form.get(_field(project, kind))
            if answer is not None:
                found.append((project, kind, answer == YES if answer in ANSWERS else abort(400)))
    return found
