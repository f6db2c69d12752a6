"""Passwords as argon2id hashes, with the parameters that RFC 9106 recommends for little memory."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
VARIED = 5
"""Fewer different characters are guessed at once."""


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


SHORT = f"A password has {SHORTEST} characters or more; several words are easy to remember."
LONG = f"A password has {LONGEST} characters at most."
EASY = "This password is easy to guess: it repeats itself or holds the login."


def fault_of(password: str, login: str) -> str | None:
    """Why a password cannot be chosen, as a sentence; None where it can (NIST SP 800-63B: length, no composition)."""
    if len(password) < SHORTEST:
        return SHORT
    if len(password) > LONGEST:
        return LONG
    if len(set(password)) < VARIED or login.casefold() in password.casefold():
        return EASY
    return None
