"""Whoever loads is killed at any moment: the database holds all of the load or nothing."""

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from store.database import open_database
from store.reports import versions
from store.verification import differences
from tests.framework.making import amount
from tests.store.making import PEOPLE, Said, kept, report

KILLS = 10
ROWS = 40_000
LOADING = "from tests.store.test_kill import load; import sys; load(sys.argv[1])"
ROOT = Path(__file__).parents[2]


def load(url: str) -> None:
    """Loads two big reports; says when it begins to write."""
    amounts = [amount(value) for value in range(10)]
    first = report(PEOPLE, "2023-Q1", *(Said("1", amounts[row % 10], day=PEOPLE.span.start) for row in range(ROWS)))
    second = replace(first, reporter="B", statements=tuple(replace(each, reporter="B") for each in first.statements))
    database = open_database(url)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    kept(database, PEOPLE, b"big", first, second)


def started(url: str) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-c", LOADING, url], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    return process


def state(url: str) -> int:
    """How many reports are kept; what is kept verifies."""
    database = open_database(url)
    assert differences(database, [PEOPLE]) == []
    with database.reading() as connection:
        found = versions(connection, PEOPLE)
    database.close()
    return len(found)


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_killed_load_leaves_all_or_nothing(url: str, kill: int) -> None:
    with started(url) as process:
        time.sleep(random.Random(kill).uniform(0, 1.2))  # noqa: S311 — moments, not secrets
        process.kill()
    assert state(url) in {0, 2}
