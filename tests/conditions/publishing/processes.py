"""Real server and publisher processes on a copy of the test database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from django.db import connection

from portal.server import server_arguments

ROOT = Path(__file__).resolve().parents[3]


def shared_database(folder: Path) -> str:
    """The address of a database with the committed rows of the test database, which other processes can open."""
    if connection.vendor == "sqlite":
        file = folder / "shared.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return f"sqlite:///{file}"
    wanted = connection.settings_dict
    password = f":{wanted['PASSWORD']}" if wanted["PASSWORD"] else ""
    return f"postgres://{wanted['USER']}{password}@{wanted['HOST']}:{wanted['PORT']}/{wanted['NAME']}"


def environment(database: str) -> dict[str, str]:
    """What a process needs to run on `database` with the freshness bound of production."""
    return os.environ | {
        "DATABASE_URL": database,
        "SIGNPOST_TEST": "1",
        "SIGNPOST_FRESHNESS_MS": "250",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONPATH": str(ROOT),
    }


def start_publisher(database: str, *arguments: str) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("publisher.py")
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        env=environment(database),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def server(database: str, *, workers: int) -> Iterator[int]:
    """The production server with several processes; gives its port, ends it afterwards."""
    process, port = start_server(database, workers=workers)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def start_server(database: str, *, workers: int) -> tuple[subprocess.Popen[bytes], int]:
    """The production server, answering, and its port. It leads a process group of its own, with its workers in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", *server_arguments(port=port, workers=workers, threads=2)]
    process = subprocess.Popen(command, env=environment(database), cwd=ROOT, start_new_session=True)
    try:
        _await(port)
    except TimeoutError:
        process.kill()
        raise
    return process, port


def _await(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The server did not start.")
