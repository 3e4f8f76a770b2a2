"""Writers queue for SQLite's one write lock instead of sleeping and trying again.

SQLite lets a writer that finds the lock taken sleep for up to 100 ms before it looks again, so that under load the
lock is free for most of the time. A file lock beside the database wakes the next writer at once, in this process and
in the others. It only orders them: what keeps transactions apart is SQLite's own lock, and a writer that does not
queue here is merely slower. The system lets go of the lock of a process that dies. PostgreSQL needs none of this.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from triage.models.unit_of_work import vendor

_thread_turn = threading.Lock()
_files: dict[str, int] = {}


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait for this writer's turn. Enter it just before the transaction, and do little else inside."""
    path = _path()
    if path is None:
        yield
        return
    with _thread_turn:
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
