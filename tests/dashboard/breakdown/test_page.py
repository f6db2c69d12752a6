"""The page of breakdowns: what it shows of what is asked for."""

from pathlib import Path

import pytest

from dashboard.addresses import Impossible
from dashboard.markup import markup
from dashboard.pages import breakdown
from dashboard.site import Site
from tests.dashboard.breakdown.worlds import FRAMEWORK, cells, drawings, key, page, text, world
from tests.dashboard.sites import EMPTY, site, view


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return world(tmp_path_factory.mktemp("world"))


def bars(of: Site, query: str) -> dict[str, list[float | None]]:
    """The lengths of the bars of the last chart, by colour."""
    return {trace["name"]: trace["x"] for trace in drawings(of, query)[-1]["data"] if trace["type"] == "bar"}


def test_who_chooses_nothing_sees_the_indicator_with_most_to_see_on_a_map(known: Site) -> None:
    said = text(known)
    assert "Highest: East, 30 people; lowest: West, 6; not disaggregated: 48" in said
    assert "1 People trained · Region · to date" in said
    assert "The surveyors of the state" in said
    areas, chart = drawings(known)
    assert {trace["name"] for trace in areas["data"]} == {"East", "West", "City"}
    assert chart["data"][0]["x"] == [30, 6, None, 48]


def test_a_page_without_figures_says_so(tmp_path: Path) -> None:
    bare = site(tmp_path, EMPTY, "")
    found = breakdown.layout(view(bare, "/p/E/breakdown"))
    assert "Nothing is stated by category yet." in markup(found)


def test_targets_of_categories_stand_beside_bars_to_date_and_not_beside_shares(known: Site) -> None:
    numbers = drawings(known, "indicator=1&dimension=sex&chart=bars")[0]["data"]
    shares = drawings(known, "indicator=1&dimension=sex&chart=bars&show=share")[0]["data"]
    assert [trace["type"] for trace in numbers] == ["bar", "scatter"]
    assert [trace["type"] for trace in shares] == ["bar"]


def test_a_pair_is_a_heat_map_with_what_is_known_of_each_dimension_alone(known: Site) -> None:
    assert cells(known, "indicator=1&dimension=sex%2Bregion") == [
        ["", "East", "West", "City", "not disaggregated", "All"],
        ["Women", "10", "6", "–nothing stated", "14", "30"],
        ["Men", "20", "–nothing stated", "–nothing stated", "30", "50"],
        ["All", "30", "6", "", "48", ""],
    ]


def test_a_pair_can_be_turned(known: Site) -> None:
    assert cells(known, "indicator=1&dimension=region%2Bsex")[1] == ["East", "10", "20", "30"]


def test_a_plus_sign_that_was_typed_is_one(known: Site) -> None:
    assert cells(known, "indicator=1&dimension=sex+region")[1][0] == "Women"


def test_shares_of_a_pair_are_of_the_whole_total(known: Site) -> None:
    rows = cells(known, "indicator=1&dimension=sex%2Bregion&show=share")
    assert rows[1] == ["Women", "11.9\u00a0%", "7.1\u00a0%", "–nothing stated", "16.7\u00a0%", "35.7\u00a0%"]


def test_shares_of_one_dimension_make_a_hundred_with_what_is_not_disaggregated(known: Site) -> None:
    (lengths,) = bars(known, "indicator=1&dimension=region&chart=bars&show=share").values()
    assert sum(each or 0 for each in lengths) == pytest.approx(100)
    assert "30 of 84 people" in text(known, "indicator=1&dimension=region&chart=bars&show=share")


def test_the_page_brings_numbers_and_shares_and_shows_what_is_asked_for(known: Site) -> None:
    for asked, away in (("number", "share"), ("share", "number")):
        html = markup(page(known, f"indicator=1&dimension=sex&chart=heat&show={asked}"))
        assert f'class="variant" data-variant="show={asked}"' in html
        assert f'class="variant away" data-variant="show={away}"' in html
        assert 'data-narrows="show"' in html


