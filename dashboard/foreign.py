"""Texts in another language than the page: what the framework says in one language only, and what is not translated yet.

Nothing falls back silently: such a text bears its language, which screen readers need to speak it, and a small mark;
a note at the top of the page says once what the mark means. A framework's plain string counts as a text of its first
language; what has no word in small letters (`IOM`, `18–35`) is of no language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.words import BEGUN, Foreign, in_language, own_name, say
from framework.model import ANY_LANGUAGE, Project, Text

WORD = re.compile(r"[^\W\d_]{2,}")
PLAIN = frozenset({"Option", "Textarea", "Style", "Script", "Graph", "Store"})
"""What holds no elements inside, or draws its texts itself."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds the texts of other languages in what a page says."""

    page: str
    """The language of the page."""
    texts: Mapping[str, str]
    """Texts of the framework that are not in the language of the page, with the language in which they are."""
    pattern: re.Pattern[str] | None
    visible: bool
    """False where no text of the framework is in the language of the page: the note alone says so."""

    def parts(self, text: str) -> list[Component | str]:
        """A text of the page as it is, or with its foreign parts marked."""
        if isinstance(text, Foreign):
            return [html.Bdi(str(text), lang=text.language)]
        if self.pattern is None or not (found := self.pattern.split(text))[1:]:
            return [text]
        return [self._marked(part) if place % 2 else part for place, part in enumerate(found) if part]

    def _marked(self, text: str) -> Component:
        language = self.texts[text]
        if not self.visible:
            return html.Bdi(text, lang=language)
        only = say("Only in {name}", self.page, name=own_name(language))
        mark: dict[str, Any] = {"data-language": language.upper()}
        return html.Bdi(text, lang=language, className="foreign", title=only, **mark)


def marked_foreign(content: Component, projects: Sequence[Project], language: str) -> Component:
    """A page whose texts of other languages are marked.

    Args:
        content: the page; its children are replaced.
        projects: whose texts it may show.
        language: of the page.
    """
    marker = marker_of(projects, language)
    if marker.pattern is not None or language in BEGUN:
        _mark(content, marker)
    return content


def marker_of(projects: Sequence[Project], language: str) -> Marker:
    """What to look for on a page in a language."""
    texts = {text: other for project in projects for text, other in foreign_texts(project, language)}
    choices = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)({choices})(?!\w)") if choices else None
    return Marker(language, texts, pattern, visible=any(language in project.languages for project in projects))


def _mark(component: Component, marker: Marker) -> None:
    children = getattr(component, "children", None)
    if children is None or type(component).__name__ in PLAIN or getattr(component, "lang", None):
        return
    listed = children if isinstance(children, list | tuple) else [children]
    done = [part for child in listed for part in _marked_child(child, marker)]
    component.children = done if isinstance(children, list | tuple) or len(done) > 1 else done[0] if done else children


def _marked_child(child: object, marker: Marker) -> Iterable[object]:
    if isinstance(child, Component):
        _mark(child, marker)
    return marker.parts(child) if isinstance(child, str) else [child]


def foreign_texts(project: Project, language: str) -> Iterator[tuple[str, str]]:
    """The project's texts that there are in other languages only, each with its language."""
    for text in _texts(project):
        spoken, shown = _language(project, text, language), in_language(text, language)
        if spoken != language and any(word != word.upper() for word in WORD.findall(shown)):
            yield shown, spoken


def _language(project: Project, text: Text, language: str) -> str:
    """In which language a text is said to a reader of a language."""
    for spoken in (language, BEGUN.get(language)):
        if spoken and spoken in text.words:
            return spoken
    return project.languages[0] if ANY_LANGUAGE in text.words else next(iter(text.words), language)


def _texts(project: Project) -> Iterator[Text]:
    """All texts of a framework."""
    yield from (each.title for each in project.reporters.values())
    for dimension in project.dimensions.values():
        yield from (dimension.title, *(category.title for category in dimension.categories))
    found = [project.title, project.description]
    found += [text for node in project.results for text in (node.title, node.level)]
    for each in project.indicators.values():
        found += [each.title, each.unit, each.definition, each.source, each.method, each.responsible, each.limitations]
        found += [stage.title for stage in each.stages]
    yield from (text for text in found if text)


def spoken_notes(project: Project, language: str) -> list[Component]:
    """What the top of a page says where not all of it is in the reader's language."""
    found = dict.fromkeys(other for _, other in foreign_texts(project, language))
    others = [own_name(other) for other in found if other != BEGUN.get(language)]
    notes = [html.P(words, className="language-note") for words in _notes(project, language, others)]
    name: dict[str, Any] = {"aria-label": say("Language", language)}
    return [html.Aside(notes, **name)] if notes else []


def _notes(project: Project, language: str, others: Sequence[str]) -> Iterator[str]:
    named = ", ".join(others)
    if language in BEGUN:
        other = own_name(BEGUN[language])
        yield say("This translation has begun and needs a native reader; the rest is in {name}.", language, name=other)
    if others and language in project.languages:
        yield say("Some texts of this project are only in {name}; they are marked.", language, name=named)
    elif others:
        yield say("The texts of this project are only in {name}.", language, name=named)
