"""Writers take turns at SQLite's one write lock, and whoever has the turn stores what waits beside it too.

SQLite lets a writer that finds the lock taken sleep for up to 100 ms before it looks again, so that under load the
lock is free for most of the time. A file lock beside the database wakes the next writer at once, in this process and
in the others. It only orders them: what keeps transactions apart is SQLite's own lock, and a writer that does not
queue here is merely slower. The system lets go of the lock of a process that dies.

A commit waits for the disk, which costs as much as storing a check-in. So rehearsed work of this process that waits
for the same turn is stored in one transaction (`perform`). PostgreSQL needs none of this.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import Error, OperationalError, connection

from triage.models.unit_of_work import Rehearsal, unit_of_work, vendor

_thread_turn = threading.Lock()
_files: dict[str, int] = {}


@dataclass
class _Waiting:
    """Rehearsed work that waits to be stored. `stored` is None until somebody has tried."""

    rehearsal: Rehearsal[Any]
    stored: bool | None = None
    error: OperationalError | None = None


_waiting: deque[_Waiting] = deque()


def perform(rehearsal: Rehearsal[Any]) -> bool:
    """Store what was rehearsed, in one transaction with what else waits in this process. True once it is committed.

    False when it does not hold any more, or something of the transaction was refused: nothing of it is stored, and the
    caller does the work anew, alone. One check-in can so never undo another.

    Raises:
        OperationalError: the database gave no lock in time.
    """
    mine = _Waiting(rehearsal)
    _waiting.append(mine)
    with _thread_turn:
        if mine.stored is None:
            with _file_turn(_path()):
                _store_all([_waiting.popleft() for _ in range(len(_waiting))])
    if mine.error is not None:
        raise mine.error
    return bool(mine.stored)


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait for this writer's turn. Enter it just before the transaction, and do little else inside."""
    path = _path()
    if path is None:
        yield
        return
    with _thread_turn, _file_turn(path):
        yield


def _store_all(batch: list[_Waiting]) -> None:
    for one in batch:
        one.stored = False
    try:
        with unit_of_work():
            held = [one for one in batch if one.rehearsal.perform()]
    except OperationalError as error:
        for one in batch:
            one.error = error
    except Error:
        return
    else:
        for one in held:
            one.stored = True


@contextmanager
def _file_turn(path: str | None) -> Iterator[None]:
    if path is None:
        yield
        return
    file = _files.get(path)
    if file is None:
        file = _files[path] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _path() -> str | None:
    """The lock's file; None where there is nothing to queue for."""
    if vendor() != "sqlite" or connection.in_atomic_block:
        return None
    name = str(connection.settings_dict["NAME"])
    if not name or ":memory:" in name or "mode=memory" in name:
        return None
    return f"{name}-turn"