def test_without_shares_there_is_one_look_whatever_is_asked_for(known: Site) -> None:
    html = markup(page(known, "indicator=3&dimension=sex&show=share"))
    assert html.count("data-variant=") == html.count('class="variant"') == 1
    assert 'data-narrows=""' in html


def test_categories_that_are_parts_of_a_total_are_stacked_over_time(known: Site) -> None:
    (chart,) = drawings(known, "indicator=1&dimension=sex&chart=time")
    assert {trace["type"] for trace in chart["data"]} == {"bar"}
    assert chart["data"][0]["y"] == [16, 14]


@pytest.mark.parametrize(("code", "dimension"), [("3", "sex"), ("4", "sex"), ("6", "service")])
def test_figures_that_are_no_parts_of_a_total_are_lines_side_by_side(known: Site, code: str, dimension: str) -> None:
    query = f"indicator={code}&dimension={dimension}&chart=time&show=share"
    (chart,) = drawings(known, query)
    assert {trace["type"] for trace in chart["data"]} == {"scatter"}
    said = text(known, query)
    assert "no parts of one total" in said
    assert "Numbers or shares" not in said


def test_a_period_shows_its_own_figures(known: Site) -> None:
    (lengths,) = bars(known, "indicator=1&dimension=sex&chart=bars&period=2023-Q2").values()
    assert lengths == [14, 30]


def test_a_dimension_alone_is_a_heat_map_by_period(known: Site) -> None:
    assert cells(known, "indicator=1&dimension=sex&chart=heat") == [
        ["", "2023-Q1", "2023-Q2"],
        ["Women", "16", "14"],
        ["Men", "20", "30"],
        ["not disaggregated", "4", "–nothing stated"],
    ]


def test_small_charts_share_one_scale(known: Site) -> None:
    charts = drawings(known, "indicator=1&dimension=sex&chart=multiples")
    assert len(charts) == 3
    assert len({tuple(chart["layout"]["yaxis"]["range"]) for chart in charts}) == 1


def test_small_charts_of_a_pair_stack_the_other_dimension(known: Site) -> None:
    charts = drawings(known, "indicator=1&dimension=region%2Bsex&chart=multiples")
    assert [[trace["name"] for trace in chart["data"]] for chart in charts] == [["Women", "Men"], ["Women"]]


def test_indicators_of_one_unit_stand_side_by_side(known: Site) -> None:
    query = "indicator=1&dimension=region&with=2&chart=bars"
    assert bars(known, query) == {"1 People trained": [30, 6, None, 48], "2 People fed": [300, None, 100, None]}
    assert "Highest of each indicator: 1 East, 30; 2 East, 300" in text(known, query)


def test_several_indicators_are_a_map_each_in_one_scale(known: Site) -> None:
    first, second, _ = drawings(known, "indicator=1&dimension=region&with=2")
    tones = [{trace["name"]: trace["fillcolor"] for trace in chart["data"]} for chart in (first, second)]
    assert tones[0]["East"] != tones[1]["East"]
    assert tones[0]["City"] == tones[1]["West"] == "#ffffff"


def test_several_values_of_a_form_are_one_in_the_address(known: Site) -> None:
    assert set(bars(known, "indicator=1&dimension=sex&with=4&with=2&chart=bars")) == {
        "1 People trained",
        "4 Highest crowd",
    }


def test_an_indicator_of_another_unit_is_left_out_and_told(known: Site) -> None:
    assert "Left out beside it, because the unit or the dimensions are others: 3." in text(
        known, "indicator=1&dimension=sex&with=3"
    )


def test_a_pair_that_is_not_stated_gives_way_and_the_stated_ones_are_named(known: Site) -> None:
    said = text(known, "indicator=2&dimension=sex%2Bregion")
    assert "Indicator 2 is not stated by Sex × Region; shown is Region." in said
    assert "Stated by two dimensions at once: Sex × Region" in text(known, "indicator=1&dimension=sex")


