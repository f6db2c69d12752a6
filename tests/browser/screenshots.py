"""The pictures of docs/images, taken anew: `python -m tests.browser.screenshots [NAME …]`.

It starts the demo, looks at every page in a wide window and on a phone, and writes `NAME-WIDTH.png`.
"""

import base64
import struct
import sys
import zlib
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.program import Served, demo, reviewed
from tests.browser.reader import FLAGS, NARROW, PATIENCE_MILLISECONDS, WIDE, Reader, reading
from tests.find_chromium import WAY_OUT, find_chromium

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
NEXT = ROOT / "data" / "next-quarter"
PROJECT = "/p/SMCT-TJ"
COLOURS = 256
HIGHEST = 1600
"""Of a picture, in pixels: what is further down repeats itself."""

Visit = Callable[[Reader], None]
"""Goes to what the picture shows."""


def at(path: str) -> Visit:
    """The page at an address."""
    return lambda reader: reader.go(path)


def sent(name: str) -> Visit:
    """What a report file leads to."""

    def send(reader: Reader) -> None:
        reader.go(f"{PROJECT}/reports/upload")
        reader.page.set_input_files("#page form.upload input[type=file]", NEXT / name)
        expect(reader.main.locator("form.upload .received")).to_have_count(0)
        expect(reader.page.locator("#page .send")).to_have_count(0)
        reader.settled()

    return send


def kept() -> Visit:
    """What an upload did: it is accepted once, and its page looked at again."""
    found: list[str] = []

    def accept(reader: Reader) -> None:
        if not found:
            sent("FY2025-Q3.csv")(reader)
            reader.main.get_by_label("Submit without these explanations").check()
            reader.main.get_by_role("button", name="Accept", exact=True).click()
            reader.sees("is kept")
            found.append(reader.path)
        reader.go(found[0])

    return accept


def computed(reader: Reader) -> None:
    """An indicator with its formulas and rows open."""
    reader.go(f"{PROJECT}/indicators/2.2")
    for name in ("Actual to date", "Target to date", "Deviation"):
        reader.main.locator(".key-figure").filter(has_text=name).first.locator("summary").click()
    reader.main.get_by_role("button", name="Show the rows").click()
    expect(reader.main.locator("#rows-shown table")).to_be_visible()


def nowhere(reader: Reader) -> None:
    """The page of an address that leads nowhere."""
    reader.expects("status of 404")
    reader.page.goto(f"{reader.address}/p/NOPE")


def signing_in(reader: Reader) -> None:
    """The page to sign in."""
    reader.page.goto(f"{reader.address}/login")


ENGLISH: dict[str, Visit] = {
    "overview": at(PROJECT),
    "overview-off-track": at(f"{PROJECT}?status=off_track"),
    "results": at(f"{PROJECT}/results"),
    "indicator-sum": at(f"{PROJECT}/indicators/2.2"),
    "indicator-sum-by-year": at(f"{PROJECT}/indicators/2.2?measure=period&step=year"),
    "indicator-computed": computed,
    "indicator-level": at(f"{PROJECT}/indicators/2.4"),
    "indicator-percentage": at(f"{PROJECT}/indicators/2.1"),
    "indicator-milestone": at(f"{PROJECT}/indicators/2.3"),
    "indicator-text": at(f"{PROJECT}/indicators/3.2"),
    "tables": at(f"{PROJECT}/tables"),
    "reports": at(f"{PROJECT}/reports"),
    "report": at(f"{PROJECT}/reports/IOM/FY2023-Q3"),
    "report-not-come": at(f"{PROJECT}/reports/IOM/FY2025-Q3"),
    "reports-as-known": at(f"{PROJECT}/reports?known_at=2023-08-01"),
    "upload": at(f"{PROJECT}/reports/upload"),
    "upload-problems": sent("FY2025-Q3-with-problems.csv"),
    "upload-preview": sent("FY2025-Q3.csv"),
    "history": at(f"{PROJECT}/history"),
    "account": at("/account"),
    "indicator-as-known": at(f"{PROJECT}/indicators/2.2?as_of=FY2023-Q3&known_at=2023-08-01"),
    "not-found": nowhere,
}
RUSSIAN: dict[str, Visit] = {
    "overview-ru": ENGLISH["overview"],
    "results-ru": at(f"{PROJECT}/results?category=region:TJ-DU"),
    "indicator-sum-ru": ENGLISH["indicator-sum"],
    "history-ru": ENGLISH["history"],
    "reports-ru": ENGLISH["reports"],
    "report-ru": ENGLISH["report"],
    "overview-as-known-ru": at(f"{PROJECT}?as_of=FY2023-Q3&known_at=2023-08-01"),
    "upload-ru": ENGLISH["upload"],
    "upload-problems-ru": ENGLISH["upload-problems"],
    "upload-preview-ru": ENGLISH["upload-preview"],
}
BREAKDOWN = f"{PROJECT}/breakdown?indicator=2.2&dimension=region"
OF_DONORS: dict[str, Visit] = {
    "projects": at("/"),
    "summary": at(f"{PROJECT}/summary"),
    "breakdown": at(BREAKDOWN),
    "breakdown-over-time": at(f"{BREAKDOWN}&chart=time"),
    "breakdown-each": at(f"{BREAKDOWN}&chart=multiples"),
    "breakdown-heat": at(f"{PROJECT}/breakdown?indicator=2.6&chart=heat"),
    "compare": at(f"{PROJECT}/compare"),
    "compare-as-known": at(f"{PROJECT}/compare?compare=known&then=2023-08-01&as_of=FY2023-Q3"),
}
OF_ADMINISTRATORS: dict[str, Visit] = {
    "admin": at("/admin"),
    "admin-account": at("/admin?account=3"),
    "admin-log": at("/admin?part=log"),
}
Pictures = Mapping[str | None, Mapping[str, Mapping[str, Visit]]]
"""By role and language."""
OF_THE_DEMO: Pictures = {
    None: {"en": {"login": signing_in}, "ru": {"login-ru": signing_in}},
    "donor": {"en": OF_DONORS, "ru": {f"{name}-ru": OF_DONORS[name] for name in ("summary", "breakdown", "compare")}},
    "officer": {"en": ENGLISH, "ru": RUSSIAN},
    "admin": {"en": OF_ADMINISTRATORS, "ru": {"admin-ru": OF_ADMINISTRATORS["admin"]}},
}
REVIEWED: dict[str, dict[str, Visit]] = {
    "en": {
        "review": at(f"{PROJECT}/reports/review"),
        "report-review": at(f"{PROJECT}/reports/NGO/FY2024-Q3"),
        "report-waiting": at(f"{PROJECT}/reports/IOM/FY2025-Q1"),
        "report-flagged": at(f"{PROJECT}/reports/IOM/FY2024-Q4"),
        "reports-review": at(f"{PROJECT}/reports"),
    },
    "ru": {"review-ru": at(f"{PROJECT}/reports/review"), "report-waiting-ru": at(f"{PROJECT}/reports/IOM/FY2025-Q1")},
}
"""Of the example with review."""
KEPT: dict[str, dict[str, Visit]] = {"en": {"upload-kept": kept()}}
"""Of an example of its own, because they change it."""

