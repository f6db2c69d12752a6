"""Files as they were sent, with their hashes."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection

from framework.model import UploadedFile
from store.bulk import insert_one
from store.schema import file


def hash_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def keep_files(connection: Connection, files: Sequence[UploadedFile]) -> list[int]:
    """Keeps files and answers their numbers, in the same order."""
    return [_kept(connection, each) for each in files]


def _kept(connection: Connection, sent: UploadedFile) -> int:
    values = {"name": sent.name, "sha256": hash_of(sent.data), "size": len(sent.data), "data": sent.data}
    return insert_one(connection, file, values)
