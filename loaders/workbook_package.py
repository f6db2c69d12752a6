"""The parts of a workbook as texts that can be changed and put together again; what is not touched stays as it is.

Parts are patched as text, not parsed and written anew: so nothing is lost that this program does not know.
"""

import io
import posixpath
import re
import zipfile

from loaders.workbook_archive import UnusableWorkbook
from loaders.workbook_codes import BROKEN_WORKBOOK, FORBIDDEN_XML, TOO_LARGE_UNPACKED

MOST_UNPACKED = 60_000_000
"""The most bytes of all parts together."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"
"""Names of the strict dialect, in which all other names are different too."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OTHER_ENCODING = re.compile(r'<\?xml[^>]*encoding=["\'](?!utf-8|us-ascii)', re.IGNORECASE)


class Package:
    """All parts of a workbook, by name; names are compared without case."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            size = sum(info.file_size for info in infos)
            if size > MOST_UNPACKED:
                raise UnusableWorkbook(TOO_LARGE_UNPACKED, size=size // 1_000_000, limit=MOST_UNPACKED // 1_000_000)
            self._parts = {info.filename: archive.read(info) for info in infos}
        self._names = {_key(name): name for name in self._parts}
        if STRICT.encode() in self._parts.get(self._names.get("xl/workbook.xml", ""), b""):
            raise UnusableWorkbook(BROKEN_WORKBOOK)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def text(self, name: str) -> str:
        """The XML of a part.

        Raises:
            UnusableWorkbook: it is in another encoding than UTF-8, or declares a document type.
        """
        text = self._parts[self._names[_key(name)]].decode("utf-8-sig")
        if "<!DOCTYPE" in text or OTHER_ENCODING.match(text):
            raise UnusableWorkbook(FORBIDDEN_XML)
        return text

    def put(self, name: str, text: str, content_type: str = "") -> None:
        """Puts a part there; of a new one the type of its content is declared."""
        own = self._names.setdefault(_key(name), name.lstrip("/"))
        if own not in self._parts and content_type:
            override = f'<Override PartName="/{own}" ContentType="{content_type}"/>'
            self.put(TYPES, before_end(self.text(TYPES), "Types", override))
        self._parts[own] = text.encode()

    def free(self, name: str) -> str:
        """A name that no part has: `/xl/comments{}.xml` with the first free number."""
        return next(made for number in range(1, 10_000) if (made := name.format(number)) not in self)

    def declare(self, extension: str, content_type: str) -> None:
        """Says what files with that extension hold, where that is not said yet."""
        types = self.text(TYPES)
        if not re.search(f'Extension="{extension}"', types, re.IGNORECASE):
            default = f'<Default Extension="{extension}" ContentType="{content_type}"/>'
            self.put(TYPES, re.sub(r"(<(?:\w+:)?Types\b[^>]*>)", lambda start: start[1] + default, types, count=1))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relates a part to another one and gives the id of that relation."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        related = self.text(name) if name in self else f'{DECLARATION}<Relationships xmlns="{PACKAGE}"></Relationships>'
        key = next(made for number in range(1, 10_000) if f'"{(made := f"rIdP{number}")}"' not in related)
        added = f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        self.put(name, before_end(_opened(related, "Relationships"), "Relationships", added))
        return key

    def whole(self) -> bytes:
        """The workbook."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._parts.items():
                archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _opened(text: str, name: str) -> str:
    """The text with an element that was written as empty, `<name/>`, as start and end."""
    return re.sub(rf"<((?:\w+:)?{name})\b([^>]*?)/>", r"<\1\2></\1>", text, count=1)


def before_end(text: str, name: str, added: str, *, copied: bool = False) -> str:
    """The text with elements added at the end of the last element of that name.

    Args:
        text: of a part.
        name: the element's, without prefix.
        added: elements without prefixes; they get the one that the element has.
        copied: they come from the part itself and have theirs.

    Raises:
        UnusableWorkbook: there is no such element.
    """
    opened = _opened(text, name)
    ends = list(re.finditer(rf"</(\w+:)?{name}\s*>", opened))
    if not ends:
        raise UnusableWorkbook(BROKEN_WORKBOOK)
    at, prefix = ends[-1].start(), ends[-1][1] or ""
    named = added if copied or not prefix else re.sub(r"<(/?)(?=\w)", lambda start: f"<{start[1]}{prefix}", added)
    return opened[:at] + named + opened[at:]
