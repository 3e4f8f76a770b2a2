"""Makes every error under /api a problem, whoever gave it: a bad host, a CSRF failure, an unknown address, a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from conditions.api.codes import ErrorCode
from conditions.api.problems import PROBLEM_TYPE, Problem

API_PREFIX: Final = "/api/"
_CODES: Final = {
    400: ErrorCode.BAD_REQUEST,
    401: ErrorCode.NOT_AUTHENTICATED,
    403: ErrorCode.FORBIDDEN,
    404: ErrorCode.NOT_FOUND,
    405: ErrorCode.METHOD_NOT_ALLOWED,
    409: ErrorCode.CONFLICT,
    413: ErrorCode.BODY_TOO_LARGE,
    415: ErrorCode.UNSUPPORTED_MEDIA_TYPE,
    429: ErrorCode.RATE_LIMITED,
    503: ErrorCode.UNAVAILABLE,
}
_KEPT_HEADERS: Final = ("Allow", "Retry-After", "WWW-Authenticate")


class ApiProblemMiddleware:
    """Stands first, so that it sees the answer that Django makes of an error in any other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not (request.path.startswith(API_PREFIX) or request.path == "/api"):
            return response
        if response.headers.get("Content-Type") == PROBLEM_TYPE:
            return response
        return _problem_for(response)


def _problem_for(response: HttpResponseBase) -> HttpResponseBase:
    status = response.status_code
    fallback = ErrorCode.BAD_REQUEST if status < 500 else ErrorCode.SERVER_ERROR
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    problem = Problem.of(status, _CODES.get(status, fallback), headers=kept).response()
    for name, value in response.headers.items():
        if name not in {"Content-Type", "Content-Length", "Cache-Control"}:
            problem.headers.setdefault(name, value)
    return problem
