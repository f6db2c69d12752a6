"""Components as HTML text, so that the first page is there before any script has run, and without scripts too.

Only what stands still is written: charts keep their box free, controls of other libraries their content.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

VOID = frozenset({"img", "br", "hr", "input", "col", "meta", "link"})
NAMES = {
    "className": "class",
    "htmlFor": "for",
    "acceptCharset": "accept-charset",
    "defaultValue": "value",
    "defaultChecked": "checked",
}
NATIVE = frozenset({"dash_html_components", "resultsboard_controls"})
SILENT = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "loading_state", "id"})
"""Properties that are no attributes; ids are left to the page that replaces this one."""

UNSEEN = frozenset({"Location", "Store", "Interval", "Download"})


def markup(content: object) -> str:
    """The HTML of a component, a text, or a list of them."""
    return "".join(_pieces(content))


def _pieces(content: object) -> Iterator[str]:
    if content is None:
        return
    if isinstance(content, list | tuple):
        for part in content:
            yield from _pieces(part)
    elif isinstance(content, Component):
        yield from _element(content)
    else:
        yield escape(str(content), quote=False)


def _element(component: Component) -> Iterator[str]:
    kind, properties = component._type, properties_of(component)  # noqa: SLF001 — as Dash writes them
    if kind in UNSEEN:
        return
    native = component._namespace in NATIVE  # noqa: SLF001
    name = kind.lower() if native else "div"
    yield f"<{name}{''.join(_attributes(properties if native else _kept(properties)))}>"
    if name not in VOID:
        yield from _pieces(properties.get("children"))
        yield f"</{name}>"


def properties_of(component: Component) -> dict[str, Any]:
    """What a component was given: as declared, then `aria-` and `data-`; quicker than Dash's own `to_plotly_json`."""
    given = vars(component)
    declared = {name: given[name] for name in component._prop_names if name in given}  # noqa: SLF001
    return declared | {name: value for name, value in given.items() if "-" in name}


def _kept(properties: Mapping[str, object]) -> Mapping[str, object]:
    """Of a control or a chart: what gives it its place."""
    return {name: properties[name] for name in ("className", "style") if name in properties}


def _attributes(properties: Mapping[str, object]) -> Iterator[str]:
    """Attributes in one order always: as declared, then `aria-` and `data-` by their names."""
    for name, value in sorted(properties.items(), key=lambda each: each[0] if "-" in each[0] else ""):
        if name in SILENT or value is None or value is False:
            continue
        attribute = NAMES.get(name, name if "-" in name else name.lower())
        text = _style(value) if isinstance(value, dict) else str(value)
        yield f" {attribute}" if value is True else f' {attribute}="{escape(text)}"'


def _style(rules: Mapping[str, object]) -> str:
    return ";".join(f"{_dashed(name)}:{value}" for name, value in rules.items())


def _dashed(name: str) -> str:
    return name if name.startswith("--") else "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name)
