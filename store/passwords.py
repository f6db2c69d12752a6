"""Passwords as argon2id hashes, with the parameters that RFC 9106 recommends for little memory."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hash_password(password: str) -> str:
    """The hash of a password, with its own salt and the parameters it was made with."""
    return _hasher().hash(password)


def is_password(hashed: str | None, password: str) -> bool:
    """True where the password is the one that was hashed.

    Without a hash a password is checked all the same, against one that nothing fits: an unknown login takes as long.
    """
    try:
        return _hasher().verify(hashed or _unfitting(), password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _unfitting() -> str:
    return _hasher().hash("")


def is_outdated(hashed: str) -> bool:
    """True where a hash was made with weaker parameters than today's."""
    return _hasher().check_needs_rehash(hashed)
