"""What is left of a large body is read before the answer goes out, and no more of it than is bounded."""

from __future__ import annotations

import io
from typing import Any

import pytest

from portal.whole_requests import LARGE, MOST_TAKEN, WholeRequests


def left_of(body: io.BytesIO, **environ: str) -> int:
    """How much of `body` is left when an application that reads nothing was called."""
    answered = WholeRequests(lambda _environ, _start: [b"No."])({"wsgi.input": body, **environ}, print)
    assert answered == [b"No."]
    return len(body.getbuffer()) - body.tell()


def test_a_large_body_is_read_to_its_end() -> None:
    assert left_of(io.BytesIO(b"x" * 10_000_000), CONTENT_LENGTH="10000000") == 0


def test_a_body_without_its_length_is_read_to_its_end() -> None:
    assert left_of(io.BytesIO(b"x" * 1000), HTTP_TRANSFER_ENCODING="chunked") == 0


@pytest.mark.parametrize("length", ["", "0", str(LARGE), "-1", "many"])
def test_a_body_that_has_arrived_is_left_alone(length: str) -> None:
    assert left_of(io.BytesIO(b"x" * 100), CONTENT_LENGTH=length) == 100


def test_nobody_makes_the_server_read_for_ever() -> None:
    body = io.BytesIO(b"x" * (MOST_TAKEN + 5))
    assert left_of(body, CONTENT_LENGTH=str(MOST_TAKEN + 5)) == 5


def test_a_sender_that_has_gone_breaks_nothing() -> None:
    class Gone(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise ConnectionResetError

    assert left_of(Gone(b"x" * 100), CONTENT_LENGTH=str(LARGE + 1)) == 100
