"""What of the history an address asks for."""

from datetime import date
from urllib.parse import quote, urlencode

from dashboard.addresses import Address
from dashboard.view import known_moment
from loaders.history_filter import Wanted

FIELDS = ("what", "indicator", "reporter", "period", "by", "from_day", "to_day")
"""The values of the query that choose events."""


def wanted(address: Address) -> Wanted:
    """The choice, as the query says; its values were checked when the address was read."""
    first, last = address.state("from_day"), address.state("to_day")
    return Wanted(
        what=address.state("what"),
        indicator=address.state("indicator"),
        reporter=address.state("reporter"),
        period=address.state("period"),
        by=address.state("by"),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        known_at=known_moment(address),
    )


def file_address(address: Address, form: str) -> str:
    """Where the events asked for are downloaded."""
    query = {name: address.query[name] for name in ("known_at", *FIELDS) if name in address.query}
    return f"/p/{quote(address.project or '')}/history.{form}" + (f"?{urlencode(query)}" if query else "")