SERVERS: tuple[tuple[Callable[[Path], AbstractContextManager[Served]], Pictures], ...] = (
    (demo, OF_THE_DEMO),
    (reviewed, {"reviewer": REVIEWED}),
    (demo, {"officer": KEPT}),
)


def main(wanted: Collection[str]) -> None:
    """Takes the pictures that are wanted, or all."""
    IMAGES.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium() or sys.exit(WAY_OUT), args=FLAGS)
        for start, pictures in SERVERS:
            listed = [each for each in _listed(pictures) if not wanted or each[2] in wanted]
            if listed:
                with TemporaryDirectory() as folder, start(Path(folder)) as running:
                    for role, language, name, visit in listed:
                        take(browser, (running, role), name, visit, language)
        browser.close()


def _listed(pictures: Pictures) -> list[tuple[str | None, str, str, Visit]]:
    """Role, language, name and visit of each picture."""
    return [
        (role, language, name, visit)
        for role, languages in pictures.items()
        for language, visits in languages.items()
        for name, visit in visits.items()
    ]


def take(browser: Browser, seen: tuple[Served, str | None], name: str, visit: Visit, language: str) -> None:
    """One page in both widths, as somebody of that role sees it."""
    running, role = seen
    for width in (WIDE, NARROW):
        with reading(browser, running, role=role, width=width, language=language) as reader:
            visit(reader)
            file = IMAGES / f"{name}-{width}.png"
            file.write_bytes(smaller(whole(reader), browser))
        sys.stdout.write(f"{file.relative_to(ROOT)} {file.stat().st_size // 1000} kB\n")


def whole(reader: Reader) -> bytes:
    """The page down to `HIGHEST`, in a window as high as the picture, so that nothing floats in its middle."""
    width, height = reader.page.evaluate("[window.innerWidth, document.documentElement.scrollHeight]")
    reader.page.set_viewport_size({"width": width, "height": min(height, HIGHEST)})
    reader.page.evaluate("window.scrollTo(0, 0)")
    return reader.page.screenshot()


def smaller(picture: bytes, browser: Browser) -> bytes:
    """The same picture with at most 256 colours, a fifth of its size."""
    pixels = _pixels(picture, browser.new_page())
    packed = (pixels[..., 0].astype(np.uint32) << 16) | (pixels[..., 1].astype(np.uint32) << 8) | pixels[..., 2]
    colours, place, count = np.unique(packed, return_inverse=True, return_counts=True)
    channels = np.stack([colours >> 16, (colours >> 8) & 255, colours & 255], axis=1).astype(np.int32)
    kept = channels[np.argsort(-count)[:COLOURS]]
    nearest = np.concatenate([_nearest(part, kept) for part in np.array_split(channels, len(channels) // 500 + 1)])
    return _png(nearest[place.reshape(packed.shape)].astype(np.uint8), kept.astype(np.uint8))


def _nearest(colours: NDArray[np.int32], kept: NDArray[np.int32]) -> NDArray[np.intp]:
    """For each colour the place of the most similar one that is kept."""
    distance: NDArray[np.int32] = ((colours[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2)
    nearest: NDArray[np.intp] = np.argmin(distance, axis=1)
    return nearest


def _pixels(picture: bytes, page: Page) -> NDArray[np.uint8]:
    """The picture's pixels, as the browser reads them."""
    read = """async text => {
      const picture = new Image();
      picture.src = 'data:image/png;base64,' + text;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      canvas.drawImage(picture, 0, 0);
      const data = canvas.getImageData(0, 0, picture.width, picture.height).data;
      const parts = [];
      for (let i = 0; i < data.length; i += 30000) { parts.push(String.fromCharCode(...data.subarray(i, i + 30000))); }
      return [picture.width, picture.height, btoa(parts.join(''))];
    }"""
    width, height, text = page.evaluate(read, base64.b64encode(picture).decode())
    page.close()
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)[..., :3]


def _png(places: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """A PNG file of a palette and the places of its pixels in it."""
    height, width = places.shape
    lines = np.hstack([np.zeros((height, 1), np.uint8), places]).tobytes()
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main(sys.argv[1:])
