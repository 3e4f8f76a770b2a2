"""After publishing has returned, no process of the server serves the words that were there before."""

from __future__ import annotations

import re
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from conditions.models import ConditionPage
from tests.conditions.publishing.processes import server, shared_database, start_publisher

PUBLISHED = 6
WITHDRAW = "withdraw"


class Reader(threading.Thread):
    """Asks for the page again and again, and notes when each request began and which sentence came."""

    def __init__(self, port: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.stop = port, stop
        self.seen: list[tuple[float, int]] = []
        self.failures: list[int] = []

    def run(self) -> None:
        while not self.stop.is_set():
            # A new connection each time, so that the requests spread over the processes.
            connection, began = HTTPConnection("127.0.0.1", self.port, timeout=20), time.monotonic()
            connection.request("GET", "/conditions/live/")
            response = connection.getresponse()
            body = response.read().decode()
            connection.close()
            found = re.search(r"Sentence A (\d+)", body)
            if response.status != 200:
                self.failures.append(response.status)
            else:
                self.seen.append((began, int(found[1]) if found else 0))


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_no_process_serves_a_page_after_it_was_withdrawn(live: ConditionPage, tmp_path: Path) -> None:
    database = shared_database(tmp_path)
    with server(database, workers=3) as port:
        assert {_status(port) for _ in range(12)} == {200}
        publisher = start_publisher(database, "live", WITHDRAW, "1")
        publisher.communicate(timeout=120)
        after = [_status(port) for _ in range(30)]
    assert publisher.returncode == 0
    assert set(after) == {410}


def _status(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/conditions/live/")
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_no_process_serves_old_words_after_publishing_returned(live: ConditionPage, tmp_path: Path) -> None:
    database = shared_database(tmp_path)
    stop = threading.Event()
    with server(database, workers=3) as port:
        readers = [Reader(port, stop) for _ in range(4)]
        for reader in readers:
            reader.start()
        publisher = start_publisher(database, "live", "A", str(PUBLISHED))
        output, _ = publisher.communicate(timeout=120)
        time.sleep(0.3)
        stop.set()
        for reader in readers:
            reader.join(timeout=30)
    returned = [(int(line.split()[0]), float(line.split()[1])) for line in output.splitlines()]
    seen = [observation for reader in readers for observation in reader.seen]
    stale = [
        (began, sentence, number)
        for began, sentence in seen
        for number, at in returned
        if began >= at and sentence < number
    ]
    assert publisher.returncode == 0
    assert [reader.failures for reader in readers] == [[]] * len(readers)
    assert {sentence for _, sentence in seen} >= {0, PUBLISHED}
    assert stale == []
