"""Writers to SQLite queue for its lock."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from django.db import connection, transaction

from triage.services.turns import _path, turn_to_write

HOLD = (
    "import fcntl, os, sys; f = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT); fcntl.flock(f, fcntl.LOCK_EX);"
)
HOLD += "print('held', flush=True); sys.stdin.read()"


@pytest.mark.django_db(transaction=True)
def test_a_turn_waits_for_another_process_and_comes_when_that_is_killed():
    path = _path()
    if path is None:
        assert connection.vendor != "sqlite"
        return
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        came = threading.Event()
        waiting = threading.Thread(target=_take_a_turn, args=(came,))
        waiting.start()
        assert not came.wait(0.3)
        other.kill()
        assert came.wait(10)
        waiting.join()


def _take_a_turn(came: threading.Event) -> None:
    with turn_to_write():
        came.set()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nobody_queues():
    with transaction.atomic():
        assert _path() is None
        with turn_to_write():
            pass
