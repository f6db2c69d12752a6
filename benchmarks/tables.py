"""Pages and tables over ten thousand and ten million observations that say the same, and the start-up of `check`.

Run: make bench, or python -m benchmarks.tables [OBSERVATIONS]
"""

import sys
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measuring import CELLS, INDICATORS, PROGRAM, framework, machine, timed, typical, write_events
from dashboard.app import create_app
from dashboard.site import Site
from loaders.framework_file import read_framework
from store.accounts import Account, Membership
from store.database import open_database

READER = Account(id=1, login="officer", name="officer", memberships=(Membership("officer"),))
ROUNDS, REQUESTS = 5, 9
QUARTERS = [date(year, month, 1) for year in range(2020, 2025) for month in (1, 4, 7, 10)]
FEW, MANY = 10_000, 10_000_000
DAYS, SHARE = 80, 1_000
SMALL = """\
project: {code: S, title: Small, start: 2024-01-01, end: 2025-12-31}
goals:
  - code: G1
    level: Goal
    title: Goal
    indicators: [{code: "1.1", title: People trained, unit: people, targets: {end: 400}}]
"""
"""A framework that takes no time to read, for the start-up."""


def filled(folder: Path, definition: Path, name: str, each: int) -> str:
    """A database whose every figure is `SHARE`, told in so many events."""
    url = f"sqlite:///{folder / name}"
    keys = list(product(range(INDICATORS), CELLS))[: FEW // len(QUARTERS)]
    for quarter in QUARTERS:
        days = [date.fromordinal(quarter.toordinal() + number % DAYS) for number in range(each)]
        rows = ((f"i{code}", day.isoformat(), *cell, SHARE // each) for day in days for code, cell in keys)
        file = write_events(folder / f"{quarter}.csv", rows)
        timed([PROGRAM, "-f", definition, "--database", url, "load", file])
        file.unlink()
    return url


def page_seconds(definition: Path, url: str) -> float:
    """The median time in which the overview is made."""
    frameworks, _ = read_framework([definition])
    site = Site(
        database=open_database(url),
        frameworks=frameworks,
        now=lambda: datetime(2025, 1, 1, tzinfo=UTC),
        reader=lambda: READER,
    )
    client = create_app(site).test_client()
    taken = []
    for _ in range(REQUESTS):
        begun = perf_counter()
        assert client.get("/p/B").status_code == 200
        taken.append(perf_counter() - begun)
    return median(taken[1:])


def main(many: int) -> None:
    """Prints the ratios."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        definition = framework(folder, rules=("sum",))
        urls = [filled(folder, definition, f"{count}.sqlite", count // FEW) for count in (FEW, many)]
        print(f"{FEW:,} and {many:,} observations, the same figures; {machine()}")
        commands: list[list[str | Path]] = [
            [PROGRAM, "-f", definition, "--database", url, "table", "indicators"] for url in urls
        ]
        runs = [[timed(command) for _ in range(ROUNDS)] for command in commands]
        few, much = (typical(run).seconds for run in runs)
        print(f"table indicators    {few:6.2f} s {much:6.2f} s  ratio {much / few:.2f}")
        few, much = (page_seconds(definition, url) for url in urls)
        print(f"overview page       {few:6.3f} s {much:6.3f} s  ratio {much / few:.2f}")
        floor = typical([timed([sys.executable, "-c", "import pydantic, ruamel.yaml"]) for _ in range(ROUNDS)])
        small = folder / "small.yaml"
        small.write_text(SMALL, encoding="utf-8")
        check = typical([timed([PROGRAM, "-f", small, "check"]) for _ in range(ROUNDS)])
        print(
            f"start-up of check   {floor.seconds:6.2f} s {check.seconds:6.2f} s  ratio {check.seconds / floor.seconds:.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
