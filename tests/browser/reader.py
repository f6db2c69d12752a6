"""A reader of the dashboard: a page in a real browser that remembers whatever goes wrong in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from tests.browser.program import Served

WIDE, NARROW = 1440, 390
HEIGHT = 900
LOCALES = {"en": "en-GB", "ru": "ru-RU"}
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE_MILLISECONDS = 20_000
FITTED = """() => [...document.querySelectorAll('#page .chart')].every(chart => {
  const [box, drawn] = [chart.querySelector('.js-plotly-plot'), chart.querySelector('.main-svg')];
  return !box || !box.clientWidth || Math.abs(drawn.getBoundingClientRect().width - box.clientWidth) < 2;
})"""
LEFT = "net::ERR_ABORTED"
"""What became of a request whose page was left, or that turned out to be a download."""


@dataclass
class Reader:
    """A person at a browser, who sees one server."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Opens an address of the server."""
        self.page.goto(self.address + path)
        self.settled()

    def stand_at(self, path: str) -> None:
        """Opens an address whose page needs no script, or where there is none."""
        self.page.goto(self.address + path)

    def turn_to(self, path: str) -> None:
        """Goes to another address as a link on the page does, without loading the program anew."""
        link = "path => { const a = document.createElement('a'); a.href = path; document.body.append(a); a.click(); a.remove() }"
        self.page.evaluate(link, path)
        self.settled()

    def settled(self) -> None:
        """Waits until the page and its charts are there."""
        expect(self.page.locator("html.busy")).to_have_count(0)
        expect(self.main).to_be_visible()
        expect(self.page.locator("#page .chart:not(:has(.main-svg))")).to_have_count(0)

    def resize(self, width: int) -> None:
        """Makes the window so wide, and waits until the charts are."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.wait_for_function(FITTED)

    @property
    def width(self) -> int:
        """Of the window, in pixels."""
        size = self.page.viewport_size
        return size["width"] if size else 0

    @property
    def main(self) -> Locator:
        """The content of the page."""
        return self.page.locator("#page main")

    @property
    def path(self) -> str:
        """Where the reader is: path and query."""
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def follow(self, link: Locator) -> None:
        """Follows a link inside the dashboard."""
        link.click()
        self.settled()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The content holds a text, now or within a moment."""
        expect(self.main).to_contain_text(text)

    def asks(self) -> list[str]:
        """The pages that the program asks the server for from now on, their addresses; the list grows."""
        addresses: list[str] = []

        def note(request: Request) -> None:
            if "/_dash-update-component" in request.url or request.resource_type == "document":
                addresses.append(request.url)

        self.page.on("request", note)
        return addresses

    def expects(self, trouble: str) -> None:
        """Says beforehand what will go wrong, such as `status of 404`."""
        self.expected.append(trouble)

    def assert_no_trouble(self) -> None:
        """Nothing went wrong but what was expected, and that did."""
        unexpected = [each for each in self.troubles if not any(known in each for known in self.expected)]
        assert unexpected == []
        assert [known for known in self.expected if not any(known in each for each in self.troubles)] == []


@contextmanager
def reading(
    browser: Browser, of: Served, *, role: str | None = "officer", width: int = WIDE, language: str = "en"
) -> Iterator[Reader]:
    """A reader with a fresh browser, who met no trouble when they leave.

    Args:
        browser: to read with.
        of: what is read.
        role: as whom they signed in; None for nobody.
        width: of the window, in pixels.
        language: of the browser.
    """
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, locale=LOCALES[language], accept_downloads=True
    )
    try:
        kept = of.cookies(role) if role else {}
        context.add_cookies([{"name": name, "value": value, "url": of.address} for name, value in kept.items()])
        reader = Reader(context.new_page(), of.address)
        reader.page.set_default_timeout(PATIENCE_MILLISECONDS)
        _watch(reader)
        yield reader
        reader.assert_no_trouble()
    finally:
        context.close()


def _watch(reader: Reader) -> None:
    """Writes down errors, failed requests, and requests to anybody else."""

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            reader.troubles.append(f"console {message.type}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{reader.address}/", "data:", "blob:")):
            reader.troubles.append(f"asked another host: {request.url}")

    def failed(request: Request) -> None:
        if request.failure != LEFT:
            reader.troubles.append(f"failed: {request.url} {request.failure}")

    reader.page.on("console", console)
    reader.page.on("pageerror", lambda error: reader.troubles.append(f"page error: {error}"))
    reader.page.on("request", asked)
    reader.page.on("requestfailed", failed)
