"""Each request has an id, which its audit rows and its log lines name; and no log line names a patient.

Addresses of a patient's pages hold random ids, and the message of an error can hold what somebody said (a database
repeats the row that it refused). So a line names the route and never the address, and of an error the kind and the
place and never the message. A refusal is one line without its place: anybody who is signed in can ask to be refused.
"""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TypeAlias

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from triage.services.running_request import REQUEST_ID

Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
IN_META = "signpost.request_id"
REFUSALS = (PermissionDenied, SuspiciousOperation)
"""What a sender causes at will: too large a body or too many fields too. One line each, or anyone could fill the log."""


class RequestIdMiddleware:
    """Stands first, and gives each request an id of its own. What a client sends as an id is not taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.META[IN_META] = uuid.uuid4().hex  # for a line that is written after this has returned
        running = REQUEST_ID.set(request.META[IN_META])
        try:
            return self.get_response(request)
        finally:
            REQUEST_ID.reset(running)


class NamesNoPatient(logging.Formatter):
    """A log line with the request's id, the route for the address, and errors without their messages."""

    def format(self, record: logging.LogRecord) -> str:
        said = logging.makeLogRecord(record.__dict__)
        running = REQUEST_ID.get() or "-"
        request = getattr(record, "request", None)
        said.__dict__["request_id"] = running
        if isinstance(request, HttpRequest):
            said.__dict__["request_id"] = request.META.get(IN_META, running)
            if isinstance(record.args, tuple):
                said.args = tuple(_route(request) if arg in _written(request) else arg for arg in record.args)
        said.exc_text = None  # another handler's, with the message in it
        return super().format(said)

    def formatException(self, ei: Raised) -> str:
        error = ei[1]
        return "" if error is None or isinstance(error, REFUSALS) else "\n".join(_kind_and_place(error))


def _written(request: HttpRequest) -> tuple[str, str]:
    """The address as it is, and as Django writes it into a line: with escapes for what is not plain text."""
    return request.path, request.path.encode("unicode_escape").decode("ascii")


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match is not None else "an unknown address"


def _kind_and_place(error: BaseException) -> Iterator[str]:
    """The stack of the error and of what caused it, the first cause first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _kind_and_place(before)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__module__}.{type(error).__qualname__}"
