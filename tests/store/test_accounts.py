"""Accounts: who may sign in, as what, and by which passwords, links and tokens."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from store import accounts, attempts, audit, passwords, tokens
from store.accounts import Account, Membership
from store.database import Database
from store.errors import LastAdministratorError, LoginTakenError
from store.people import account, api_token, attempt, invitation

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def add(connection: Connection, login: str = "officer@example.org") -> Account:
    return accounts.add_account(connection, login, "Monitoring officer", by="administrator", at=NOW)


def again(connection: Connection, of: Account) -> Account:
    found = accounts.account_by_number(connection, of.id)
    assert found
    return found


def test_an_account_is_found_by_its_login_however_it_is_written(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection, " Officer@Example.ORG ")
        assert accounts.account_of(connection, "officer@example.org") == made
        assert accounts.account_of(connection, "OFFICER@EXAMPLE.ORG  ") == made
        assert accounts.account_of(connection, "somebody@example.org") is None


def test_a_login_is_given_once(database: Database) -> None:
    with database.writing() as connection:
        add(connection)
        with pytest.raises(LoginTakenError, match="users list"):
            add(connection, "OFFICER@example.org")


def test_roles_are_of_a_project_or_of_all(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        accounts.grant(connection, made, Membership("officer", "P", ("IOM",)))
        accounts.grant(connection, made, Membership("evaluator"))
        seen = again(connection, made)
        assert seen.roles("P") == {"officer", "evaluator"}
        assert seen.roles("Q") == {"evaluator"}
        assert not seen.is_admin


def test_a_role_given_again_has_the_new_reporters(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        accounts.grant(connection, made, Membership("officer", "P", ("IOM",)))
        accounts.grant(connection, made, Membership("officer", "P", ("NGO",)))
        assert again(connection, made).memberships == (Membership("officer", "P", ("NGO",)),)


def test_a_role_is_taken_away_where_it_was_given(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        accounts.grant(connection, made, Membership("donor", "P"))
        assert not accounts.withdraw(connection, made, "donor", None)
        assert accounts.withdraw(connection, made, "donor", "P")
        assert again(connection, made).memberships == ()


def test_a_password_is_kept_as_an_argon2id_hash(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        accounts.set_password(connection, made, passwords.hash_password("long enough, really"))
        kept = connection.execute(select(account.c.password)).scalar_one()
        assert kept.startswith("$argon2id$")
        assert "long enough" not in kept
        assert passwords.is_password(kept, "long enough, really")
        assert not passwords.is_password(kept, "long enough, surely")
        assert not passwords.is_outdated(kept)


def test_nothing_is_the_password_of_an_account_without_one() -> None:
    assert not passwords.is_password(None, "")
    assert not passwords.is_password("no hash", "no hash")


@pytest.mark.parametrize("change", ["password", "sessions", "disabled"])
def test_every_session_ends_with_a_new_password_on_request_and_when_disabled(database: Database, change: str) -> None:
    with database.writing() as connection:
        made = add(connection)
        if change == "password":
            accounts.set_password(connection, made, "hash")
        elif change == "sessions":
            accounts.end_sessions(connection, made)
        else:
            accounts.disable(connection, made, NOW)
        assert not accounts.same_mark(again(connection, made), made.mark)


def test_an_invitation_gives_a_password_once(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        token = accounts.invite(connection, made, by="administrator", at=NOW)
        assert accounts.use_invitation(connection, token, "hash", NOW + DAY) == again(connection, made)
        assert again(connection, made).password == "hash"  # noqa: S105 — no password but the word
        assert accounts.use_invitation(connection, token, "another", NOW + DAY) is None


def test_an_invitation_ends_with_its_time_with_the_next_one_and_with_the_account(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        first = accounts.invite(connection, made, by="administrator", at=NOW)
        second = accounts.invite(connection, made, by="administrator", at=NOW)
        assert accounts.invited(connection, first, NOW) is None
        assert accounts.invited(connection, second, NOW + accounts.INVITATION_LASTS) is None
        assert accounts.invited(connection, second, NOW + DAY)
        accounts.disable(connection, made, NOW)
        assert accounts.invited(connection, second, NOW + DAY) is None


def test_tokens_let_in_until_they_end_or_are_revoked(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        token = tokens.make_token(connection, made, "monthly script", at=NOW, lasts=10 * DAY)
        assert tokens.bearer(connection, token, NOW + DAY) == made
        assert tokens.bearer(connection, token, NOW + 10 * DAY) is None
        assert tokens.bearer(connection, token + "x", NOW) is None
        (known,) = tokens.tokens_of(connection, made)
        assert (known.title, known.holds(NOW)) == ("monthly script", True)
        assert tokens.revoke(connection, made, known.id, NOW)
        assert not tokens.revoke(connection, made, known.id, NOW)
        assert tokens.bearer(connection, token, NOW) is None


def test_a_token_of_a_disabled_account_lets_nobody_in(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        token = tokens.make_token(connection, made, "script", at=NOW, lasts=DAY)
        accounts.disable(connection, made, NOW)
        assert tokens.bearer(connection, token, NOW) is None


def test_neither_invitations_nor_tokens_can_be_read_from_the_database(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        shown = [
            accounts.invite(connection, made, by="administrator", at=NOW),
            tokens.make_token(connection, made, "script", at=NOW, lasts=DAY),
        ]
        kept = [str(row) for table in (invitation, api_token) for row in connection.execute(select(table))]
        assert kept
        assert not any(token in row for token in shown for row in kept)


def test_a_link_that_nobody_used_ends_with_a_new_password_and_with_the_account(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        first = accounts.invite(connection, made, by="administrator", at=NOW)
        accounts.set_password(connection, made, passwords.hash_password("goats climb over it"))
        assert accounts.invited(connection, first, NOW) is None
        second = accounts.invite(connection, made, by="administrator", at=NOW)
        accounts.disable(connection, made, NOW)
        accounts.enable(connection, made)
        assert accounts.invited(connection, second, NOW) is None


def test_what_is_written_of_an_account_holds_no_secret(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        accounts.set_password(connection, made, passwords.hash_password("goats climb over it"))
        kept = again(connection, made)
    assert kept.password
    assert kept.mark
    assert kept.password not in repr(kept)
    assert kept.mark not in repr(kept)


def test_the_wait_grows_with_every_failure_and_never_beyond_a_quarter_of_an_hour() -> None:
    waits = [attempts.wait_after(count) for count in range(40)]
    assert waits[: attempts.FREE] == [timedelta()] * attempts.FREE
    assert waits[attempts.FREE] == attempts.FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == attempts.LONGEST_WAIT


def test_failures_count_for_the_login_and_for_the_address(database: Database) -> None:
    with database.writing() as connection:
        for _ in range(attempts.FREE):
            attempts.note_failure(connection, ["login:a", "address:192.0.2.7"], NOW)
        assert attempts.waits_until(connection, ["login:a"], NOW) == NOW + attempts.FIRST_WAIT
        assert attempts.waits_until(connection, ["login:b", "address:192.0.2.7"], NOW) == NOW + attempts.FIRST_WAIT
        assert attempts.waits_until(connection, ["login:b", "address:192.0.2.8"], NOW) is None
        assert attempts.waits_until(connection, ["login:a"], NOW + attempts.FIRST_WAIT) is None


def test_failures_are_forgotten_after_a_success_and_after_an_hour(database: Database) -> None:
    with database.writing() as connection:
        for _ in range(attempts.FREE):
            attempts.note_failure(connection, ["login:a", "login:b"], NOW)
        attempts.forget_failures(connection, "login:a", "address:192.0.2.7")
        assert attempts.waits_until(connection, ["login:a"], NOW) is None
        attempts.note_failure(connection, ["login:c"], NOW + attempts.WINDOW)
        assert connection.execute(select(attempt.c.whose)).scalars().all() == ["login:c"]


def test_a_success_leaves_what_failed_from_its_address_for_other_logins(database: Database) -> None:
    here = "address:192.0.2.7"
    with database.writing() as connection:
        for login in ("login:a", "login:own", "login:b", "login:c", "login:d", "login:e"):
            attempts.note_failure(connection, [login, here], NOW)
        attempts.forget_failures(connection, "login:own", here)
        assert attempts.waits_until(connection, [here], NOW) == NOW + attempts.FIRST_WAIT
        assert attempts.waits_until(connection, ["login:own"], NOW) is None


def test_the_log_has_the_latest_entries_first(database: Database) -> None:
    first = audit.Entry(at=NOW, by="officer", event="signed in", subject="officer", address="192.0.2.7")
    second = audit.Entry(at=NOW + DAY, by="administrator", event="role given", subject="officer", detail="donor in P")
    with database.writing() as connection:
        audit.note(connection, first)
        audit.note(connection, second)
        assert audit.entries(connection) == [second, first]
        assert audit.entries(connection, most=1) == [second]


def test_an_administrator_is_the_last_one_only_while_nobody_else_can_sign_in_as_one(database: Database) -> None:
    with database.writing() as connection:
        first, second = add(connection, "first"), add(connection, "second")
        for each in (first, second):
            accounts.grant(connection, each, Membership("admin"))
        accounts.set_password(connection, first, passwords.hash_password("long enough, really"))
        for act in (
            lambda: accounts.disable(connection, first, NOW),
            lambda: accounts.withdraw(connection, first, "admin", None),
        ):
            with pytest.raises(LastAdministratorError, match="make another one first"):
                act()
        accounts.grant(connection, first, Membership("admin"))
        accounts.disable(connection, second, NOW)
        accounts.enable(connection, second)
        accounts.set_password(connection, second, passwords.hash_password("long enough, really"))
        accounts.disable(connection, first, NOW)
        assert again(connection, first).disabled_at == NOW


def test_a_use_of_a_token_is_to_be_noted_once_an_hour(database: Database) -> None:
    hour = timedelta(hours=1)
    with database.writing() as connection:
        token = tokens.make_token(connection, add(connection), "script", at=NOW, lasts=30 * DAY)
        due = tokens.unnoted_use(connection, token, NOW)
        assert due
        assert tokens.note_use(connection, due, NOW)
        assert not tokens.note_use(connection, due, NOW), "another request noted it"
        assert tokens.unnoted_use(connection, token, NOW + hour - timedelta(seconds=1)) is None
        assert tokens.unnoted_use(connection, token, NOW + hour)
        assert tokens.unnoted_use(connection, "rb_unknown", NOW) is None


def test_entries_are_found_by_who_what_and_when(database: Database) -> None:
    with database.writing() as connection:
        for day, (by, event, subject) in enumerate(
            [("ann", "signed in", "ann"), ("bob", "role given", "ann"), ("bob", "signed in", "bob")]
        ):
            audit.note(connection, audit.Entry(at=NOW + day * DAY, by=by, event=event, subject=subject))

        def found(**sought: Any) -> list[int]:
            wanted = audit.Sought(**sought)
            assert audit.count(connection, wanted) == len(audit.entries(connection, wanted))
            return [(each.at - NOW).days for each in audit.entries(connection, wanted)]

        assert found() == [2, 1, 0]
        assert found(who="ann") == [1, 0]
        assert found(event="signed in") == [2, 0]
        assert found(since=NOW + DAY) == [2, 1]
        assert found(until=NOW + DAY) == [0]
        assert [each.by for each in audit.entries(connection, start=1, most=1)] == ["bob"]
        assert audit.last_sign_ins(connection) == {"ann": NOW, "bob": NOW + 2 * DAY}
