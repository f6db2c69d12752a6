"""Administrators: at least one who can sign in stays, so that somebody looks after the accounts."""

from sqlalchemy import Connection, select

from store.errors import LastAdministratorError
from store.people import account, membership

ADMINISTRATOR = "admin"


def keep_one(connection: Connection, number: int, login: str) -> None:
    """Refuses what would leave nobody who can sign in as administrator of all projects by a password and a role given by hand.

    Two servers that ask at once wait for each other: the rows of administrators are locked until the transaction ends.

    Args:
        connection: of `Database.writing()`.
        number: of the account that is to be one no longer.
        login: of the same, for the message.

    Raises:
        LastAdministratorError: it is the only one.
    """
    query = (
        select(account.c.id)
        .join(membership, membership.c.account_id == account.c.id)
        .where(membership.c.role == ADMINISTRATOR, membership.c.project.is_(None))
        .where(account.c.password.is_not(None), account.c.disabled_at.is_(None), membership.c.source.is_(None))
        .order_by(account.c.id)
        .with_for_update()
    )
    if set(connection.execute(query).scalars()) == {number}:
        raise LastAdministratorError(login)
