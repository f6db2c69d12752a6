from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import update

from framework.model import Project, Remark, UploadedFile
from store.database import Database
from store.evidence import FigureKey, add, file_of, listed, share, withdraw, written
from store.record import read_record
from store.remark_events import remark_events
from store.reports import decide
from store.schema import file
from store.verification import differences
from tests.framework.making import indicator, project
from tests.store.making import AT, PEOPLE, Said, kept, report

HOUR = timedelta(hours=1)
FIGURE: FigureKey = ("A", "2023-Q1", "1")
LIST = UploadedFile("list.pdf", b"%PDF-1.7 names")
LINK = "https://example.org/list"
ABOUT = FIGURE[:2]


def proved(
    database: Database, what: str | UploadedFile = LINK, figure: FigureKey = FIGURE, whose: Project = PEOPLE
) -> int | None:
    with database.writing() as connection:
        return add(connection, whose, figure, what, title="Attendance list", by="Anna", at=AT + HOUR)


def titles(
    database: Database, whose: Project = PEOPLE, role: str = "officer", known_at: datetime | None = None
) -> list[str]:
    with database.reading() as connection:
        return [each.title for each in listed(connection, whose, role=role, known_at=known_at)]


def with_report(database: Database, whose: Project = PEOPLE) -> None:
    kept(database, whose, b"1", report(whose, "2023-Q1", Said("1", 5), Said("2", 7)))


def test_a_file_is_kept_with_its_hash(database: Database) -> None:
    with_report(database)
    number = proved(database, LIST)
    assert number is not None
    with database.reading() as connection:
        [found] = listed(connection, PEOPLE)
        assert file_of(connection, PEOPLE, number) == LIST
    assert (found.file, found.link, found.size, found.added_by) == ("list.pdf", None, 14, "Anna")
    assert found.sha256 is not None
    assert differences(database, [PEOPLE]) == []


def test_a_changed_file_of_evidence_is_found(database: Database) -> None:
    with_report(database)
    proved(database, LIST)
    with database.writing() as connection:
        connection.execute(update(file).where(file.c.name == "list.pdf").values(data=b"%PDF-1.7 other"))
    [found] = differences(database, [PEOPLE])
    assert "list.pdf" in str(found)


def test_a_link_has_no_file(database: Database) -> None:
    with_report(database)
    number = proved(database)
    with database.reading() as connection:
        assert [each.link for each in listed(connection, PEOPLE)] == [LINK]
        assert file_of(connection, PEOPLE, number or 0) is None


def test_there_is_no_evidence_without_a_report(database: Database) -> None:
    assert proved(database, LIST) is None


def test_withdrawn_evidence_is_there_for_the_time_before(database: Database) -> None:
    with_report(database)
    number = proved(database) or 0
    with database.writing() as connection:
        assert withdraw(connection, PEOPLE, ABOUT, number, by="Boris", at=AT + 3 * HOUR)
        assert not withdraw(connection, PEOPLE, ABOUT, number, by="Boris", at=AT + 4 * HOUR)
    assert titles(database) == []
    assert titles(database, known_at=AT + 2 * HOUR) == ["Attendance list"]
    assert titles(database, known_at=AT) == []
    with database.reading() as connection:
        events = [(each.what, each.by, each.words) for each in remark_events(connection, PEOPLE)]
    assert events == [
        ("evidence added", "Anna", "Attendance list"),
        ("evidence withdrawn", "Boris", "Attendance list"),
    ]


def test_it_is_withdrawn_from_its_own_report_only(database: Database) -> None:
    with_report(database)
    number = proved(database) or 0
    with database.writing() as connection:
        assert not withdraw(connection, PEOPLE, ("B", ABOUT[1]), number, by="Boris", at=AT)
    assert titles(database) == ["Attendance list"]


def test_another_project_neither_sees_nor_withdraws_it(database: Database) -> None:
    with_report(database)
    number = proved(database, LIST) or 0
    other = project(indicator("1"), code="Q")
    with database.writing() as connection:
        assert not withdraw(connection, other, ABOUT, number, by="Boris", at=AT)
        assert file_of(connection, other, number) is None
    assert titles(database, other) == []


def test_it_is_seen_where_its_report_counts(database: Database) -> None:
    reviewed = project(indicator("1"), indicator("2"), review=True)
    with_report(database, reviewed)
    proved(database, whose=reviewed)
    assert titles(database, reviewed) == ["Attendance list"]
    assert titles(database, reviewed, "donor") == []
    with database.writing() as connection:
        decide(connection, reviewed, "P/A/2023-Q1", "approved", by="lead", at=AT + HOUR)
    assert titles(database, reviewed, "donor") == ["Attendance list"]


def test_outsiders_see_none_of_sensitive_indicators(database: Database) -> None:
    whose = project(indicator("1", sensitive=True), indicator("2"))
    remark = Remark(evidence="List of names")
    kept(database, whose, b"1", report(whose, "2023-Q1", Said("1", 5, remark=remark), Said("2", 7)))
    proved(database, LIST, whose=whose)
    for role, seen in (("officer", 1), ("evaluator", 1), ("donor", 0), ("public", 0)):
        with database.reading() as connection:
            assert len(listed(connection, whose, role=role)) == seen
            assert len(written(connection, whose, role=role)) == seen


def test_the_share_counts_figures_with_evidence_of_either_kind_once(database: Database) -> None:
    remark = Remark(evidence="photo")
    rows = (Said("1", 5, remark=remark), Said("2", 7))
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", *rows), report(PEOPLE, "2023-Q2", *rows))
    proved(database)
    proved(database, LIST)
    record = read_record(database, PEOPLE)
    with database.reading() as connection:
        texts = written(connection, PEOPLE)
        found = share(record.statements, listed(connection, PEOPLE), texts)
        one = written(connection, PEOPLE, report_key=("A", "2023-Q2"))
    assert (found.figures, found.proved, found.percent) == (4, 2, Fraction(50))
    assert list(one) == [("A", "2023-Q2", "1")]
    assert texts[FIGURE] == ("photo",)


def test_donors_do_not_see_what_was_added_since_a_version_waits_for_review(database: Database) -> None:
    whose = project(indicator("1"), indicator("2"), review=True)
    with_report(database, whose)
    with database.writing() as connection:
        decide(connection, whose, "P/A/2023-Q1", "approved", by="lead", at=AT)
    kept(database, whose, b"2", report(whose, "2023-Q1", Said("1", 6)), at=AT + HOUR)
    number = proved(database, LIST, whose=whose) or 0
    assert titles(database, whose) == ["Attendance list"]
    for role in ("donor", "evaluator"):
        assert titles(database, whose, role) == []
        with database.reading() as connection:
            assert file_of(connection, whose, number, role=role) is None
    with database.writing() as connection:
        decide(connection, whose, "P/A/2023-Q1", "approved", by="lead", at=AT + 2 * HOUR)
    assert titles(database, whose, "donor") == ["Attendance list"]
