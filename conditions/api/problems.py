"""Errors of the API: one envelope, RFC 9457 `application/problem+json`, with `errors: [{pointer, code, detail}]`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from conditions.api.codes import MEANINGS, ErrorCode

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    `pointer` is an RFC 6901 JSON Pointer into the body ("" is the whole of it), `query.NAME` for a query
    parameter, or `header.NAME` for a header.
    """

    pointer: str
    code: ErrorCode
    detail: str


@dataclass
class Problem(Exception):
    """Ends a request with an error answer. `extra` holds further members of the problem object."""

    status: int
    faults: Sequence[Fault]
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        status: int,
        code: ErrorCode,
        detail: str = "",
        *,
        pointer: str = "",
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Problem:
        """A problem with one fault; its text is the code's meaning unless `detail` says more."""
        return cls(status, [Fault(pointer, code, detail or MEANINGS[code])], headers or {}, extra or {})

    def response(self) -> HttpResponse:
        """The answer; never cached."""
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.faults[0].detail if len(self.faults) == 1 else f"{len(self.faults)} faults.",
            "errors": [
                {"pointer": fault.pointer, "code": fault.code, "detail": fault.detail}
                for fault in self.faults
            ],
            **self.extra,
        }
        headers = {"Cache-Control": "no-store", **self.headers}
        return HttpResponse(json.dumps(body), status=self.status, content_type=PROBLEM_TYPE, headers=headers)


def not_found() -> Problem:
    """The one answer for what does not exist and for what the caller may not know to exist."""
    return Problem.of(404, ErrorCode.NOT_FOUND)
