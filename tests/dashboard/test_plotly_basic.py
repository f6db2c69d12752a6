"""The small edition of the charts' library: the right version, and enough for the charts that there are."""

import re
from pathlib import Path

import plotly

import dashboard.charts
from dashboard.app import create_app
from dashboard.plotly_basic import ASKED_FOR, FILE
from tests.dashboard.sites import site

VERSION = re.compile(r"plotly\.js (?:\([a-z -]+\) )?v([0-9.]+)")
DRAWN = {"bar", "scatter", "pie"}
"""What the small edition draws."""
SHAPES = {"date", "line", "rect", "category", "linear"}


def version(path: Path) -> str:
    found = VERSION.search(path.read_text("utf-8")[:300])
    assert found
    return found[1]


def test_both_editions_have_one_version() -> None:
    assert version(FILE) == version(Path(plotly.__file__).parent / "package_data" / "plotly.min.js")


def test_charts_draw_only_what_the_small_edition_knows() -> None:
    folder = Path(dashboard.charts.__file__).parent
    kinds = {kind for path in folder.glob("*.py") for kind in re.findall(r'"type": "(\w+)"', path.read_text("utf-8"))}
    assert kinds & DRAWN
    assert kinds <= DRAWN | SHAPES


def test_the_large_edition_is_answered_by_the_small_one(tmp_path: Path) -> None:
    with create_app(site(tmp_path)).test_client().get(ASKED_FOR) as answer:
        assert answer.data == FILE.read_bytes()
        assert answer.mimetype == "text/javascript"
