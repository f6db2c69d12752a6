from datetime import UTC, date, datetime
from fractions import Fraction

from framework.model import Period, Span, UploadedFile
from store import frameworks
from store.database import Database
from store.record import read_record
from tests.framework.making import amount
from tests.store.making import AT, PEOPLE, Said, kept, report

EVENTS = (Said("1", 10, day=date(2023, 4, 5)), Said("1", 5, day=date(2023, 6, 5)))
APRIL = Span(date(2023, 4, 1), date(2023, 5, 1))


def test_nothing_is_known_of_a_project_that_was_never_reported_on(database: Database) -> None:
    record = read_record(database, PEOPLE)
    assert (record.statements, record.versions, record.original_end_targets) == ((), [], {})


def test_in_the_middle_of_a_period_its_events_up_to_that_day_are_told_as_well(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q2", *EVENTS))
    record = read_record(database, PEOPLE, as_of=date(2023, 4, 30))
    assert [(each.span, each.figure[()]) for each in record.statements] == [
        (Span(date(2023, 4, 1), date(2023, 7, 1)), amount(15)),
        (APRIL, amount(10)),
    ]


def test_at_the_end_of_a_period_no_rows_are_read(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q2", *EVENTS))
    assert len(read_record(database, PEOPLE).statements) == 1


def test_the_record_of_a_moment_knows_only_what_was_received_by_then(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q2", *EVENTS), at=AT)
    record = read_record(database, PEOPLE, known_at=datetime(2023, 4, 1, tzinfo=UTC))
    assert (record.statements, record.versions) == ((), [])


def test_the_record_has_the_original_end_targets(database: Database) -> None:
    with database.writing() as connection:
        files = [UploadedFile("indicators.yaml", b"")]
        frameworks.record(connection, "P", files, {"1": Fraction(10)}, at=AT, by="officer")
        assert read_record(connection, PEOPLE).original_end_targets == {"1": 10}


def test_a_period_has_the_days_that_the_framework_gives_it_now(database: Database) -> None:
    said = report(PEOPLE, "2023-Q2", Said("1", 15))
    period = Period("2023-Q2", Span(date(2023, 4, 1), date(2023, 6, 16)))
    clipped = type(said)(reporter="A", period=period, rows=said.rows, statements=said.statements)
    kept(database, PEOPLE, b"1", clipped)
    assert read_record(database, PEOPLE).statements == said.statements
