"""Small cells on the page of breakdowns: shown as what they are, never as a number, and told by nothing else."""

from pathlib import Path

import pytest

from dashboard.markup import markup
from dashboard.site import Site
from tests.dashboard.breakdown.worlds import as_donor, cells, drawings, page, text, world

PAIR = "indicator=5&dimension=sex%2Bregion"


@pytest.fixture(scope="module")
def donors(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return as_donor(world(tmp_path_factory.mktemp("world")))


def test_withheld_cells_are_their_texts_in_the_heat_map(donors: Site) -> None:
    rows = cells(donors, PAIR)
    assert rows[1][1] == "<5"
    assert "3" not in {cell for row in rows for cell in row}
    assert any(cell == "*" for row in rows for cell in row)


def test_an_officer_sees_the_number(tmp_path: Path) -> None:
    assert cells(world(tmp_path), PAIR)[1][1] == "3"


def test_withheld_cells_have_no_shares(donors: Site) -> None:
    said = text(donors, PAIR + "&show=share")
    assert "There are no shares: some figures are withheld" in said
    assert "%" not in said.split("Breakdown", 2)[2].split("Percentages are")[0]


def test_withheld_cells_are_not_stacked(donors: Site) -> None:
    (chart,) = drawings(donors, PAIR + "&chart=bars")
    assert chart["layout"]["barmode"] == "overlay"
    lengths = [length for trace in chart["data"] for length in trace["x"]]
    assert 0 not in lengths
    assert 3 not in lengths
    assert "&lt;5" in {note["text"] for note in chart["layout"]["annotations"]}


def test_withheld_areas_are_hatched_and_bear_their_text(donors: Site) -> None:
    maps = drawings(donors, PAIR + "&chart=map")[:-1]
    hatched = [trace for chart in maps for trace in chart["data"] if "fillpattern" in trace]
    assert hatched
    notes = [note["text"] for chart in maps for note in chart["layout"]["annotations"]]
    assert "<b>&lt;5</b>" in notes


def test_periods_of_a_sensitive_indicator_are_not_offered(donors: Site) -> None:
    said = text(donors, PAIR)
    assert "A small chart each" not in said
    assert "Over time" not in said


def test_nothing_of_the_page_holds_the_small_count(donors: Site) -> None:
    for query in ("", "&chart=map", "&chart=bars", "&chart=heat", "&show=share"):
        html = markup(page(donors, PAIR + query))
        assert ">3<" not in html
        assert "3 victims" not in html


def test_the_key_of_tones_names_what_is_withheld(donors: Site) -> None:
    assert "withheld to protect people" in text(donors, PAIR).split("</table>")[-1]


def test_what_is_withheld_is_said_in_the_finding(donors: Site) -> None:
    assert "Some figures are withheld to protect people." in text(donors, PAIR)
