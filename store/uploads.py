"""Files that were sent and wait for a decision, whichever server took them in.

An upload is decided on once: it is kept with its reports in one transaction, or discarded. Then its bytes go; what became
of it stays for a day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Any, BinaryIO

from sqlalchemy import Connection, delete, insert, select, update

from framework.model import UploadedFile
from store.beside import upload, upload_file, upload_part
from store.bulk import insert_one
from store.numbering import numbered_project
from store.schema import project

PART = 1024 * 1024
"""Bytes that are written at once."""


class State(StrEnum):
    """What became of an upload."""

    WAITING = "waiting"
    KEPT = "kept"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent, without its bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An upload."""

    token: str
    project: str
    at: datetime
    files: tuple[SentFile, ...]
    asked: Mapping[str, Any]
    """What was said beside the files."""
    state: State = State.WAITING
    answer: Mapping[str, Any] | None = None
    """What became of it."""


def put(
    connection: Connection,
    project_code: str,
    token: str,
    files: Iterable[tuple[str, BinaryIO]],
    *,
    at: datetime,
    asked: Mapping[str, Any],
) -> Sent:
    """Takes an upload in.

    Args:
        connection: of `Database.writing()`.
        project_code: which project it is for.
        token: its name, which nobody can guess.
        files: names, and streams that are read one after the other.
        at: when it was sent.
        asked: what was said beside the files; goes through JSON.
    """
    key = {"project_id": numbered_project(connection, project_code), "token": token}
    number = insert_one(connection, upload, {**key, "sent_at": at, "asked": dict(asked), "state": State.WAITING.value})
    kept = tuple(_put_file(connection, number, position, *file) for position, file in enumerate(files))
    return Sent(token=token, project=project_code, at=at, files=kept, asked=asked)


def _put_file(connection: Connection, number: int, position: int, name: str, stream: BinaryIO) -> SentFile:
    """One file; it is never in memory as a whole."""
    key, size = {"upload_id": number, "position": position}, 0
    for part, data in enumerate(iter(lambda: stream.read(PART), b"")):
        connection.execute(insert(upload_part).values(**key, part=part, data=data))
        size += len(data)
    connection.execute(insert(upload_file).values(**key, name=name, size=size))
    return SentFile(name, size)


def find(connection: Connection, project_code: str, token: str, since: datetime) -> Sent | None:
    """The upload of that token and project; None where there is none, or only one that was sent before a moment."""
    query = select(upload).join(project).where(project.c.code == project_code, upload.c.token == token)
    row = connection.execute(query.where(upload.c.sent_at >= since)).one_or_none()
    if row is None:
        return None
    files = select(upload_file.c.name, upload_file.c.size).where(upload_file.c.upload_id == row.id)
    return Sent(
        token=token,
        project=project_code,
        at=row.sent_at,
        files=tuple(SentFile(*each) for each in connection.execute(files.order_by(upload_file.c.position))),
        asked=row.asked,
        state=State(row.state),
        answer=row.answer,
    )


def read(connection: Connection, token: str) -> list[UploadedFile]:
    """The files of an upload with their bytes, which are empty once it is decided on."""
    query = select(upload_file).join(upload).where(upload.c.token == token).order_by(upload_file.c.position)
    files = connection.execute(query).all()
    return [UploadedFile(each.name, b"".join(_pieces(connection, each.upload_id, each.position))) for each in files]


def _pieces(connection: Connection, number: int, position: int) -> Iterator[bytes]:
    """The pieces of a file, asked for one by one, which spares memory on PostgreSQL."""
    of_file = select(upload_part.c.data).where(upload_part.c.upload_id == number, upload_part.c.position == position)
    for part in count():
        data = connection.execute(of_file.where(upload_part.c.part == part)).scalar_one_or_none()
        if data is None:
            return
        yield data


def ask(connection: Connection, token: str, asked: Mapping[str, Any]) -> None:
    """Says something else beside the files of an upload that waits."""
    waits = update(upload).where(upload.c.token == token, upload.c.state == State.WAITING.value)
    connection.execute(waits.values(asked=dict(asked)))


def settle(connection: Connection, token: str, state: State, answer: Mapping[str, Any] | None = None) -> bool:
    """Decides on an upload that waits: its bytes go.

    Args:
        connection: of `Database.writing()`.
        token: the upload.
        state: what becomes of it.
        answer: what its page tells for a day; goes through JSON.

    Returns:
        False where there is no such upload, or it was decided on before.
    """
    waits = update(upload).where(upload.c.token == token, upload.c.state == State.WAITING.value)
    number = connection.execute(
        waits.values(state=state.value, answer=dict(answer or {})).returning(upload.c.id)
    ).scalar_one_or_none()
    if number is None:
        return False
    connection.execute(delete(upload_part).where(upload_part.c.upload_id == number))
    return True


def sweep(connection: Connection, before: datetime) -> None:
    """Uploads that were sent before a moment go, decided on or not; those that another process holds stay for now."""
    query = select(upload.c.id).where(upload.c.sent_at < before).with_for_update(skip_locked=True)
    old = connection.execute(query).scalars().all()
    if old:
        for table in (upload_part, upload_file):
            connection.execute(delete(table).where(table.c.upload_id.in_(old)))
        connection.execute(delete(upload).where(upload.c.id.in_(old)))
