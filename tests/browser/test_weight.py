"""Pages are light and stand still while they come; back and forward lead to where one read."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.browser.places import EXAMPLE, PROJECT, places, visited
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader
from tests.browser.transfers import Transfers, weight

FIRST_BYTES, FIRST_REQUESTS, LATER_BYTES = 1_000_000, 30, 100_000
STILL = 0.05
OVERVIEW, CHARTED = f"/p/{PROJECT}", f"/p/{PROJECT}/indicators/2.2"
HEIGHTS = "boxes => boxes.map(box => Math.round(box.getBoundingClientRect().height))"

Watched = Callable[[int], tuple[Reader, Transfers]]


@pytest.fixture
def watched(reader: Reading, example: Served) -> Watched:
    """Makes readers of the example whose fetches are counted."""

    def made(width: int) -> tuple[Reader, Transfers]:
        visitor = reader(example, role="admin", width=width)
        transfers = Transfers(visitor)
        transfers.start()
        return visitor, transfers

    return made


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_first_load_of_the_overview_is_light_and_no_later_page_is_heavy(watched: Watched, width: int) -> None:
    visitor, transfers = watched(width)
    visitor.go(OVERVIEW)
    first = transfers.take()
    assert weight(first) <= FIRST_BYTES, first
    assert len(first) <= FIRST_REQUESTS, first
    assert [url for url, _ in first if "plotly" in url], "what charts need comes with the first page"
    assert transfers.jumps() < STILL
    visitor.turn_to(CHARTED)
    later = transfers.take()
    assert weight(later) <= LATER_BYTES, later
    assert transfers.jumps() < STILL


def test_no_page_is_heavy_and_none_jumps(watched: Watched) -> None:
    visitor, transfers = watched(NARROW)
    visitor.go(OVERVIEW)
    transfers.take()
    heavy, jumping = [], []
    for path in visited(visitor, ["/", *places(PROJECT, EXAMPLE)]):
        heavy += [(path, url, size) for url, size in transfers.since() if size > LATER_BYTES]
        jumping += [(path, moved)] if (moved := transfers.jumps()) >= STILL else []
    assert heavy == []
    assert jumping == [], "\n".join(map(str, jumping))


def test_a_jump_would_be_seen(watched: Watched) -> None:
    visitor, transfers = watched(WIDE)
    visitor.go(OVERVIEW)
    transfers.jumps()
    grow = "const box = document.createElement('div'); box.style.height = '300px'; document.querySelector('#page main').prepend(box)"
    visitor.page.wait_for_timeout(600)
    visitor.page.evaluate(grow)
    visitor.page.wait_for_timeout(600)
    assert transfers.jumps() >= STILL


def test_a_chart_keeps_its_place_while_it_is_drawn(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.page.route("**/plotly.min.js", lambda _: None)
    visitor.page.goto(example.address + CHARTED)
    boxes = visitor.page.locator("#page .chart")
    expect(boxes.first).to_be_visible()
    waiting = boxes.evaluate_all(HEIGHTS)
    visitor.page.unroute("**/plotly.min.js")
    visitor.go(CHARTED)
    assert boxes.evaluate_all(HEIGHTS) == waiting


def test_back_leads_to_where_one_read_and_forward_to_the_top_of_the_next_page(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(OVERVIEW)
    link = visitor.main.locator("tr.indicator th a").last
    link.scroll_into_view_if_needed()
    read = visitor.page.evaluate("window.scrollY")
    assert read > 300
    visitor.follow(link)
    charted = visitor.path
    assert visitor.page.evaluate("window.scrollY") == 0
    visitor.page.go_back()
    expect(visitor.main.locator("tr.indicator").first).to_be_visible()
    visitor.settled()
    assert visitor.path == OVERVIEW
    assert abs(visitor.page.evaluate("window.scrollY") - read) <= 2
    visitor.page.go_forward()
    expect(visitor.main.locator(".finding").first).to_be_visible()
    visitor.settled()
    assert visitor.path == charted


def test_back_undoes_a_filter(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(OVERVIEW)
    every = visitor.main.locator("tr.indicator:visible").count()
    visitor.follow(visitor.main.locator("a.segment-off_track"))
    fewer = visitor.main.locator("tr.indicator:visible")
    expect(fewer).not_to_have_count(every)
    visitor.page.go_back()
    expect(fewer).to_have_count(every)
    assert visitor.path == OVERVIEW


def test_a_switch_of_the_chart_asks_nothing_of_the_server_and_back_undoes_it(watched: Watched) -> None:
    visitor, transfers = watched(WIDE)
    visitor.go(CHARTED)
    transfers.take()
    to_date, by_period, years = (
        visitor.main.get_by_role("link", name=name, exact=True) for name in ("To date", "Per period", "Fiscal years")
    )
    key = visitor.main.locator("#progress .key:visible")
    expect(key).to_contain_text("target to date")
    by_period.click()
    expect(key).to_contain_text("target of the period")
    expect(by_period).to_be_focused()
    years.click()
    expect(visitor.main.locator("#progress .chart:visible")).to_contain_text("FY2023")
    assert transfers.take() == []
    assert visitor.path == f"{CHARTED}?measure=period&step=year"
    assert [link.get_attribute("aria-current") for link in (to_date, by_period, years)] == [None, "true", "true"]
    shares = visitor.page.get_by_role("link", name="Share …").get_attribute("href") or ""
    assert dict(parse_qsl(urlsplit(shares).query))["opens"] == visitor.path
    visitor.page.go_back()
    visitor.page.go_back()
    expect(key).to_contain_text("target to date")
    expect(to_date).to_have_attribute("aria-current", "true")
    assert visitor.path == CHARTED
    assert transfers.take() == []
