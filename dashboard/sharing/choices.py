"""What may be chosen for a share link: how long it holds, for whom it is, and the page that it opens."""

from collections.abc import Mapping

from dashboard.access import PAGES, May
from dashboard.addresses import LONGER, Address, read_address
from dashboard.links import lasting
from dashboard.words import marked

DAYS: Mapping[int, str] = {
    7: marked("7 days"),
    30: marked("30 days"),
    90: marked("90 days"),
    365: marked("1 year"),
}
USUAL = 30
LONGEST_TITLE = 120


def opened(project: str, asked: str | None) -> Address | None:
    """The page of a project that a link is to open; None for the overview, where guests may not see it either."""
    path, _, query = (asked or "").partition("?")
    address = read_address(path, query) if len(path) + len(query) < LONGER["opens"] else None
    if not isinstance(address, Address) or address.project != project or May.READ not in PAGES.get(address.page, ()):
        return None
    return lasting(address)
