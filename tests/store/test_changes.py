"""When what is known of a project changed."""

from datetime import UTC, datetime, timedelta

from framework.model import UploadedFile
from store.beside import dismissal, evidence, explanation
from store.changes import Changes, changes
from store.database import Database
from store.frameworks import record
from store.reports import decide
from store.schema import indicator
from tests.store.making import AT, PEOPLE, Said, kept, report

DAY = timedelta(days=1)


def test_everything_that_changes_what_is_known_is_told_and_nothing_else(database: Database) -> None:
    kept(database, PEOPLE, b"one", report(PEOPLE, "2023-Q1", Said("1", 3)))
    with database.writing() as connection:
        for days, text in ((0, b"first"), (2, b"second")):
            file = UploadedFile("indicators.yaml", text)
            record(connection, "P", [file], {}, at=AT + days * DAY, by="lead")
        decide(connection, PEOPLE, "P/A/2023-Q1", "returned", by="lead", at=AT + DAY, comment="Check")
        number = connection.execute(indicator.select()).scalars().first()
        said = {"version_id": 1, "indicator_id": number, "words": "Rain", "given_at": AT + 3 * DAY, "given_by": "Anna"}
        connection.execute(explanation.insert().values(said))
        doubt = {"version_id": 1, "flag": "late", "reason": "Snow"}
        connection.execute(dismissal.insert().values(**doubt, dismissed_at=AT + 4 * DAY, dismissed_by="Anna"))
        proof = {"report_id": 1, "indicator_id": number, "title": "Photo", "link": "https://example.org/1"}
        gone = {"withdrawn_at": AT + 6 * DAY, "withdrawn_by": "Anna"}
        connection.execute(evidence.insert().values(**proof, added_at=AT + 5 * DAY, added_by="Anna", **gone))
        connection.execute(evidence.insert().values(**proof, added_at=AT + 7 * DAY, added_by="Anna"))
    with database.reading() as connection:
        found = changes(connection, "P")
        assert changes(connection, "Q") == Changes()
    assert found.received == (AT,)
    assert found.decided == (AT + DAY,)
    assert found.revised == (AT + 2 * DAY,)
    assert sorted(found.remarked) == [AT + days * DAY for days in (3, 4, 5, 6, 7)]


def test_what_came_later_is_what_was_not_known() -> None:
    noon = datetime(2023, 4, 10, 12, tzinfo=UTC)
    found = Changes(received=(noon, noon + DAY), decided=(noon,), revised=(noon + DAY,))
    assert found.after(noon) == Changes(received=(noon + DAY,), revised=(noon + DAY,))


def test_the_changes_of_two_projects_are_put_together() -> None:
    noon = datetime(2023, 4, 10, 12, tzinfo=UTC)
    assert Changes(received=(noon,)) + Changes(received=(noon,), remarked=(noon,)) == Changes(
        received=(noon, noon), remarked=(noon,)
    )
