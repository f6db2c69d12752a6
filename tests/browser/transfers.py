"""What a browser fetches for a page, and how much the page jumps while it comes."""

from dataclasses import dataclass, field
from typing import Any

from tests.browser.reader import Reader

REST_MILLISECONDS = 1500
"""After so long without a request everything has been asked for."""
WATCH = """window.jumps = 0;
new PerformanceObserver(list => { for (const jump of list.getEntries()) { window.jumps += jump.value; } })
  .observe({type: 'layout-shift', buffered: true});"""


@dataclass
class Transfers:
    """The requests of one reader since they were last counted: address → bytes on the wire, headers included."""

    reader: Reader
    asked: dict[str, str] = field(default_factory=dict)
    came: dict[str, int] = field(default_factory=dict)

    def start(self) -> None:
        """Watches from now on; the browser's own cache is in use, as it is for people."""
        session: Any = self.reader.page.context.new_cdp_session(self.reader.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._come)
        self.reader.page.add_init_script(WATCH)

    def _ask(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith(self.reader.address):
            self.asked[event["requestId"]] = event["request"]["url"].removeprefix(self.reader.address)

    def _come(self, event: dict[str, Any]) -> None:
        self.came[event["requestId"]] = int(event["encodedDataLength"])

    def take(self) -> list[tuple[str, int]]:
        """What was fetched over the wire since the last time, the largest first, once nothing more is asked for."""
        self.reader.page.wait_for_timeout(REST_MILLISECONDS)
        return self.since()

    def since(self) -> list[tuple[str, int]]:
        """The same, as far as it has come."""
        self.reader.page.wait_for_load_state("networkidle")
        fetched = [(url, self.came.get(number, 0)) for number, url in self.asked.items()]
        self.asked.clear()
        return sorted((each for each in fetched if each[1]), key=lambda each: -each[1])

    def jumps(self) -> float:
        """How much of the window moved by itself since the last time (Cumulative Layout Shift)."""
        moved: float = self.reader.page.evaluate(
            "() => { const moved = window.jumps; window.jumps = 0; return moved; }"
        )
        return moved


def weight(fetched: list[tuple[str, int]]) -> int:
    """The bytes of all of them."""
    return sum(size for _, size in fetched)
