"""The whole `load` of a million events, against reading the same file with pandas and one raw insert of its rows.

Run: make bench, or python -m benchmarks.ingest [ROWS]
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import PROGRAM, START, days_from, events, framework, machine, timed, typical, write_events

ROUNDS = 3
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


def main(rows: int) -> None:
    """Prints the ratio of the medians, and the memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        definition = framework(folder)
        file = write_events(folder / "events.csv", events(rows, days_from(START, 1800)))
        floors, loads = [], []
        for turn in range(ROUNDS):
            floors.append(timed([sys.executable, "-c", FLOOR, file, folder / f"floor{turn}.sqlite"]))
            database = f"sqlite:///{folder / f'load{turn}.sqlite'}"
            loads.append(timed([PROGRAM, "-f", definition, "--database", database, "load", file]))
        floor, load = typical(floors), typical(loads)
        print(f"{rows:,} events, {file.stat().st_size / 1e6:.0f} MB; {machine()}")
        print(f"pandas and a raw insert  {floor.seconds:6.2f} s  {floor.mebibytes:5.0f} MiB  ratio 1.00")
        print(
            f"resultsboard load        {load.seconds:6.2f} s  {load.mebibytes:5.0f} MiB  ratio {load.seconds / floor.seconds:.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
