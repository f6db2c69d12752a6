"""The parts of a page that no callback touches, sent as plain elements instead of as Dash's components.

Dash's renderer looks at all components again for every single one that comes with a new page: 3,000 cells of a table
took it 20 seconds, as plain elements they take it none. Charts, and what callbacks read or change, stay components.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from dash import Dash
from dash.development.base_component import Component

from dashboard.markup import NATIVE, properties_of

Element: TypeAlias = "list[Any]"
"""`[tag, attributes, child, …]`; a child is an element, a text, a number or None."""


class Still(Component):
    """Elements that stay as they are; the script `assets/still.js` makes them: `Still(tree=["p", {}, "Text"])`."""

    _namespace = "resultsboard_still"
    _type = "Still"

    def __init__(self, **properties: object) -> None:
        self._children_props: list[str] = []
        self._base_nodes: list[str] = []
        self._prop_names = ["tree"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = ["tree"]
        self.available_wildcard_properties: list[str] = []
        super().__init__(**properties)  # type: ignore[no-untyped-call]  # of Dash


def live_ids(app: Dash) -> frozenset[str]:
    """The ids that callbacks read or change."""
    known: list[str] = []
    for callback in app.callback_map.values():
        known += [str(end["id"]) for end in (*callback["inputs"], *callback["state"])]
        outputs = callback["output"]
        known += [str(end.component_id) for end in (outputs if isinstance(outputs, Sequence) else [outputs])]
    return frozenset(known)


def still(content: Component, live: frozenset[str] = frozenset()) -> Component:
    """The same to see, with everything that may be as plain elements.

    Args:
        content: of a page.
        live: ids that stay components.
    """
    part = _part(content, live)
    return Still(tree=part) if isinstance(part, list) else content


def _part(content: object, live: frozenset[str]) -> object:
    """A plain element where all of it may be one, else the component with its parts made plain."""
    if not isinstance(content, Component):
        return content
    properties = properties_of(content)
    parts = [_part(child, live) for child in _listed(properties.pop("children", None))]
    native = content._namespace in NATIVE and properties.get("id") not in live  # noqa: SLF001 — as Dash writes it
    if native and not any(isinstance(part, Component) for part in parts):
        return [content._type.lower(), properties, *parts]  # noqa: SLF001
    if parts:
        content.children = [_component(part) for part in parts]
    return content


def _listed(children: object) -> Sequence[object]:
    return children if isinstance(children, list | tuple) else [] if children is None else [children]


def _component(part: object) -> object:
    return Still(tree=part) if isinstance(part, list) else part
