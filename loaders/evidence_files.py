"""Evidence that somebody sends: which files are taken, by their bytes and not by their names, and which links."""

import io
import zipfile
from enum import StrEnum
from urllib.parse import urlsplit

MOST_BYTES = 10_000_000
"""A file of evidence may have 10 MB."""
LONGEST_LINK = 2000
START = b"PK\x03\x04"
PARTS = "[Content_Types].xml"


class FileKind(StrEnum):
    """The kinds of files that are taken, by the endings of their names."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    HEIC = "heic"


CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.WEBP: "image/webp",
    FileKind.HEIC: "image/heic",
}
ENDINGS = {each: (f".{each}",) for each in FileKind} | {
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.HEIC: (".heic", ".heif"),
}
SIGNATURES = {b"%PDF-": FileKind.PDF, b"\x89PNG\r\n\x1a\n": FileKind.PNG, b"\xff\xd8\xff": FileKind.JPEG}
BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
DOCUMENTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
MACROS = "vbaproject.bin"


def kind_of(data: bytes) -> FileKind | None:
    """What a file is by its bytes; None where it is nothing that is taken."""
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FileKind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return FileKind.HEIC
    return _document(data) if data.startswith(START) else None


def _document(data: bytes) -> FileKind | None:
    """Which document an archive is by its directory; nothing is unpacked, and none with macros is taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    if PARTS not in names or any(name.lower().endswith(MACROS) for name in names):
        return None
    return next((kind for part, kind in DOCUMENTS.items() if part in names), None)


def named_as(name: str, kind: FileKind) -> str:
    """A file's name with an ending of what it is, whatever it was called."""
    return name if name.lower().endswith(ENDINGS[kind]) else f"{name}.{kind}"


def read_link(text: str) -> str | None:
    """An address of the web, `https://…` or `http://…`; None where it is none."""
    link = text.strip()
    if len(link) > LONGEST_LINK or not link.isprintable() or any(sign.isspace() for sign in link):
        return None
    try:
        parts = urlsplit(link)
        named = bool(parts.hostname) and not (parts.username or parts.password) and parts.port != 0
    except ValueError:
        return None
    return link if named and parts.scheme in {"http", "https"} else None
