"""Sessions that somebody signed out of."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from store.database import Database
from store.sessions import end_session, is_ended, session_ended

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)
UNTIL = NOW + timedelta(hours=12)


def test_a_session_is_over_once_it_was_ended_and_others_are_not(database: Database) -> None:
    with database.writing() as connection:
        end_session(connection, "one", UNTIL, NOW)
        end_session(connection, "one", UNTIL, NOW)
    with database.reading() as connection:
        assert is_ended(connection, "one")
        assert not is_ended(connection, "other")


def test_nothing_is_kept_of_sessions_whose_time_is_over(database: Database) -> None:
    with database.writing() as connection:
        end_session(connection, "one", UNTIL, NOW)
        end_session(connection, "other", UNTIL + timedelta(hours=1), UNTIL)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(session_ended)).scalar_one() == 1
        assert not is_ended(connection, "one")
