"""The command `load` is killed at any moment: the database holds the whole report or nothing of it."""

import random
import signal
import subprocess
import time
from pathlib import Path

from framework.model import Project
from loaders.framework_file import read_framework
from store.database import open_database
from store.reports import versions
from store.verification import differences
from tests.browser.program import RESULTSBOARD, environment

KILLS, ROWS = 10, 30_000


def events(path: Path) -> Path:
    lines = [f"1.1,2024-{row % 3 + 1:02}-{row % 28 + 1:02},female,{row % 7}" for row in range(ROWS)]
    path.write_text("\n".join(["indicator,date,sex,value", *lines]), "utf-8")
    return path


def kept(url: str, project: Project) -> int:
    """How many reports are kept; what is kept proves itself."""
    database = open_database(url)
    assert differences(database, [project]) == []
    with database.reading() as connection:
        found = versions(connection, project)
    database.close()
    return len(found)


def test_a_load_killed_at_ten_random_moments_leaves_all_or_nothing(yaml_doc: Path, tmp_path: Path) -> None:
    """
    project: {code: P, title: Trainings, start: 2024-01-01, end: 2024-12-31, reporting: quarterly}
    dimensions:
      sex: {title: Sex, categories: {female: Women, male: Men}}
    goals:
      - code: G1
        level: Goal
        title: Goal
        indicators: [{code: "1.1", title: People trained, unit: people, dimensions: [sex]}]
    """
    report = events(tmp_path / "events.csv")
    (framework,), _ = read_framework([yaml_doc])
    whole: list[str | Path] = [
        RESULTSBOARD,
        "-f",
        yaml_doc,
        "--database",
        f"sqlite:///{tmp_path / 'whole.sqlite'}",
        "load",
        report,
    ]
    begun = time.monotonic()
    subprocess.run(whole, check=True, capture_output=True, env=environment())
    length = time.monotonic() - begun
    outcomes = []
    for kill in range(KILLS):
        url = f"sqlite:///{tmp_path / f'{kill}.sqlite'}"
        command: list[str | Path] = [RESULTSBOARD, "-f", yaml_doc, "--database", url, "load", report]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()) as load:
            time.sleep(random.Random(kill).uniform(0.3, 1.0) * length)  # noqa: S311 moments, not secrets
            load.send_signal(signal.SIGKILL)
        outcomes.append(kept(url, framework.project))
    assert set(outcomes) <= {0, 1}
