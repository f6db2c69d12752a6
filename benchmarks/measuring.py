"""What the benchmarks share: made-up worlds, and programs timed with their memory, in turn with a floor."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, product
from pathlib import Path
from statistics import median
from time import perf_counter

PROGRAM = Path(sys.executable).with_name("resultsboard")
INDICATORS, START = 60, date(2020, 1, 1)
DIMENSIONS = {
    "sex": ("female", "male"),
    "region": ("DU", "RA", "KT", "SU", "GB"),
    "age": ("under18", "18-35", "over35"),
}
CELLS = tuple(product(*DIMENSIONS.values()))


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds of wall time and the peak of its memory in MiB."""

    seconds: float
    mebibytes: float


def framework(folder: Path, rules: Sequence[str] = ("sum", "sum", "sum", "last", "max")) -> Path:
    """A framework of 60 indicators with three dimensions over five years of quarters."""
    dimensions = "\n".join(
        f"  {name}: {{title: {name}, categories: {{{', '.join(f'{code}: {code}' for code in codes)}}}}}"
        for name, codes in DIMENSIONS.items()
    )
    indicators = "\n".join(
        f"      - {{code: i{number}, title: Indicator {number}, unit: people, kind: number, over_time: {rule}, "
        f"dimensions: [sex, region, age], targets: {{end: 1000000}}}}"
        for number, rule in zip(range(INDICATORS), cycle(rules), strict=False)
    )
    path = folder / "indicators.yaml"
    path.write_text(
        f"project: {{code: B, title: Benchmark, start: 2020-01-01, end: 2024-12-31, reporting: quarterly}}\n"
        f"dimensions:\n{dimensions}\ngoals:\n  - code: G\n    level: Goal\n    title: Goal\n    indicators:\n{indicators}\n",
        encoding="utf-8",
    )
    return path


def events(count: int, days: Sequence[date]) -> Iterator[tuple[object, ...]]:
    """So many events, over all indicators and cells and the days given; no level has two figures on one day."""
    keys = product(range(INDICATORS), CELLS)
    per_day = [(f"i{number}", cell) for number, cell in keys]
    for position in range(count):
        (code, cell), day = per_day[position % len(per_day)], days[position // len(per_day) % len(days)]
        yield (code, day.isoformat(), *cell, position % 40 + 1)


def write_events(path: Path, rows: Iterator[tuple[object, ...]]) -> Path:
    """The events as an officer's CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "date", *DIMENSIONS, "value"])
        writer.writerows(rows)
    return path


def write_russian(path: Path, rows: Iterator[tuple[object, ...]]) -> Path:
    """The events as Excel in Russian saves them: windows-1251, `;`, days as 31.12.2020, a decimal comma."""
    with path.open("w", encoding="cp1251", newline="") as file:
        file.write(f"Индикатор;Дата;{';'.join(DIMENSIONS)};Значение;Примечание\r\n")
        for code, day, *cell, value in rows:
            year, month, number = str(day).split("-")
            file.write(f"{code};{number}.{month}.{year};{';'.join(map(str, cell))};{value},0;\r\n")
    return path


def write_wide(path: Path, count: int, days: Sequence[date]) -> Path:
    """So many rows of 12 columns: an indicator, a day, and ten columns of sex and region crossed."""
    crossed = ["+".join(pair) for pair in product(DIMENSIONS["sex"], DIMENSIONS["region"])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "date", *crossed])
        for row in range(count):
            day = days[row // INDICATORS % len(days)].isoformat()
            writer.writerow([f"i{row % INDICATORS}", day, *((row + at) % 40 + 1 for at in range(len(crossed)))])
    return path


def days_from(start: date, count: int) -> list[date]:
    """So many days in a row."""
    return [start + timedelta(days=number) for number in range(count)]


def timed(command: Sequence[str | Path]) -> Run:
    """Runs a program to its end and says how long it took and how much memory it had at the most."""
    begun = perf_counter()
    with subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        complaint = process.stderr.read().decode() if process.stderr and status else ""
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        failed = f"{' '.join(map(str, command))}: {complaint}"
        raise SystemExit(failed)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, usage.ru_maxrss / unit)


def typical(runs: Sequence[Run]) -> Run:
    """The median of time, the highest of memory."""
    return Run(median(run.seconds for run in runs), max(run.mebibytes for run in runs))


def machine() -> str:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return f"{os.cpu_count()} cores, {memory} GiB, Python {sys.version.split()[0]}"
