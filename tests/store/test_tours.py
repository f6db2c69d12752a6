"""Which tours an account has seen."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from store.accounts import add_account
from store.database import Database
from store.tours import note_tours, tour_seen, tours_seen

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)


def test_a_tour_is_seen_once_by_each_account_and_for_each_role(database: Database) -> None:
    with database.writing() as connection:
        zarina, rustam = (add_account(connection, name, name, by="tests", at=NOW) for name in ("zarina", "rustam"))
        note_tours(connection, zarina, ["officer"], NOW)
        note_tours(connection, zarina, ["officer", "donor"], NOW + timedelta(days=1))
    with database.reading() as connection:
        assert tours_seen(connection, zarina) == {"officer", "donor"}
        assert tours_seen(connection, rustam) == frozenset()
        of_officer = select(tour_seen.c.seen_at).where(tour_seen.c.role == "officer")
        assert connection.execute(of_officer).scalar_one() == NOW
