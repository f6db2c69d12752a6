"""Pages that narrow their list of indicators, or switch a chart: everything comes with the page, the rest is hidden.

So a filter needs no new request: the script `assets/narrow.js` hides and shows, and keeps the address in step. Without
scripts the server hides the same. Rows carry what they are found by, groups the indicators that they hold, variants of
a chart the state of the address that shows them.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.parts import aria, data
from dashboard.selection import Traits
from dashboard.view import View
from dashboard.words import NBSP, forms
from framework.model import Result

ONE, OTHER = "{count} indicator", "{count} indicators"

Marks = Mapping[str, dict[str, Any]]
"""Attributes of each indicator's row."""


def narrowed(
    content: Sequence[Component],
    address: Address,
    keys: Sequence[str],
    css_class: str,
    usual: Mapping[str, str] | None = None,
) -> Component:
    """What is narrowed by some keys of the address, with its form or links; every answer of the server stands anew.

    Args:
        content: all of it.
        address: of the page.
        keys: of the address, which need nothing new of the server.
        css_class: of the whole.
        usual: what keys mean that the address does not have.
    """
    state = data(narrows=" ".join(keys), path=address.path, usual=urlencode(usual or {}))
    return html.Div(content, className=css_class, key=str(address), **state)


def marks(known: Mapping[str, Traits], codes: Collection[str]) -> Marks:
    """What every row carries: what it is found by, and whether it is hidden."""
    return {
        code: {
            **data(
                item=code,
                words=each.words,
                status=each.status,
                reporter=" ".join(each.reporters),
                category=" ".join(sorted(each.categories)),
            ),
            **_hidden(code not in codes),
        }
        for code, each in known.items()
    }


def status_marks(statuses: Mapping[str, str], codes: Collection[str]) -> Marks:
    """The same of rows that are found by their status only."""
    return {code: {**data(item=code, status=status), **_hidden(code not in codes)} for code, status in statuses.items()}


def _hidden(is_hidden: bool) -> dict[str, Any]:  # noqa: FBT001 — the one thing that it is about
    return {"hidden": True} if is_hidden else {}


def holding(node: Result, codes: Collection[str], *, below: bool = True) -> dict[str, Any]:
    """The attributes of what holds a result's indicators, with those of all below it: hidden where none is left."""
    held = held_by(node) if below else [each.code for each in node.indicators]
    return {**data(holds=" ".join(held)), **_hidden(not any(code in codes for code in held))}


def held_by(node: Result) -> list[str]:
    """The indicators of a result and of all below it."""
    return [each.code for each in node.indicators] + [code for child in node.results for code in held_by(child)]


def when(what: str, *, is_so: bool) -> dict[str, Any]:
    """The attributes of what is seen only when the list is `narrowed`, or `none` is left."""
    return {**data(when=what), **_hidden(not is_so)}


def found(view: View, count: int, keys: Sequence[str], *, is_narrowed: bool) -> Component:
    """How many indicators are left, said aloud, and the way back to all."""
    counted = html.Span(view.many(ONE, OTHER, count), **data(count=json.dumps(forms(ONE, OTHER, view.language))))
    everything = html.A(
        view.say("Show all"),
        href=str(view.address.having(**dict.fromkeys(keys))),
        **data(clear=" ".join(keys)),
        **when("narrowed", is_so=is_narrowed),
    )
    return html.P([counted, NBSP, everything], className="found", role="status", **aria(live="polite"))
