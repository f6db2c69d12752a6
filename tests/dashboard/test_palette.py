"""The colours: told apart with any colour vision, standing out from their ground, each in one place."""

import re
from fractions import Fraction

import pytest

from dashboard.app import ASSETS
from dashboard.charts import palette
from dashboard.charts.palette import CHARTS, DRAWINGS, SERIES, STATUSES, Shade
from dashboard.drawings import bullet
from dashboard.markup import markup
from tests.dashboard.seeing import SIGHTS, contrast, least_distance, variables

APART = 20
"""The least distance of two categories' colours for anybody: nine times what is just to be seen."""
STANDS_OUT = 3
"""What drawn things need beside their ground (WCAG 1.4.11)."""
READABLE = 4.5
"""What text needs (WCAG 1.4.3)."""

GROUNDS = ("paper", "soft", "raised", "hover")
TEXTS = (
    *((text, ground) for text in ("ink", "ink-soft", "quiet", "link") for ground in GROUNDS),
    *(
        (f"{name}-ink", f"{name}-soft")
        for name in ("achieved", "ahead", "on-track", "came-late", "behind", "off-track")
    ),
    *(("neutral-ink", "neutral-soft"), ("alarm-ink", "alarm"), ("brand-ink", "soft"), ("brand-ink", "paper")),
    *(("ink", ground) for ground in ("notice", "done", "missing", "code", "neutral-soft")),
    *(("link", "notice"), ("quiet", "notice"), ("off-track-ink", "paper"), ("behind-ink", "paper")),
    *(("on-brand", ground) for ground in ("brand", "brand-hover", "top", "achieved", "ahead", "on-track", "behind")),
    *(("on-brand", ground) for ground in ("off-track", "not-due", "no-data", "no-target")),
    *(("on-brand-quiet", "top"), ("ink-soft", "track"), ("ink-soft", "time-done"), ("chart-on-bar", "chart-actual")),
    *((f"chart-{name}", "chart-paper") for name in ("ink", "quiet", "actual", "target")),
)


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_of_categories_are_apart_for_everybody_on_both_grounds(sight: str) -> None:
    assert least_distance(tuple(shade.light for shade in SERIES), sight) >= APART
    assert least_distance(tuple(shade.dark for shade in SERIES), sight) >= APART


def test_the_measure_finds_colours_that_some_people_do_not_tell_apart() -> None:
    red_and_green = ("#c0392b", "#5f7a1f")
    assert least_distance(red_and_green, "all colours") > APART
    assert least_distance(red_and_green, "deuteranopia") < APART


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in {"paper", "grid", "band"}])
def test_what_is_drawn_stands_out_from_its_ground(name: str) -> None:
    assert contrast(CHARTS[name].light, palette.PAPER.light) >= STANDS_OUT
    assert contrast(CHARTS[name].dark, palette.PAPER.dark) >= STANDS_OUT


@pytest.mark.parametrize("shade", [*STATUSES.values(), palette.LEVEL])
def test_bars_of_the_small_drawings_stand_out(shade: Shade) -> None:
    assert contrast(shade.light, palette.PAPER.light) >= STANDS_OUT
    assert contrast(shade.dark, palette.PAPER.dark) >= STANDS_OUT


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_is_readable_in_both_styles(text: str, ground: str) -> None:
    colours = variables()
    for style in (0, 1):
        assert contrast(colours[text][style], colours[ground][style]) >= READABLE, style


def test_the_style_sheets_have_the_colours_of_the_palette() -> None:
    colours = variables()
    assert {name: colours[f"chart-{name}"] for name in CHARTS} == {
        name: (shade.light, shade.dark) for name, shade in CHARTS.items()
    }


@pytest.mark.parametrize("name", CHARTS)
def test_every_colour_of_a_chart_has_its_rule_in_the_dark_style(name: str) -> None:
    sheet, colour = (ASSETS / "5-charts.css").read_text("utf-8"), CHARTS[name].light
    written = "rgb({}, {}, {})".format(*(int(colour[place : place + 2], 16) for place in (1, 3, 5)))
    for paint in ("fill", "stroke"):
        assert f'[style*="{paint}: {written}"] {{ {paint}: var(--chart-{name}) !important; }}' in sheet


def test_no_two_things_in_a_chart_share_a_colour() -> None:
    lights = [shade.light for shade in CHARTS.values()]
    assert len(set(lights)) == len(lights)
    drawn = {shade.light: shade.dark for shade in DRAWINGS}
    assert {shade.dark for shade in DRAWINGS} == set(drawn.values())


def test_no_other_style_sheet_has_a_colour_of_its_own() -> None:
    found = [
        f"{file.name}: {rule.strip()}"
        for file in sorted(ASSETS.glob("*.css"))
        if file.name != "0-colours.css"
        for rule in re.findall(
            r"[\w-]+\s*:[^;{}]*(?:#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()[^;{}]*;", _bare(file.read_text("utf-8"))
        )
    ]
    assert found == []


def _bare(sheet: str) -> str:
    """Without comments, pictures and the selectors that look for colours."""
    return re.sub(r"/\*.*?\*/|url\(\"[^\"]*\"\)|\[style[^\]]*\]", "", sheet, flags=re.DOTALL)


def test_every_variable_that_is_used_is_there() -> None:
    sheets = "".join(file.read_text("utf-8") for file in ASSETS.glob("*.css"))
    used = set(re.findall(r"var\(--([a-z0-9-]+)", sheets))
    declared = set(re.findall(r"--([a-z0-9-]+):", sheets))
    in_pages = {"p", "s", "r", "columns", "lanes"}
    assert used - declared - in_pages == set()


def test_small_drawings_have_their_dark_colours_with_them() -> None:
    image = markup(bullet(None, None, Fraction(10), palette.STATUSES["ahead"].light, "Nothing yet"))
    assert "prefers-color-scheme%3Adark" in image
    assert palette.TRACK.dark.replace("#", "%23") in image
    assert palette.STATUSES["ahead"].dark.replace("#", "%23") not in image
