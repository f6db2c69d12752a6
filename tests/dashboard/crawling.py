"""All pages of a site as a reader finds them by its links, and every text that they show."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from dash.development.base_component import Component

from dashboard.addresses import OF_SITE, Address, read_address
from dashboard.example import arrivals, example
from dashboard.routing import Answer, Visitor, answer
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store.database import open_database
from tests.dashboard.readers import team

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)
MOMENTS = frozenset(
    {
        *("as_of", "known_at", "lang", "sort", "start", "category", "from", "to", "status", "step", "opens"),
        *("what", "indicator", "reporter", "period", "by"),
    }
)
"""Parts of an address that change figures, and no words."""
SPOKEN = frozenset(
    {"title", "placeholder", "alt", "label", "aria-label", "aria-description", "data-label", "data-language"}
)
"""Attributes that people see or hear."""
DRAWN = frozenset({"text", "name", "ticktext", "hovertemplate", "hovertext", "ticksuffix"})
"""Properties of a drawing that people see."""
TEMPLATE = re.compile(r"%\{[^}]*\}|<[^>]*>|%[a-zA-Z]")


def example_site(folder: Path) -> Site:
    """The example with its reports, as the demo shows it."""
    frameworks, problems = read_framework([example(folder)])
    assert problems == []
    made = Site(
        database=open_database(f"sqlite:///{folder / 'kept.sqlite'}"),
        frameworks=frameworks,
        now=lambda: NOW,
        reader=team,
    )
    for arrival in arrivals(folder):
        file = UploadedFile(arrival.path.name, arrival.path.read_bytes())
        load(made.database, frameworks[0], [file], Instructions(by=arrival.by, at=arrival.at))
    return made


@dataclass(frozen=True)
class Found:
    """A page that a reader found."""

    address: str
    page: Answer


def all_pages(site: Site, language: str, start: str = "/") -> Iterator[Found]:
    """Every page that links lead to; of pages that differ in the moment only, one."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        path, _, query = address.partition("?")
        page = answer(site, path, query, Visitor(kept_language=language))
        links = [canonical(link) for link in _links(page.content)]
        new = dict.fromkeys(link for link in links if link and link not in seen)
        seen.update(new)
        waiting.extend(new)
        yield Found(address, page)


def canonical(link: str) -> str | None:
    """The address of a page without the moment that it is looked at; None where it is no page."""
    parts = urlsplit(link)
    if parts.netloc or not parts.path or not isinstance(read_address(parts.path, ""), Address):
        return None
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key not in MOMENTS])
    return parts.path + (f"?{query}" if query and parts.path not in OF_SITE else "")


def _links(content: object) -> Iterator[str]:
    for component in components(content):
        href = getattr(component, "href", None)
        if isinstance(href, str):
            yield href


def components(content: object) -> Iterator[Component]:
    """A component and all inside it."""
    if isinstance(content, list | tuple):
        for part in content:
            yield from components(part)
    elif isinstance(content, Component):
        yield content
        yield from components(getattr(content, "children", None))


def texts(content: object) -> Iterator[str]:
    """Every text of a page that people see or hear, those of charts too."""
    if isinstance(content, list | tuple):
        for part in content:
            yield from texts(part)
    elif isinstance(content, Component):
        yield from _of_component(content)
    elif isinstance(content, str):
        yield content


def _of_component(component: Component) -> Iterator[str]:
    properties: Mapping[str, object] = component.to_plotly_json()["props"]  # type: ignore[no-untyped-call]  # of Dash
    for name, value in properties.items():
        if name in SPOKEN and isinstance(value, str):
            yield value
        elif name == "figure":
            yield from drawn(value)
    yield from texts(properties.get("children"))


def drawn(figure: object, key: str = "") -> Iterator[str]:
    """The texts of a drawing."""
    if isinstance(figure, Mapping):
        for name, value in figure.items():
            yield from drawn(value, str(name))
    elif isinstance(figure, list | tuple):
        for each in figure:
            yield from drawn(each, key)
    elif isinstance(figure, str) and key in DRAWN:
        yield TEMPLATE.sub(" ", figure)
