"""What every mapping of indicators.yaml has in common: strict keys, and a memory of where it stands."""

import ast
from inspect import cleandoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, ValidationInfo, model_validator

from loaders.yaml_reader import Block


class Entry(BaseModel):
    """A mapping of the file; `block` is where it stands in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    _block: Block = PrivateAttr(default_factory=lambda: Block("", (), (1, 1)))

    @property
    def block(self) -> Block:
        """The mapping as it stands in the file; an empty one where the entry was written as a plain text."""
        return self._block

    @classmethod
    def keys(cls) -> list[str]:
        """The keys that may stand in it."""
        return [entry.alias or name for name, entry in cls.model_fields.items()]

    @classmethod
    def meanings(cls) -> dict[str, str]:
        """What is said below each attribute, by its key.

        Pydantic could read it when the class is made; that takes as long as all else that `check` does to start.
        """
        found: dict[str, str] = {}
        for one in reversed(cls.__mro__[: cls.__mro__.index(Entry)]):
            body = ast.parse(dedent(getsource(one))).body[0]
            for line, below in pairwise(body.body if isinstance(body, ast.ClassDef) else []):
                if (
                    isinstance(line, ast.AnnAssign)
                    and isinstance(line.target, ast.Name)
                    and isinstance(below, ast.Expr)
                ):
                    key = cls.model_fields[line.target.id].alias or line.target.id
                    found[key] = cleandoc(ast.literal_eval(below.value))
        return found

    @classmethod
    def shorthand(cls, value: object) -> object:
        """What a short form of the entry stands for."""
        return value

    @model_validator(mode="wrap")
    @classmethod
    def remember(cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:  # noqa: ANN401 — what the file holds
        """Read the entry without the keys that state nothing, and remember where it stands."""
        given = cls.shorthand(value)
        if isinstance(given, Block):
            if isinstance(info.context, dict):
                info.context[given.path] = cls
            keys = cls.keys()
            given = {key: inner for key, inner in given.items() if inner != "" or key not in keys}
        entry = handler(given)
        if isinstance(value, Block):
            entry._block = value  # noqa: SLF001 — its own
        return entry
