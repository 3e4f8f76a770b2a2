"""A server that is killed while check-ins arrive over HTTP: what it acknowledged is stored, and a retry does the rest
once (P22)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from http.client import HTTPConnection, HTTPException

import pytest
from django.db import connection

from conditions.models import Publication
from portal.models import ApiClient
from tests.api.builders import ALL_NO, body, token_of
from tests.conditions.publishing.processes import start_server
from tests.triage.test_submit_killed import database_url
from triage.models import Assessment, AuditEvent, CheckIn, IdempotencyKey, OutboxEvent, Patient, WorkItem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
SENDERS = 4
ENOUGH = 25
"""The server is killed when it has acknowledged so many."""


class Sender(threading.Thread):
    """Submits one check-in after another until the server answers no more."""

    def __init__(self, name: str, port: int, sent: bytes, token: str, killed: threading.Semaphore) -> None:
        super().__init__(daemon=True, name=name)
        self.port, self.sent, self.token, self.killed = port, sent, token, killed
        self.acknowledged: dict[str, str] = {}
        self.unanswered = ""

    def run(self) -> None:
        for number in range(10_000):
            key = f"{self.name}-{number}"
            try:
                self.acknowledged[key] = submit(self.port, key, self.sent, self.token)
            except (OSError, HTTPException):
                self.unanswered = key
                return
            self.killed.release()


def submit(port: int, key: str, sent: bytes, token: str) -> str:
    """The id of the check-in, from a 201 that was received whole."""
    to_server = HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "Idempotency-Key": key}
    try:
        to_server.request("POST", "/api/v1/check-ins", sent, headers)
        response = to_server.getresponse()
        answered = response.read()
        assert response.status == 201, answered
        return str(json.loads(answered)["id"])
    finally:
        to_server.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """The server and its workers, at once and without a word."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


@pytest.fixture
def sent(publication: Publication, alice: Patient) -> bytes:
    return json.dumps(body(publication, answers=ALL_NO | {"fever": "yes"}, patient=str(alice.pk))).encode()


@pytest.fixture
def killed(sent: bytes, hospital: ApiClient) -> tuple[list[Sender], str]:
    """What the senders know after the server was killed between and inside their submits."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.fail("Set TEST_DATABASE to a file: another process must reach the test database.")
    token, count = token_of(hospital), threading.Semaphore(0)
    process, port = start_server(database_url(), workers=2)
    senders = [Sender(f"sender-{one}", port, sent, token, count) for one in range(SENDERS)]
    try:
        for sender in senders:
            sender.start()
        for _acknowledged in range(ENOUGH):
            assert count.acquire(timeout=30)
    finally:
        kill(process)
    for sender in senders:
        sender.join(timeout=30)
    return senders, token


def test_what_a_killed_server_acknowledged_is_stored_and_a_retry_does_the_rest_once(
    killed: tuple[list[Sender], str], sent: bytes
) -> None:
    senders, token = killed
    acknowledged = {key: one for sender in senders for key, one in sender.acknowledged.items()}
    stored = {str(one) for one in CheckIn.objects.values_list("pk", flat=True)}
    assert len(acknowledged) >= ENOUGH
    assert all(sender.unanswered for sender in senders)
    assert set(acknowledged.values()) <= stored
    assert len(stored) <= len(acknowledged) + SENDERS
    assert_whole(len(stored))

    process, port = start_server(database_url(), workers=1)
    try:
        again = {key: submit(port, key, sent, token) for key in [*acknowledged][-SENDERS:]}
        finished = {sender.unanswered: submit(port, sender.unanswered, sent, token) for sender in senders}
    finally:
        kill(process)
    assert again.items() <= acknowledged.items()
    everything = set(acknowledged.values()) | set(finished.values())
    assert {str(one) for one in CheckIn.objects.values_list("pk", flat=True)} == everything
    assert len(everything) == len(acknowledged) + SENDERS
    assert_whole(len(everything))


def assert_whole(count: int) -> None:
    """Each check-in has everything that was written with it, and nothing is there without one."""
    assert Assessment.objects.count() == IdempotencyKey.objects.count() == count
    assert AuditEvent.objects.filter(verb="check_in.submit").count() == count
    assert OutboxEvent.objects.filter(kind="check_in.submitted").count() == count
    assert WorkItem.objects.filter(level="urgent").count() == 1
