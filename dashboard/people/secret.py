"""The secret by which sessions are signed: from the environment, or from a file that only its owner reads.

Several servers of one site need the same one: give them all RESULTSBOARD_SECRET.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe

from dashboard.calls import FAILED, Trouble

VARIABLE = "RESULTSBOARD_SECRET"
SHORTEST = 32
OWNER_ONLY = 0o600
OTHERS = 0o077


class WeakSecretError(Trouble):
    """The secret of the environment is too short to be one."""

    def __init__(self) -> None:
        super().__init__(
            f"{VARIABLE} has fewer than {SHORTEST} characters: set it to the output of `openssl rand -hex 32`."
        )


class OpenSecretError(Trouble):
    """Others than its owner may read the file of the secret."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Others may read {path}, which signs the sessions: `chmod 600 {path}`, then start again.", FAILED
        )


class NoSecretError(Trouble):
    """The file of the secret can be neither read nor made."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The secret that signs the sessions can be neither read from {path} nor written there ({reason}). "
            f"Give the server a folder of its own, or set {VARIABLE}.",
            FAILED,
        )


def secret_of(environment: Mapping[str, str], path: Path) -> str:
    """The secret of a site.

    Args:
        environment: where it may be given.
        path: the file that keeps it otherwise; made where there is none.

    Raises:
        WeakSecretError: it is too short.
        OpenSecretError: the file is readable for others.
        NoSecretError: it can be neither read nor made.
    """
    given = environment.get(VARIABLE)
    if given is not None:
        if len(given) < SHORTEST:
            raise WeakSecretError
        return given
    try:
        return _kept(path)
    except OSError as error:
        raise NoSecretError(path, error.strerror or str(error)) from error


def _kept(path: Path) -> str:
    if not path.exists():
        _make(path)
    if path.stat().st_mode & OTHERS:
        raise OpenSecretError(path)
    return path.read_text("ascii").strip()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return  # another server made it at the same moment
    with os.fdopen(handle, "w") as file:
        file.write(token_urlsafe(48))
