"""A workbook as the zip archive that it is: its parts, unpacked piece by piece and never beyond a limit.

The archive's directory is believed only as far as it refuses: what says that it unpacks to more than the limit is not
opened, and what unpacks to more than it says is cut off by the directory's own size. A document type declaration, the
one way to entities of any kind, is refused where it stands.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from framework.problems import Code
from loaders.cells import Fault
from loaders.workbook_codes import BROKEN_WORKBOOK, FORBIDDEN_XML, TOO_LARGE_UNPACKED

START = b"PK\x03\x04"
FOLDER = b"xl/"
PIECE = 1 << 16
FIGURES = 10_000_000
RATIO = 100
"""Parts above so many bytes that packed to less than a hundredth hold nothing but repetition: XML of figures packs to a
tenth or a twentieth."""
SMALL = 10_000_000
"""The most bytes of the parts that say how a workbook is made up."""
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
SECRET = 1
"""The flag of a part that is encrypted."""
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,  # an encoding or a part that there is not
    NotImplementedError,
    OSError,
    ValueError,  # what should be a number or text and is not
    expat.ExpatError,
)
"""How an archive or its XML shows that it is damaged."""

Attributes = dict[str, str]


class UnusableWorkbook(Exception):  # noqa: N818 — it ends the reading of one file, whose problem it carries
    """Stops the reading of a workbook."""

    def __init__(self, code: Code, **details: object) -> None:
        super().__init__(code.name)
        self.fault = Fault(code, details)


class Handler(Protocol):
    """What takes the elements of a part; their names are without prefixes."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some characters inside of it."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a small part, and the one that it stands in."""

    name: str
    attributes: Mapping[str, str]
    parent: str


def is_workbook(data: bytes) -> bool:
    """True of a zip archive with a folder `xl`, whatever the file is called."""
    return data.startswith(START) and FOLDER in data


def local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


class Archive:
    """The parts of a workbook, by name; some programs write names in other case, or with backslashes."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {_key(each.filename): each for each in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def read(self, name: str, handler: Handler, most: int) -> None:
        """Gives the elements of a part to a handler.

        Raises:
            UnusableWorkbook: the part is too large, encrypted, or declares a document type.
        """
        part = self._parts[_key(name)]
        most = min(most, max(FIGURES, RATIO * part.compress_size))
        if part.file_size > most:
            raise UnusableWorkbook(TOO_LARGE_UNPACKED, size=part.file_size // 1_000_000, limit=most // 1_000_000)
        if part.flag_bits & SECRET or part.compress_type not in PACKED:
            raise UnusableWorkbook(BROKEN_WORKBOOK)
        parser = _parser(handler)
        with self._zip.open(part) as stream:
            while piece := stream.read(PIECE):
                parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 — expat takes it by position alone

    def elements(self, name: str) -> list[Element]:
        """All elements of a small part; none where it is not there."""
        if name not in self:
            return []
        found = _Elements()
        self.read(name, found, SMALL)
        return found.found

    def targets(self, name: str) -> list[tuple[str, str, str]]:
        """The id, the last word of the type and the target of all that a part relates to."""
        folder, file = posixpath.split(name)
        return [
            (
                each.attributes.get("Id", ""),
                posixpath.basename(each.attributes.get("Type", "")),
                posixpath.normpath(posixpath.join("/", folder, each.attributes.get("Target", ""))),
            )
            for each in self.elements(posixpath.join(folder, "_rels", f"{file}.rels"))
            if each.name == "Relationship"
        ]


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def first(name: str, attributes: Attributes) -> None:
        if ":" not in name:  # as nearly all programs write: nothing stands between expat and the handler
            parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
        handler.start(local(name), attributes)

    parser.StartElementHandler = first
    parser.EndElementHandler = lambda name: handler.end(local(name))
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise UnusableWorkbook(FORBIDDEN_XML)


class _Elements:
    """Collects elements with their attributes."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self._open = [""]

    def start(self, name: str, attributes: Attributes) -> None:
        self.found.append(Element(name, {local(key): value for key, value in attributes.items()}, self._open[-1]))
        self._open.append(name)

    def end(self, _: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        """Attributes say all that is asked for."""