def test_a_picture_that_cannot_be_gives_way_and_is_told(known: Site) -> None:
    said = text(known, "indicator=3&dimension=sex&chart=map")
    assert "“Map and bars” is not possible here." in said


def test_an_indicator_without_categories_gives_way_and_is_told(known: Site) -> None:
    assert "Nothing of indicator 7 is stated by category; shown is 1." in text(known, "indicator=7")


def test_a_period_without_figures_gives_way_and_is_told(known: Site) -> None:
    said = text(known, "indicator=1&dimension=sex&chart=bars&period=2024-Q4")
    assert "Nothing is stated by category in 2024-Q4; shown is what is known to date." in said


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("indicator=99", 404),
        ("with=99", 404),
        ("dimension=age", 400),
        ("dimension=sex%2Bsex", 400),
        ("dimension=sex%2Bregion%2Bservice", 400),
        ("period=2031-Q1", 400),
    ],
)
def test_what_the_project_does_not_have_is_refused(known: Site, query: str, status: int) -> None:
    found = breakdown.layout(view(known, "/p/P/breakdown", query))
    assert isinstance(found, Impossible)
    assert found.status == status


def test_every_chart_says_its_finding_to_those_who_do_not_see_it(known: Site) -> None:
    for query in ("", "indicator=1&dimension=sex&chart=time", "indicator=1&dimension=sex&chart=multiples"):
        html = markup(page(known, query))
        assert html.count('role="img"') == html.count('class="chart"') > 0
        assert 'aria-label=""' not in html


def test_the_figures_of_a_chart_stand_below_it_as_a_table(known: Site) -> None:
    table = text(known, "indicator=3&dimension=sex&chart=bars").split("The chart in figures")[1]
    assert "Women 90 % (45 ÷ 50) Men 20 % (10 ÷ 50)" in table


def test_the_form_keeps_the_rest_of_the_address(known: Site) -> None:
    html = markup(page(known, "as_of=2023-06-30&indicator=1&dimension=region&with=2"))
    assert '<input type="hidden" name="as_of" value="2023-06-30">' in html
    assert '<input type="hidden" name="with" value="2">' in html
    form = html.split("choosing")[1].split("</form>")[0]
    assert form.count('name="indicator"') == 1
    assert form.count('name="with"') == 1


def test_a_category_without_an_area_is_told_below_the_map(tmp_path: Path) -> None:
    without = world(tmp_path, FRAMEWORK.replace("file: regions", "file: ./regions"))
    assert "Not on the map: not disaggregated: 48." in text(without)


def test_the_page_speaks_the_readers_language(known: Site) -> None:
    said = text(known, "indicator=1&dimension=sex&chart=bars", "ru")
    assert "Мужчины" in said
    assert "Пол" in said


def test_the_parts_of_stacks_are_named_at_the_last_one_and_not_in_a_key(known: Site) -> None:
    query = "indicator=1&dimension=sex&chart=time"
    (chart,) = drawings(known, query)
    named = [note["text"].split("> ")[-1] for note in chart["layout"]["annotations"]]
    assert named == ["Women", "Men"]
    assert key(known, query) == ["not disaggregated"]


def test_columns_are_named_in_a_bar_that_has_room_and_the_others_in_a_key(known: Site) -> None:
    query = "indicator=1&dimension=region%2Bsex&chart=bars"
    (chart,) = drawings(known, query)
    assert [trace["text"] for trace in chart["data"]] == [["Women 10", "6", ""], ["Men 20", "", ""]]
    assert key(known, query) == []
    turned = "indicator=1&dimension=sex%2Bregion&chart=bars"
    assert key(known, turned) == ["West", "City", "not disaggregated"]


def test_indicators_side_by_side_are_named_in_a_key(known: Site) -> None:
    assert key(known, "indicator=1&dimension=region&with=2&chart=bars") == ["1 People trained", "2 People fed"]
