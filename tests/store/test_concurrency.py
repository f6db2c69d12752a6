"""Several people upload at once."""

from concurrent.futures import ThreadPoolExecutor

from store.database import Database
from store.reports import Kept, versions
from store.summaries import statements
from store.verification import differences
from tests.framework.making import amount
from tests.store.making import PEOPLE, Said, kept, report, totals

TIMES = 12


def together(database: Database, *, alike: bool) -> list[Kept]:
    def send(number: int) -> Kept:
        said = report(PEOPLE, "2023-Q1", Said("1", 5 if alike else number))
        return kept(database, PEOPLE, b"alike" if alike else f"{number}".encode(), said)[0]

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(send, range(TIMES)))


def test_the_same_file_from_many_at_once_is_one_version(database: Database) -> None:
    assert sorted(each.state.value for each in together(database, alike=True)) == ["new"] + ["unchanged"] * (TIMES - 1)
    with database.reading() as connection:
        assert totals(statements(connection, PEOPLE)) == {("1", "A", "2023-Q1"): amount(5)}


def test_different_files_for_one_report_become_versions_one_after_the_other(database: Database) -> None:
    assert sorted(each.version for each in together(database, alike=False)) == list(range(1, TIMES + 1))
    with database.reading() as connection:
        assert [each.counts for each in versions(connection, PEOPLE)] == [False] * (TIMES - 1) + [True]
    assert differences(database, [PEOPLE]) == []


def test_new_reporters_periods_and_places_may_come_from_many_at_once(database: Database) -> None:
    periods = [f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in range(1, 5)]

    def send(position: int) -> None:
        label, reporter = periods[position // 2], "AB"[position % 2]
        kept(database, PEOPLE, b"alike", report(PEOPLE, label, Said("1", 5), reporter=reporter))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(send, range(2 * len(periods))))
    with database.reading() as connection:
        assert len(statements(connection, PEOPLE)) == 2 * len(periods)
