"""The choice between the light and the dark style, in the foot of every page; `assets/style.js` carries it out."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.words import marked, say

CHOICES = {"system": marked("As the system"), "light": marked("Light"), "dark": marked("Dark")}


def style_choice(language: str) -> Component:
    """A button for each style; without scripts there is nothing to choose, and the style is the system's."""
    label: dict[str, Any] = {"aria-label": say("Colours of the page", language)}
    buttons = [html.Button(say(word, language), type="button", value=style) for style, word in CHOICES.items()]
    return html.Div(buttons, className="styles", role="group", **label)
