"""Bad bodies sent to the production server itself: each gets a clear answer, and the server answers on."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from django.db import connection

from conditions.models import Publication
from portal.whole_requests import LARGE as FITS
from tests.api.builders import body
from tests.conditions.publishing.processes import start_server
from tests.triage.test_submit_killed import database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
PATH = "/api/v1/assessments"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def port(publication: Publication) -> Iterator[int]:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.fail("Set TEST_DATABASE to a file: another process must reach the test database.")
    process, port = start_server(database_url(), workers=1)
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def send(
    port: int, raw: bytes, headers: dict[str, str], *, method: str = "POST", path: str = PATH
) -> tuple[int, list[str]]:
    """The status and the codes of the answer; no code for an answer that is no problem."""
    to_server = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        to_server.request(method, path, raw, headers)
        response = to_server.getresponse()
        answer = json.loads(response.read())
        if response.headers["Content-Type"] != "application/problem+json":
            return response.status, []
        return response.status, [error["code"] for error in answer["errors"]]
    finally:
        to_server.close()


def test_each_gets_its_answer_and_the_server_answers_on(port: int, publication: Publication) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    assert [
        send(port, b"", JSON),
        send(port, deep, JSON),
        send(port, b'{"note": "\\ud800"}', JSON),
        send(port, b"{}", {"Content-Type": "text/plain"}),
        send(port, b"x" * FITS, {"Content-Type": "text/plain"}),
        send(port, b"{}", JSON, method="PUT"),
        send(port, b"{}", JSON, method="MADEUP"),
        send(port, json.dumps(body(publication)).encode(), JSON),
    ] == [
        (400, ["empty_body"]),
        (400, ["malformed_json"]),
        (400, ["forbidden_character"]),
        (415, ["unsupported_media_type"]),
        (415, ["unsupported_media_type"]),
        (405, ["method_not_allowed"]),
        (405, ["method_not_allowed"]),
        (200, []),
    ]


LARGE = b'{"condition": "' + b"x" * 10_000_000 + b'"}'


def test_whoever_sends_10_mb_hears_why_it_is_refused(port: int) -> None:
    """The answer is known at once, and goes out when the sender has finished: else the connection would break."""
    assert [
        send(port, LARGE, JSON),
        send(port, LARGE, JSON | {"Connection": "close"}),
        send(port, LARGE, JSON, path="/api/v1/check-ins"),
        send(port, LARGE, JSON, path="/api/v1/nothing"),
        send(port, LARGE, {"Content-Type": "text/plain"}),
        send(port, LARGE, JSON, method="PUT"),
    ] == [
        (413, ["body_too_large"]),
        (413, ["body_too_large"]),
        (401, ["not_authenticated"]),
        (404, ["not_found"]),
        (415, ["unsupported_media_type"]),
        (405, ["method_not_allowed"]),
    ]


def test_a_large_form_is_answered_with_a_page_that_says_whom_to_call(port: int) -> None:
    to_server = HTTPConnection("127.0.0.1", port, timeout=20)
    to_server.request(
        "POST",
        "/accounts/login/",
        b"login=" + b"x" * 10_000_000,
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    response = to_server.getresponse()
    assert (response.status, b"tel:911" in response.read()) == (403, True)
    to_server.close()


def test_a_large_body_of_unknown_length_is_refused_in_words(port: int) -> None:
    to_server = HTTPConnection("127.0.0.1", port, timeout=20)
    pieces = (b"x" * 100_000 for _ in range(100))
    to_server.request("POST", PATH, pieces, JSON, encode_chunked=True)
    answer = json.loads(to_server.getresponse().read())
    assert [error["code"] for error in answer["errors"]] == ["length_required"]
    to_server.close()
