"""YAML 1.2 whose every value remembers where it stands and stays the text that was written.

`NO` is the text "NO", `0123` is "0123", `1.10` is "1.10", an empty value is "". Anchors, aliases, tags, duplicate keys,
several documents, deep nesting and large files are problems. A mapping becomes a `Block`, a list `Items`; both
know the path of their values, which problems show as `goals[0].indicators[2].baseline.value`.

The tree is built from the parser's events, without recursion, so that no file exhausts the stack.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from framework.problems import Code, Place, Problem
from loaders import framework_codes as codes

LARGEST = 5 * 1024 * 1024
DEEPEST = 50
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAB = r"'\t'"
LINE_END = re.compile("\r\n|\r|\n")

Path = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and character, both from 1."""


def path_text(path: Path) -> str:
    """The path as problems show it: `goals[0].indicators[2].baseline.value`."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return shown.removeprefix(".")


class Container:
    """What a mapping and a list share: the file, the path, and the marks of the values inside."""

    def __init__(self, file: str, path: Path, mark: Mark) -> None:
        self.file = file
        self.path = path
        self.mark = mark
        self.marks: dict[str | int, Mark] = {}

    def place(self, step: str | int | None = None) -> Place:
        """Where a value stands, or the container itself; of a key that is not there: the container, under that key."""
        line, character = self.mark if step is None else self.marks.get(step, self.mark)
        path = self.path if step is None else (*self.path, step)
        return Place(self.file, line, path_text(path) or None, character)


class Block(Container, dict[str, "Node"]):
    """A mapping; `key_marks` say where its keys stand, `unread` names keys whose values were refused and taken out."""

    def __init__(self, file: str, path: Path, mark: Mark) -> None:
        super().__init__(file, path, mark)
        self.key_marks: dict[str, Mark] = {}
        self.unread: set[str] = set()

    def key_place(self, key: str) -> Place:
        """Where the key stands."""
        line, character = self.key_marks.get(key, self.mark)
        return Place(self.file, line, path_text((*self.path, key)), character)

    def block(self, key: str) -> "Block":
        """The mapping under that key; an empty one where there is none."""
        inner = self.get(key)
        return (
            inner if isinstance(inner, Block) else Block(self.file, (*self.path, key), self.marks.get(key, self.mark))
        )


class Items(Container, list["Node"]):
    """A list."""


Node = Block | Items | str


@dataclass(slots=True)
class _Source:
    """The text of a file, with the starts of its lines."""

    name: str
    text: str
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def mark(self, index: int) -> Mark:
        line = bisect_right(self.starts, min(index, len(self.text)))
        return line, min(index, len(self.text)) - self.starts[line - 1] + 1

    def place(self, index: int, path: Path | None = None) -> Place:
        line, character = self.mark(index)
        return Place(self.name, line, path_text(path) if path else None, character)


def read_yaml(name: str, data: bytes) -> tuple[Block | None, list[Problem]]:
    """The mapping that a file holds, with all that is wrong with it as YAML; None where there is nothing to go on with."""
    if len(data) > LARGEST:
        return None, [Problem(Place(name, 1), codes.FILE_TOO_LARGE)]
    text, problems = _decoded(name, data)
    if text is None:
        return None, problems
    source = _Source(name, text)
    if found := [
        Problem(source.place(match.start()), codes.CONTROL_CHARACTER, details={"character": f"U+{ord(match[0]):04X}"})
        for match in FORBIDDEN.finditer(text)
    ]:
        return None, found
    return _Builder(source).read()


def _decoded(name: str, data: bytes) -> tuple[str | None, list[Problem]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        found = (
            "it begins like UTF-16" if wide else f"byte 0x{data[error.start]:02X} on this line is none of its letters"
        )
        line = 1 if wide else len(LINE_END.findall(data[: error.start].decode("latin-1"))) + 1
        return None, [Problem(Place(name, line), codes.NOT_UTF8, details={"found": found})]


class _Stop(Exception):  # noqa: N818 — the way out of the events, not an error
    """Reading further makes no sense."""


class _Builder:
    """Turns parser events into a tree, noting problems."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def read(self) -> tuple[Block | None, list[Problem]]:
        try:
            for event in _events(self.source.text):
                self.take(event)
        except MarkedYAMLError as error:
            return None, [*self.problems, self.broken(error)]
        except _Stop:
            return None, self.problems
        return self.mapping(), self.problems

    def mapping(self) -> Block | None:
        if isinstance(self.root, Block):
            return self.root
        found = "a list" if isinstance(self.root, Items) else "a text" if self.root else "empty"
        self.problems.append(Problem(self.source.place(0), codes.YAML_NOT_A_MAPPING, details={"found": found}))
        return None

    def broken(self, error: MarkedYAMLError) -> Problem:
        mark, opened = error.problem_mark or error.context_mark, error.context_mark
        context = error.context or ""
        if context and mark and opened and opened.line != mark.line:
            context += f" that starts on line {self.source.mark(opened.index)[0]}"
        reason = ": ".join(part for part in (context, error.problem) if part) or "it cannot be read"
        if TAB in reason:
            reason = "a tab may not indent; use spaces"
        return Problem(self.source.place(mark.index if mark else 0), codes.YAML_BROKEN, details={"reason": reason})

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self.document(event)
        elif isinstance(event, CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, NodeEvent):
            self.node(event)

    def document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.report(event, codes.YAML_SEVERAL_DOCUMENTS)
            raise _Stop

    def node(self, event: NodeEvent) -> None:
        parent = self.open[-1] if self.open else None
        self.refuse_decorations(event)
        if parent and parent.key_is_next:
            self.key(parent, event)
            return
        index = event.start_mark.index
        path = parent.path if parent else ()
        child = self.child(event, path, self.source.mark(index))
        if parent:
            parent.put(child, self.source.mark(index))
        else:
            self.root = child
        self.go_into(child, event)

    def go_into(self, child: Node, event: NodeEvent) -> None:
        if isinstance(child, str):
            return
        self.open.append(_Open(child))
        if len(self.open) > DEEPEST:
            self.report(event, codes.YAML_TOO_DEEP, limit=DEEPEST)
            raise _Stop

    def child(self, event: NodeEvent, path: Path, mark: Mark) -> Node:
        if isinstance(event, MappingStartEvent):
            return Block(self.source.name, path, mark)
        if isinstance(event, SequenceStartEvent):
            return Items(self.source.name, path, mark)
        return str(event.value) if isinstance(event, ScalarEvent) else ""

    def key(self, parent: "_Open", event: NodeEvent) -> None:
        if not isinstance(event, ScalarEvent):
            self.report(event, codes.YAML_KEY)
            raise _Stop
        block, key = parent.container, str(event.value)
        mark = self.source.mark(event.start_mark.index)
        if isinstance(block, Block) and key in block.key_marks:
            details = {"key": key, "line": block.key_marks[key][0]}
            place = self.source.place(event.start_mark.index, (*block.path, key))
            self.problems.append(Problem(place, codes.DUPLICATE_KEY, key, details))
            parent.key, parent.twice = key, True
        elif isinstance(block, Block):
            block.key_marks[key] = mark
            parent.key, parent.twice = key, False

    def refuse_decorations(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            self.report(event, codes.YAML_ALIAS, value=f"{'*' if isinstance(event, AliasEvent) else '&'}{event.anchor}")
        tag = getattr(event, "tag", None)
        if isinstance(tag, str):
            self.report(event, codes.YAML_TAG, value=_tag_text(tag), tag=_tag_text(tag))

    def report(self, event: Event, code: Code, value: str | None = None, **details: object) -> None:
        path = self.open[-1].path if self.open else None
        self.problems.append(Problem(self.source.place(event.start_mark.index, path), code, value, details))


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    container: Block | Items
    key: str | None = None
    twice: bool = False

    @property
    def key_is_next(self) -> bool:
        return isinstance(self.container, Block) and self.key is None

    @property
    def path(self) -> Path:
        """The path of the value that comes next."""
        if isinstance(self.container, Items):
            return (*self.container.path, len(self.container))
        return self.container.path if self.key is None else (*self.container.path, self.key)

    def put(self, child: Node, mark: Mark) -> None:
        """Put the value in; of a key given twice the first value stays."""
        if isinstance(self.container, Items):
            self.container.marks[len(self.container)] = mark
            self.container.append(child)
        elif self.key is not None and not self.twice:
            self.container.marks[self.key] = mark
            self.container[self.key] = child
        self.key = None


def _events(text: str) -> Iterator[Event]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _tag_text(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
