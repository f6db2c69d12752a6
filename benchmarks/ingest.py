"""The whole `load` of a million events, against reading the same file with pandas and one raw insert of its rows.

The same events as Excel in Russian saves them, and a wide file of 200,000 rows by 12 columns, are held against the load
of the plain file, per figure.

Run: make bench, or python -m benchmarks.ingest [ROWS]
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import (
    PROGRAM,
    START,
    Run,
    days_from,
    events,
    framework,
    machine,
    timed,
    typical,
    write_events,
    write_russian,
    write_wide,
)

ROUNDS = 3
WIDE = 5
"""How many times fewer rows the wide file has; each states ten figures."""
FIGURES_IN_A_ROW = 10
FLOOR = """
import sqlite3, sys
import pandas
rows = pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
connection = sqlite3.connect(sys.argv[2])
connection.execute("PRAGMA journal_mode=WAL")
connection.execute(f"CREATE TABLE rows ({', '.join(rows.columns)})")
marks = ", ".join("?" for _ in rows.columns)
with connection:
    connection.executemany(f"INSERT INTO rows VALUES ({marks})", rows.itertuples(index=False, name=None))
"""


def loaded(definition: Path, file: Path, turn: int) -> Run:
    """One load into a new database."""
    database = f"sqlite:///{file.with_suffix(f'.{turn}.sqlite')}"
    return timed([PROGRAM, "-f", definition, "--database", database, "load", file])


def main(rows: int) -> None:
    """Prints the ratios of the medians, and the memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sums").mkdir()
        definition, sums = framework(folder), framework(folder / "sums", rules=("sum",))
        days = days_from(START, 1800)
        file = write_events(folder / "events.csv", events(rows, days))
        russian = write_russian(folder / "russian.csv", events(rows, days))
        wide = write_wide(folder / "wide.csv", rows // WIDE, days)
        floors, plain, of_russian, of_wide = [], [], [], []
        for turn in range(ROUNDS):
            floors.append(timed([sys.executable, "-c", FLOOR, file, folder / f"floor{turn}.sqlite"]))
            plain.append(loaded(definition, file, turn))
            of_russian.append(loaded(definition, russian, turn))
            of_wide.append(loaded(sums, wide, turn))
        print(f"{rows:,} events, {file.stat().st_size / 1e6:.0f} MB; {machine()}")
        floor = typical(floors)
        print(f"pandas and a raw insert  {floor.seconds:6.2f} s  {floor.mebibytes:5.0f} MiB  ratio 1.00")
        told("resultsboard load", typical(plain), typical(floors), 1)
        print("against the load of the plain file, per figure:")
        told("windows-1251, ; and ,", typical(of_russian), typical(plain), 1)
        told("wide, ten a row", typical(of_wide), typical(plain), FIGURES_IN_A_ROW / WIDE)


def told(name: str, run: Run, floor: Run, figures: float) -> None:
    """Prints a run against its floor, of so many times as many figures."""
    ratio = run.seconds / floor.seconds / figures
    print(f"{name:24} {run.seconds:6.2f} s  {run.mebibytes:5.0f} MiB  ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
