"""A mapping of the file → its entry and all problems that the schema sees.

A value that is refused is taken out, or where it may not be absent replaced by a stand-in, and the rest is read all the
same: so the later checks see everything else, and all problems of a file come at once.
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from framework.problems import Place, Problem
from loaders import framework_codes as codes
from loaders.framework_entry import Entry
from loaders.framework_values import RefusedError, found, hint, listed
from loaders.yaml_reader import Block, Items, Node, Path

TURNS = 10
STAND_INS: Mapping[str, str] = {"title": "?", "start": "2000-01-01", "end": "2000-12-31"}
"""Texts for what may not be absent, beside codes; an entry that lacks anything else is left out. No stand-in leaves this
layer: the file has an error."""

SHAPES = {
    "dict_type": "a mapping",
    "list_type": "a list",
    "model_type": "a mapping",
    "too_short": "a list of at least one value",
}
KEY = "[key]"
"""The last step of pydantic's way to a bad key."""

AnyEntry = TypeVar("AnyEntry", bound=Entry)
Models = dict[Path, type[Entry]]
Step = int | str
Spot = tuple[Block | Items, Step]
"""A value: the mapping or list in which it is, and its key or position there."""


def validate(root: Block, model: type[AnyEntry]) -> tuple[AnyEntry | None, list[Problem]]:
    """The entry that a mapping holds, as far as it can be read, with its problems in the order of the file."""
    problems: list[Problem] = []
    for turn in range(TURNS):
        models: Models = {}
        try:
            return model.model_validate(root, context=models), problems
        except ValidationError as error:
            details = error.errors(include_url=False)
            if turn == 0:
                problems = [_problem(root, models, one) for one in details]
            _take_out(root, details)
    return None, problems


def _problem(root: Block, models: Models, error: ErrorDetails) -> Problem:
    container, step = _spot(root, error["loc"])
    if error["type"] == "extra_forbidden" and isinstance(container, Block):
        return _unknown_key(container, str(step), models)
    if error["type"] == "missing" and isinstance(container, Block):
        return _missing_key(container, str(step), models)
    value = _at(container, step)
    place = _place(container, step, key=error["loc"][-1] == KEY)
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, RefusedError):
        if cause.key is not None and isinstance(value, Block):
            place = _place(value, cause.key, key=cause.code is codes.BAD_LANGUAGE)
        return Problem(place, cause.code, cause.value, cause.details)
    details = {"expected": SHAPES.get(error["type"], "another value"), "found": found(value)}
    return Problem(place, codes.WRONG_SHAPE, value if isinstance(value, str) else None, details)


def _spot(root: Block, loc: tuple[Step, ...]) -> Spot:
    """Where an error is: as far as the file has the way that pydantic tells."""
    *way, last = loc[:-1] if loc[-1] == KEY else loc
    container: Block | Items = root
    for step in way:
        inner = _at(container, step)
        if not isinstance(inner, Block | Items):
            return container, step
        container = inner
    return container, last


def _at(container: Block | Items, step: Step) -> Node | None:
    if isinstance(container, Block):
        return container.get(str(step))
    return container[step] if isinstance(step, int) and step < len(container) else None


def _place(container: Block | Items, step: Step, *, key: bool) -> Place:
    """The value's place; of a mapping or list under a key, the key's."""
    if isinstance(container, Block) and (key or not isinstance(container.get(str(step)), str)):
        return container.key_place(str(step))
    return container.place(step)


def _unknown_key(block: Block, key: str, models: Models) -> Problem:
    allowed = models[block.path].keys() if block.path in models else []
    details = {"key": key, "hint": hint(key, allowed), "allowed": listed(allowed, limit=40)}
    return Problem(block.key_place(key), codes.UNKNOWN_KEY, None, details)


def _missing_key(block: Block, key: str, models: Models) -> Problem:
    what = models[block.path].meanings().get(key, "it") if block.path in models else "it"
    return Problem(block.place(key), codes.MISSING_KEY, None, {"key": key, "what": what[:1].lower() + what[1:]})


def _take_out(root: Block, errors: list[ErrorDetails]) -> None:
    """Take out what is refused; all spots are found before the first removal moves what follows in a list."""
    spots = [spot for error in errors if (spot := _removal(root, error))]
    for container, step in spots:
        if isinstance(container, Block):
            container.unread.add(str(step))
            container.pop(str(step), None)
    lists = {id(container): container for container, _ in spots if isinstance(container, Items)}
    for items in lists.values():
        refused = {step for container, step in spots if container is items}
        items[:] = [item for position, item in enumerate(items) if position not in refused]


def _removal(root: Block, error: ErrorDetails) -> Spot | None:
    """What to take out because of an error; None where a stand-in was put in its place."""
    container, step = _spot(root, error["loc"])
    there = isinstance(container, Items) or str(step) in container
    if error["type"] != "missing" and there:
        return container, step
    if isinstance(container, Block) and error["type"] == "missing":
        container.unread.add(str(step))
        if stand_in := _stand_in(container, str(step)):
            container[str(step)] = stand_in
            return None
    return _spot(root, error["loc"][:-1]) if len(error["loc"]) > 1 else None


def _stand_in(block: Block, key: str) -> Node | None:
    if key in {"project", "categories"}:
        return Block(block.file, (*block.path, key), block.mark)
    if key == "code" and "vocabulary" not in block:
        return "line-{}-{}".format(*block.mark)
    return STAND_INS.get(key)
