"""What the charts of an indicator are called when they are taken away, and where their rows are fetched."""

from dashboard.addresses import Address
from dashboard.pictures import Picture
from dashboard.view import View
from framework.model import Indicator

STATE = ("as_of", "known_at", "lang", "measure", "step", "dimension")
"""What of a view's state decides what a chart draws."""


def picture_of(view: View, indicator: Indicator, chart: str, dimension: str | None = None, title: str = "") -> Picture:
    """The picture of a chart of an indicator.

    Args:
        view: the page that shows it.
        indicator: whose chart it is.
        chart: `progress`, `stages`, `breakdown` or `composition`, as its rows are asked for.
        dimension: of a chart of one.
        title: of the dimension.
    """
    about = f"{indicator.code} {view.said(indicator.title)}"
    return Picture(
        name="-".join([indicator.code, chart, *([dimension] if dimension else [])]),
        about=f"{about} – {title}" if title else about,
        rows=rows_address(view.address, indicator.code, chart, dimension),
    )


def rows_address(address: Address, indicator: str, chart: str, dimension: str | None = None) -> str:
    """Where the rows of a chart of this view are fetched."""
    return address.having(dimension=dimension).project_file(f"indicators/{indicator}/{chart}.csv", STATE)
