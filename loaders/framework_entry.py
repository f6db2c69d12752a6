"""What every mapping of indicators.yaml has in common: strict keys, and a memory of where it stands."""

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
