"""How much a report file may hold; more is refused with a sentence before it costs time and memory (interface 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

FORM = 1_000_000
"""Bytes that a form takes besides its files."""
SETTINGS = "RESULTSBOARD_MOST_"
"""How the names of the settings start in the environment: RESULTSBOARD_MOST_ROWS."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file."""

    megabytes: int = 50
    rows: int = 2_000_000
    columns: int = 500

    @property
    def size(self) -> int:
        """The most bytes of a file as it was sent."""
        return self.megabytes * 1_000_000

    @property
    def request(self) -> int:
        """The most bytes of the files of one request, with room for the form around them."""
        return self.size + FORM

    @property
    def unpacked(self) -> int:
        """The most bytes of one sheet of a workbook: the XML of figures packs to a tenth of it."""
        return 6 * self.size

    @property
    def strings(self) -> int:
        """The most bytes of a workbook's table of texts, which is kept in memory as a whole."""
        return 2 * self.size


STANDARD = Limits()


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that the environment sets, the standard ones where it sets none or no number."""
    stated = {each.name: environment.get(SETTINGS + each.name.upper(), "").strip() for each in fields(Limits)}
    return Limits(**{name: int(text) for name, text in stated.items() if text.isdecimal() and int(text)})
