"""Parts of the forms of pages: a field with its label, and what is sent unseen."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input


def labelled(title: str, field: Component, *, also: str = "") -> Component:
    """A field with its label; `also` are further classes."""
    return html.Label([html.Span(title), field], className=f"field {also}".rstrip())


def hidden(values: Mapping[str, str]) -> list[Component]:
    """What a form sends beside its fields."""
    return [Input(type="hidden", name=name, defaultValue=value) for name, value in values.items()]
