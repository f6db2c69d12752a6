from datetime import datetime, timedelta

from framework.model import Project, Remark
from store.database import Database
from store.explanations import explain
from store.record import read_record
from store.remark_events import remark_events
from store.reports import decide
from store.verification import differences
from tests.framework.making import indicator, project
from tests.store.making import AT, PEOPLE, Said, kept, report

HOUR = timedelta(hours=1)
REVIEWED = project(indicator("1"), review=True)
FLOODS = Remark(explanation="Floods")


def typed(
    database: Database, words: str, code: str = "1", *, after: timedelta = HOUR, whose: Project = PEOPLE
) -> int | None:
    with database.writing() as connection:
        return explain(connection, whose, ("A", "2023-Q1"), {code: words}, by="Anna", at=AT + after)


def words(database: Database, known_at: datetime | None = None) -> list[str]:
    return [each.words for each in read_record(database, PEOPLE, known_at=known_at).explanations]


def test_what_is_typed_follows_what_the_file_says(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5, remark=FLOODS)))
    assert typed(database, "Snow") == 1
    record = read_record(database, PEOPLE)
    assert [(each.words, each.by, each.typed) for each in record.explanations] == [
        ("Floods", "officer", False),
        ("Snow", "Anna", True),
    ]


def test_the_newest_typed_explanation_holds_and_an_empty_one_takes_it_back(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5)))
    typed(database, "Snow")
    typed(database, "Ice")
    assert words(database) == ["Ice"]
    typed(database, "")
    assert words(database) == []


def test_at_a_moment_only_what_was_typed_by_then_is_known(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5)))
    typed(database, "Snow", after=HOUR)
    typed(database, "Ice", after=3 * HOUR)
    assert words(database, known_at=AT) == []
    assert words(database, known_at=AT + 2 * HOUR) == ["Snow"]


def test_explanations_come_in_the_order_of_their_reports(database: Database) -> None:
    remark = [Remark(explanation=text) for text in ("B first", "A second")]
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5, remark=remark[0]), reporter="B"))
    kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 5, remark=remark[1]), reporter="A"))
    assert [each.words for each in read_record(database, PEOPLE).explanations] == ["B first", "A second"]


def test_a_new_version_stands_without_what_was_typed_beside_the_former(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5)))
    typed(database, "Snow")
    kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 6)), at=AT + 2 * HOUR)
    assert words(database) == []


def test_an_amendment_keeps_what_was_typed_of_other_indicators(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5), Said("2", 7)))
    typed(database, "Snow", "1")
    typed(database, "Rain", "2")
    kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 6)), at=AT + 2 * HOUR, amend=True)
    assert words(database) == ["Rain"]
    events = remark_events_of(database)
    assert events == [(1, "1", "Snow"), (1, "2", "Rain")]


def remark_events_of(database: Database) -> list[tuple[int | None, str, str]]:
    with database.reading() as connection:
        return [(each.number, each.indicator, each.words) for each in remark_events(connection, "P")]


def test_an_explanation_counts_for_those_for_whom_its_version_counts(database: Database) -> None:
    kept(database, REVIEWED, b"1", report(REVIEWED, "2023-Q1", Said("1", 5)))
    typed(database, "Snow", whose=REVIEWED)
    assert read_record(database, REVIEWED, role="donor").explanations == ()
    with database.writing() as connection:
        decide(connection, REVIEWED, "P/A/2023-Q1", "approved", by="lead", at=AT + 2 * HOUR)
    assert [each.words for each in read_record(database, REVIEWED, role="donor").explanations] == ["Snow"]


def test_what_does_not_stand_cannot_be_explained(database: Database) -> None:
    assert typed(database, "Snow") is None


def test_explanations_leave_every_summary_right(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 5)))
    typed(database, "Snow", "2")
    assert differences(database, [PEOPLE]) == []
    assert [each.indicator for each in read_record(database, PEOPLE).statements] == ["1"]
