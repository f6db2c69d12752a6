"""Small drawings beside the figures: bullet bars, sparklines, stage ladders. Numbers in, an SVG image out.

They are images with a finding as their text, drawn on the server: sharp on paper and at once on a slow line. Lengths
along the bar are in percent, so that one drawing fits every width.
"""

from collections.abc import Sequence
from fractions import Fraction
from urllib.parse import quote

from dash import html

from dashboard.charts import palette

SPARK_WIDTH, SPARK_HEIGHT = 132, 30

WHITE, INK = palette.PAPER.light, palette.INK.light
TRACK, EDGE, QUIET = palette.TRACK.light, palette.EDGE.light, palette.MARK.light
LEVEL = palette.LEVEL.light
COLOURS = {status: shade.light for status, shade in palette.STATUSES.items()}
"""Colours of statuses that people with any colour vision tell apart; a symbol and a word always stand beside them."""


def picture(svg: str, finding: str, css_class: str) -> html.Img:
    """An SVG as an image that says its finding."""
    return html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt=finding, title=finding, className=css_class)


def _svg(shapes: Sequence[str], view: str = "") -> str:
    drawn = "".join(shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"{view}>{_dark(drawn)}{drawn}</svg>'


def _dark(drawn: str) -> str:
    """The dark colours of those that are drawn: an image asks for them where the page around it is dark."""
    rules = {
        f'[{paint}="{shade.light}"]{{{paint}:{shade.dark}}}'
        for shade in palette.DRAWINGS
        for paint in ("fill", "stroke")
        if f'{paint}="{shade.light}"' in drawn
    }
    return f"<style>@media(prefers-color-scheme:dark){{{''.join(sorted(rules))}}}</style>"


def _share(value: Fraction, low: Fraction, high: Fraction) -> float:
    """Where on the bar a value lies, in percent; what is beyond its ends is at them."""
    if high == low:
        return 0.0
    return round(float(min(max((value - low) / (high - low), Fraction(0)), Fraction(1))) * 100, 2)


def _bar(start: float, end: float, top: int, height: int, colour: str, more: str = "") -> str:
    left, width = min(start, end), abs(end - start)
    return f'<rect x="{left}%" y="{top}" width="{round(width, 2)}%" height="{height}" fill="{colour}"{more}/>'


def _mark(place: float, top: int, height: int, colour: str) -> str:
    """An upright mark, three pixels wide, with a light edge, never outside the image."""
    shift = -3 if place > 50 else 0  # noqa: PLR2004 the right half leans left
    return (
        f'<svg x="{place}%" y="{top}" overflow="visible"><rect x="{shift - 1}" width="5" height="{height}" fill="{WHITE}"/>'
        f'<rect x="{shift}" width="3" height="{height}" fill="{colour}"/></svg>'
    )


def bullet(
    actual: Fraction | None,
    due: Fraction | None,
    end: Fraction,
    colour: str,
    finding: str,
    reach: Fraction | None = None,
) -> html.Img:
    """A bar of the actual on a track to the end target, with a mark of the target to date.

    Args:
        actual: what is reached; None draws an empty track.
        due: the target to date; None draws no mark.
        end: the end target.
        colour: of the bar.
        finding: what the drawing says.
        reach: how far the track goes beyond the end target, where less is better.
    """
    low = min([Fraction(0), end, *([] if actual is None else [actual])])
    high = max(end, Fraction(0), reach or end)
    track = "url(#more)" if high > end else TRACK
    zero, full = _share(Fraction(0), low, high), _share(end, low, high)
    shapes = [HATCH, _bar(0, 100, 3, 12, track, ' rx="2"'), _bar(0, full, 3, 12, TRACK, ' rx="2"')]
    if actual is not None:
        shapes.append(_bar(zero, _share(actual, low, high), 5, 8, colour, ' rx="1"'))
        if actual > high:
            shapes.append(OVERSHOOT)
    if high > end:
        shapes.append(_mark(full, 1, 16, QUIET))
    if due is not None:
        shapes.append(_mark(_share(due, low, high), 0, 18, INK))
    return picture(_svg(shapes), finding, "bullet")


HATCH = (
    '<defs><pattern id="more" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{palette.HATCH.light}"/><rect width="2" height="6" fill="{TRACK}"/></pattern></defs>'
)
OVERSHOOT = (
    f'<svg x="100%" y="3" overflow="visible"><path d="M-9 0 L-4 6 L-9 12 L-6 12 L-1 6 L-6 0 Z" fill="{WHITE}"/></svg>'
)
"""The bar goes on beyond the end target."""


def ladder(stages: int, reached: int | None, due: int | None, colour: str, finding: str) -> html.Img:
    """The stages of a milestone as steps of a line: filled as far as reached, the one that is due marked."""
    step = 100 / max(stages, 1)
    shapes = [
        _bar(place * step + (0.6 if place else 0), (place + 1) * step, 3, 12, _step_colour(place, reached, colour))
        for place in range(stages)
    ]
    if due is not None:
        shapes.append(_mark(round((due + 1) * step, 2), 0, 18, INK))
    return picture(_svg(shapes), finding, "bullet")


def _step_colour(place: int, reached: int | None, colour: str) -> str:
    return colour if reached is not None and place <= reached else TRACK


def spark_bars(values: Sequence[Fraction | None], finding: str) -> html.Img:
    """A bar per period; a period without a figure has none, and zero is a line."""
    heights = [value for value in values if value is not None]
    high, low = max([*heights, Fraction(0)]), min([*heights, Fraction(0)])
    step = SPARK_WIDTH / max(len(values), 1)
    shapes = [_ground(_up(Fraction(0), low, high))]
    for place, value in enumerate(values):
        if value is not None:
            top, bottom = sorted((_up(value, low, high), _up(Fraction(0), low, high)))
            shapes.append(_spark_bar(place * step + step * 0.14, step * 0.72, top, max(bottom - top, 1.5)))
    return picture(_spark(shapes), finding, "spark")


def spark_line(values: Sequence[Fraction | None], finding: str) -> html.Img:
    """A level over the periods: a line from figure to figure, broken where there is none, and its last point."""
    known = [value for value in values if value is not None]
    high, low = max([*known, Fraction(0)]), min([*known, Fraction(0)])
    step = SPARK_WIDTH / max(len(values), 1)
    points = [
        None if value is None else (round(place * step + step / 2, 1), _up(value, low, high))
        for place, value in enumerate(values)
    ]
    lines = [_stroke(run) for run in _runs(points)]
    last = next((point for point in reversed(points) if point), None)
    dot = [] if last is None else [f'<circle cx="{last[0]}" cy="{last[1]}" r="2.6" fill="{LEVEL}"/>']
    return picture(_spark([_ground(_up(Fraction(0), low, high)), *lines, *dot]), finding, "spark")


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The points between gaps."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _stroke(run: Sequence[tuple[float, float]]) -> str:
    if len(run) == 1:
        return f'<circle cx="{run[0][0]}" cy="{run[0][1]}" r="1.8" fill="{LEVEL}"/>'
    path = " ".join(f"{across},{up}" for across, up in run)
    return f'<polyline points="{path}" fill="none" stroke="{LEVEL}" stroke-width="1.8" stroke-linejoin="round"/>'


def _spark(shapes: Sequence[str]) -> str:
    return _svg(shapes, f' viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}"')


def _spark_bar(left: float, width: float, top: float, height: float) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{LEVEL}"/>'


def _ground(height: float) -> str:
    return f'<line x1="0" x2="{SPARK_WIDTH}" y1="{height}" y2="{height}" stroke="{EDGE}" stroke-width="1"/>'


def _up(value: Fraction, low: Fraction, high: Fraction) -> float:
    """The height of a value in the sparkline, from its top edge."""
    room = SPARK_HEIGHT - 4
    share = float((value - low) / (high - low)) if high > low else 0.0
    return round(2 + room * (1 - share), 1)
