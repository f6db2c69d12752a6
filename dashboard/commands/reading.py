"""The options of `load` that say how files are to be read."""

from collections.abc import Callable
from typing import Any

import click

from loaders.choices import (
    DATES,
    DECIMALS,
    DELIMITERS,
    ENCODINGS,
    HIGHEST_LINE,
    IGNORE,
    LAYOUTS,
    Choices,
    read_choices,
)

Command = Callable[..., None]

OPTIONS = (
    click.option("--encoding", type=click.Choice(ENCODINGS), help="What the text is encoded in."),
    click.option("--delimiter", type=click.Choice([*DELIMITERS]), help="What stands between the cells."),
    click.option("--decimals", type=click.Choice(DECIMALS), help="The decimal mark."),
    click.option(
        "--dates",
        type=click.Choice([each.replace("_", "-") for each in DATES]),
        help="The order of day and month in dates with slashes.",
    ),
    click.option(
        "--header-line", type=click.IntRange(1, HIGHEST_LINE), help="The line or row on which the columns are named."
    ),
    click.option(
        "--layout", type=click.Choice(LAYOUTS), help="A figure per row, or a column per category, period or indicator."
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="HEADER=MEANING",
        help="What a column means: value, note …, dimension:sex, or ignore; may be given more than once.",
    ),
    click.option("--forget", is_flag=True, help="Forget how earlier files of the reporter were to be read."),
)
"""What the files leave open or what was taken for something else; remembered for the reporter once they are loaded."""


def reading_options(command: Command) -> Command:
    """Adds the options that say how files are to be read."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def chosen(asked: dict[str, Any]) -> Choices:
    """The choices among the options of a command, which are taken out; wrong ones are wrong usage."""
    names = ("encoding", "delimiter", "decimals", "layout", "header_line")
    stated: dict[str, object] = {name: asked.pop(name) for name in names}
    stated["dates"] = (asked.pop("dates") or "").replace("-", "_")
    stated["columns"] = dict(_column(text) for text in asked.pop("columns"))
    choices = read_choices(stated)
    if isinstance(choices, Choices):
        return choices
    message = f"--{choices.name.replace('_', '-').removesuffix('s')} cannot be {choices.value}."
    raise click.UsageError(message)


def _column(text: str) -> tuple[str, str]:
    """`Кол-во=value` as the header and its meaning."""
    header, sign, meaning = text.rpartition("=")
    choices = read_choices({"columns": {header: meaning}})
    if sign and meaning and isinstance(choices, Choices):
        return header, meaning
    message = f"--column {text} says no meaning; write HEADER=value, HEADER=dimension:sex or HEADER={IGNORE}."
    raise click.UsageError(message)
