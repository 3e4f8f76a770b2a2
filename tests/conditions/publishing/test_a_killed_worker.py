"""One process of the server dies: the others answer on, and it is replaced."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from conditions.models import ConditionPage
from tests.conditions.publishing.processes import shared_database, start_server

WORKERS = 2


def workers_of(server: int) -> list[int]:
    """The server's own processes, but for Python's tracker of shared things."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (process / "cmdline").read_bytes()
            if int(parent) == server and state != "Z" and b"tracker" not in words:
                found.append(int(process.name))
    return sorted(found)


def reads(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/conditions/live/", timeout=10) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_the_death_of_one_process_ends_no_other_and_it_is_replaced(
    live: ConditionPage, tmp_path: Path
) -> None:
    server, port = start_server(shared_database(tmp_path), workers=WORKERS)
    try:
        killed = workers_of(server.pid)[-1]
        os.kill(killed, signal.SIGKILL)
        end = time.monotonic() + 30
        while time.monotonic() < end and (
            killed in workers_of(server.pid) or len(workers_of(server.pid)) < WORKERS
        ):
            assert server.poll() is None
            time.sleep(0.2)
        assert len(workers_of(server.pid)) >= WORKERS
        assert killed not in workers_of(server.pid)
        assert all(reads(port) for _ in range(20))
    finally:
        os.killpg(
            server.pid, signal.SIGKILL
        )  # a server that is just replacing a process may miss a polite word
        server.wait(timeout=20)
