"""The forms by which an administrator makes accounts and gives roles."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input
from dashboard.fields import labelled
from dashboard.people.asked import EMPTY, EVERY_PROJECT, LONGEST, Typed
from dashboard.people.role_words import ALL_PROJECTS, ROLES, TASKS
from dashboard.people.sheets import options
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import in_language, marked, own_name, say
from framework.model import Project

ACCOUNTS = "/admin/accounts"
OPTIONAL = marked("optional")


def invite_form(site: Site, language: str, typed: Typed = EMPTY) -> Component:
    """The form that makes an account."""
    optional = say(OPTIONAL, language)
    languages = [(each, own_name(each)) for each in offered_languages(site)]
    of_browser = say("as their browser prefers", language)
    fields = [
        _line(say("Login", language), "login", typed, required=True),
        _line(f"{say('Name', language)} ({optional})", "name", typed),
        _line(f"{say('E-mail', language)} ({optional})", "email", typed),
        *_role_fields(site.every_project, language, typed),
        labelled(
            say("Language", language),
            html.Select(options(languages, typed.get("language"), first=of_browser), name="language"),
        ),
    ]
    button = html.Button(say("Make the account", language), type="submit", className="button primary")
    return html.Form(
        _ordered(fields, button, site, language, typed), action=ACCOUNTS, method="post", className="fields"
    )


def role_form(site: Site, number: int, language: str, typed: Typed = EMPTY) -> Component:
    """The form that gives an account a role."""
    button = html.Button(say("Give the role", language), type="submit", className="button primary")
    fields = _ordered(_role_fields(site.every_project, language, typed), button, site, language, typed)
    return html.Form(fields, action=f"{ACCOUNTS}/{number}/roles", method="post", className="fields")


def _ordered(
    fields: Sequence[Component], button: Component, site: Site, language: str, typed: Typed
) -> list[Component]:
    """The reporters stand below the other fields, the button below all."""
    return [*fields, *_reporters(site.every_project, language, typed), html.Div(button, className="act")]


def _line(title: str, name: str, typed: Typed, *, required: bool = False) -> Component:
    field = Input(
        type="text",
        name=name,
        defaultValue=typed.get(name),
        maxLength=2 * LONGEST,
        required=required,
        autoComplete="off",
    )
    return labelled(title, field)


def _role_fields(projects: Sequence[Project], language: str, typed: Typed) -> list[Component]:
    roles = [(role, f"{say(name, language)}: {say(TASKS[role], language)}") for role, name in ROLES.items()]
    named = [(project.code, f"{project.code} {in_language(project.title, language)}") for project in projects]
    everywhere = (EVERY_PROJECT, say(ALL_PROJECTS, language))
    choose = say("choose", language)
    return [
        labelled(say("Role", language), html.Select(options(roles, typed.get("role"), first=choose), name="role")),
        labelled(
            say("Project", language),
            html.Select(options([*named, everywhere], typed.get("project"), first=choose), name="project"),
        ),
    ]


def _reporters(projects: Sequence[Project], language: str, typed: Typed) -> list[Component]:
    """The reporters of each project that has several, to be ticked for officers."""
    several = [project for project in projects if len(project.reporters) > 1]
    if not several:
        return []
    title = html.Legend(say("Of officers: whose reports they send; none ticked is all of them", language))
    boxes = [_box(project, code, typed, named=len(several) > 1, language=language) for project, code in _pairs(several)]
    return [html.Fieldset([title, *boxes], className="ticks")]


def _pairs(projects: Sequence[Project]) -> list[tuple[Project, str]]:
    return [(project, code) for project in projects for code in project.reporters]


def _box(project: Project, code: str, typed: Typed, *, named: bool, language: str) -> Component:
    value = f"{project.code}:{code}"
    words = in_language(project.reporters[code].title, language)
    ticked = value in typed.reporters
    box = Input(type="checkbox", name="reporter", defaultValue=value, defaultChecked=ticked)
    return html.Label([box, html.Span(f"{project.code}: {words}" if named else words)], className="tick")
