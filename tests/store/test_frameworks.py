from datetime import UTC, datetime, timedelta
from fractions import Fraction

from framework.model import UploadedFile
from store.database import Database
from store.frameworks import Revision, files, original_end_targets, record, revisions
from tests.framework.making import indicator, project

OWNER = project(indicator("A"), indicator("B"))
AT = datetime(2023, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST, SECOND = UploadedFile("indicators.yaml", b"end: 100"), UploadedFile("indicators.yaml", b"end: 150")


def recorded(database: Database, *sent: UploadedFile, day: int, reason: str | None = None, **targets: int) -> int:
    with database.writing() as connection:
        numbers = {code: Fraction(target) for code, target in targets.items()}
        return record(connection, "P", sent, numbers, at=AT + day * DAY, by="officer", reason=reason)


def test_a_changed_framework_is_a_new_revision_and_an_unchanged_one_is_not(database: Database) -> None:
    assert [recorded(database, each, day=day) for day, each in enumerate((FIRST, FIRST, SECOND, SECOND, FIRST))] == [
        1,
        1,
        2,
        2,
        3,
    ]


def test_a_revision_tells_who_when_and_why(database: Database) -> None:
    recorded(database, FIRST, day=0, A=100)
    recorded(database, SECOND, day=1, reason="Amendment 1", A=150)
    with database.reading() as connection:
        assert revisions(connection, "P")[1] == Revision(
            number=2, at=AT + DAY, by="officer", reason="Amendment 1", end_targets={"A": Fraction(150)}
        )


def test_the_files_of_a_revision_come_back(database: Database) -> None:
    shared = UploadedFile("shared.yaml", b"dimensions: {}")
    recorded(database, FIRST, shared, day=0)
    with database.reading() as connection:
        assert files(connection, "P", 1) == (FIRST, shared)


def test_the_original_end_target_is_that_of_the_first_revision_that_had_one(database: Database) -> None:
    recorded(database, FIRST, day=0, A=100)
    recorded(database, SECOND, day=1, A=150, B=10)
    with database.reading() as connection:
        assert original_end_targets(connection, OWNER) == {"A": 100, "B": 10}


def test_the_first_revision_holds_for_all_time_before_it(database: Database) -> None:
    recorded(database, FIRST, day=0)
    recorded(database, SECOND, day=2)
    with database.reading() as connection:
        known = [revisions(connection, "P", known_at=AT + day * DAY)[-1].number for day in (-5, 0, 1, 2)]
    assert known == [1, 1, 1, 2]
