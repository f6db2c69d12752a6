"""The example project that is shipped: where it lies, and its reports as they came."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

PACKAGED = Path(__file__).parent / "example"
CHECKOUT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report file of the example: when it came, and from whom."""

    path: Path
    at: datetime
    by: str


def example(folder: Path) -> Path:
    """A copy of the example in a folder; the path of its framework."""
    source = PACKAGED if PACKAGED.exists() else CHECKOUT
    for part in ("boundaries", "reports"):
        shutil.copytree(source / "data" / part, folder / "data" / part)
    return Path(shutil.copy(source / "indicators.yaml", folder))


def arrivals(folder: Path) -> Iterator[Arrival]:
    """The report files of the copy, in the order in which they came (data/reports/received.tsv)."""
    reports = folder / "data" / "reports"
    with (reports / "received.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield Arrival(reports / row["file"], datetime.fromisoformat(row["received_at"]), row["by"])
