"""What a browser shows of the example: the weight of the first load, and the time from a click to the painted answer.

The floor of a click is a click whose answer is the server's health, fetched and painted: the machine, the browser and the
way to the server, without a dashboard.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from tests.browser.program import demo
from tests.browser.reader import FLAGS, Reader, reading
from tests.browser.transfers import Transfers, weight
from tests.find_chromium import WAY_OUT, find_chromium

PROJECT = "/p/SMCT-TJ"
ROUNDS = 9
PATIENCE_MILLISECONDS = 20_000

PAGES = {
    "overview": PROJECT,
    "results": f"{PROJECT}/results",
    "an indicator": f"{PROJECT}/indicators/2.2",
    "a table": f"{PROJECT}/tables?table=breakdown",
    "reports": f"{PROJECT}/reports",
    "history": f"{PROJECT}/history",
}

BREAKDOWN = f"{PROJECT}/breakdown"
CLICKS: dict[str, tuple[str, str]] = {
    "filter by status": (PROJECT, "a.segment-off_track"),
    "another period": (PROJECT, ".as-of:not(.known) .year a:not([aria-current]) >> nth=2"),
    "filter results by region": (f"{PROJECT}/results", "main form button[type=submit], main form .button >> nth=0"),
    "switch the chart to periods": (f"{PROJECT}/indicators/2.2", ".switch a:not([aria-current]) >> nth=0"),
    "another table": (f"{PROJECT}/tables", ".chooser a:not([aria-current]) >> nth=0"),
    "open a menu": (PROJECT, ".as-of:not(.known) summary"),
    "open a formula": (f"{PROJECT}/indicators/2.2", ".key-figure summary >> nth=0"),
}
"""What is clicked where."""

CHOICES: dict[str, tuple[str, str, str]] = {
    "numbers as shares, on a map": (BREAKDOWN, "select[name=show]", "share"),
    "from the map to bars": (BREAKDOWN, "select[name=chart]", "bars"),
    "from the map to over time": (BREAKDOWN, "select[name=chart]", "time"),
    "from bars to the map": (f"{BREAKDOWN}?chart=bars", "select[name=chart]", "map"),
    "by another dimension": (BREAKDOWN, "select[name=dimension]", "sex"),
}
"""What is chosen where in a list."""

CLICK = """(element, chosen) => new Promise(painted => {
  const begun = performance.now();
  const paint = () => requestAnimationFrame(() => requestAnimationFrame(() => painted(performance.now() - begun)));
  if (chosen) {
    element.value = chosen;
    element.dispatchEvent(new Event('input', {bubbles: true}));
    element.dispatchEvent(new Event('change', {bubbles: true}));
  } else {
    element.click();
  }
  const busy = () => document.documentElement.classList.contains('busy');
  const wait = () => busy() ? setTimeout(wait, 1) : paint();
  wait();
})"""
FLOOR = """() => new Promise(painted => {
  const begun = performance.now();
  fetch('/healthz', {cache: 'no-store'}).then(answer => answer.text()).then(
    () => requestAnimationFrame(() => requestAnimationFrame(() => painted(performance.now() - begun))));
})"""


def painted() -> None:
    """Prints what a browser saw of the demo."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright, TemporaryDirectory() as folder, demo(Path(folder)) as running:
        browser = playwright.chromium.launch(executable_path=find_chromium() or sys.exit(WAY_OUT), args=FLAGS)
        for look in (weighed, clicked):
            with reading(browser, running) as reader:
                look(reader)
        browser.close()


def weighed(reader: Reader) -> None:
    """Bytes and requests of the first load, and of the pages after it."""
    transfers = Transfers(reader)
    transfers.start()
    reader.go(PROJECT)
    first = transfers.take()
    print(
        f"first load of the overview  {weight(first) / 1000:6.1f} kB in {len(first)} requests, shift {transfers.jumps():.3f}"
    )
    for name, path in PAGES.items():
        reader.turn_to(path)
        later = transfers.take()
        print(
            f"then {name:20}   {weight(later) / 1000:6.1f} kB in {len(later)} requests, shift {transfers.jumps():.3f}"
        )


def clicked(reader: Reader) -> None:
    """From clicks and choices to their painted answers, each in turn with the floor."""
    reader.go(PROJECT)
    clicks = {name: (path, selector, "") for name, (path, selector) in CLICKS.items()}
    for name, (path, selector, chosen) in (clicks | CHOICES).items():
        rounds = [(_after(reader, path), _click(reader, selector, chosen)) for _ in range(ROUNDS)]
        least, most = (median(times) for times in zip(*rounds, strict=True))
        print(f"{name:28} {most:6.0f} ms  floor {least:4.0f} ms  ×{most / least:4.1f}")


def _after(reader: Reader, path: str) -> float:
    """Milliseconds of the floor, on a page that has just come."""
    reader.turn_to("/")
    reader.turn_to(path)
    taken: float = reader.page.evaluate(FLOOR)
    return taken


def _click(reader: Reader, selector: str, chosen: str) -> float:
    """Milliseconds from a click, or from a choice in a list, to the painted answer."""
    taken: float = reader.page.locator(f"#page {selector}").first.evaluate(CLICK, chosen)
    return taken
