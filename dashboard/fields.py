"""Parts of the forms of pages: a field with its label, what is sent unseen, and who sends it."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input
from dashboard.cookies import LONGEST_NAME
from dashboard.view import View


def labelled(title: str, field: Component, *, also: str = "") -> Component:
    """A field with its label; `also` are further classes."""
    return html.Label([html.Span(title), field], className=f"field {also}".rstrip())


def hidden(values: Mapping[str, str]) -> list[Component]:
    """What a form sends beside its fields."""
    return [Input(type="hidden", name=name, defaultValue=value) for name, value in values.items()]


def name_field(view: View) -> Component:
    """Who acts: what was typed into the form that was refused, else the name that is remembered."""
    kept = view.typed.get("by") or view.reader
    field = Input(type="text", name="by", defaultValue=kept, maxLength=LONGEST_NAME, autoComplete="organization-title")
    return labelled(view.say("Your name or role"), field)
