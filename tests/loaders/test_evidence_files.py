import io
import zipfile

import pytest

from loaders.evidence_files import FileKind, kind_of, named_as, read_link


def archive(*names: str) -> bytes:
    """A zip archive with empty parts of those names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "")
    return file.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind.WEBP),
        (b"\0\0\0\x18ftypheic\0\0\0\0", FileKind.HEIC),
        (DOCX, FileKind.DOCX),
        (archive("[Content_Types].xml", "xl/workbook.xml"), FileKind.XLSX),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\0",
        b"RIFF\x10\0\0\0WAVE",
        b"\0\0\0\x18ftypmp42",
        archive("word/document.xml"),
        archive("[Content_Types].xml", "ppt/presentation.xml"),
        archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        DOCX[:20],
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_other_files_are_not_taken(data: bytes) -> None:
    assert kind_of(data) is None


def test_a_name_ends_as_what_the_file_is() -> None:
    assert named_as("list.PDF", FileKind.PDF) == "list.PDF"
    assert named_as("photo.jpeg", FileKind.JPEG) == "photo.jpeg"
    assert named_as("photo.html", FileKind.JPEG) == "photo.html.jpg"


@pytest.mark.parametrize("link", ["https://example.org/a?b=c#d", "http://example.org:8080/", "https://пример.рф/отчёт"])
def test_addresses_of_the_web_are_links(link: str) -> None:
    assert read_link(f" {link} ") == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        "https://[::1",
        "https://example.org/\u202eexe",
        f"https://example.org/{'a' * 2000}",
    ],
)
def test_nothing_else_is_a_link(text: str) -> None:
    assert read_link(text) is None
