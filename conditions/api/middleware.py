"""The API's own short way through Django, on which every error is a problem, whoever gave it: a bad host, a CSRF
failure, an unknown address, a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import ResolverMatch, get_resolver
from django.utils.module_loading import import_string

from conditions.api.codes import ErrorCode
from conditions.api.problems import PROBLEM_TYPE, Problem

API_PREFIX: Final = "/api/v1/"
NOTHING_TO_LOAD: Final = "default-src 'none'; frame-ancestors 'none'"
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


class ApiMiddleware:
    """Stands first. Answers what is under /api/v1 itself, and makes every error under /api a problem.

    Calls of the API need few of the site's middlewares: no locale, no messages, no page's CSRF or access rules. They
    pass `settings.API_MIDDLEWARE` instead of the rest of `settings.MIDDLEWARE`, which would cost more than a decision
    does; and `settings.API_SESSION_MIDDLEWARE` when no header says who calls, beside which no session is looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.resolver = get_resolver(settings.API_URLCONF)
        self.fixed: dict[str, ResolverMatch] = {}
        self.by_header = self._chain(settings.API_MIDDLEWARE)
        self.by_session = self._chain([*settings.API_MIDDLEWARE, *settings.API_SESSION_MIDDLEWARE])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith(API_PREFIX):
            named = bool(request.META.get("HTTP_AUTHORIZATION"))
            response = (self.by_header if named else self.by_session)(request)
            response.headers.setdefault("Content-Security-Policy", NOTHING_TO_LOAD)
            if isinstance(response, HttpResponse):
                response.headers.setdefault("Content-Length", str(len(response.content)))
        else:
            response = self.get_response(request)
            if not (path == "/api" or path.startswith("/api/")):
                return response
        if response.status_code < 400 or response.headers.get("Content-Type") == PROBLEM_TYPE:
            return response
        return _problem_for(response)

    def _chain(self, middleware: Sequence[str]) -> Callable[[HttpRequest], HttpResponseBase]:
        """The view behind `middleware`, each guarded as Django guards its own."""
        handler: Any = convert_exception_to_response(self._call_view)
        for path in reversed(middleware):
            handler = convert_exception_to_response(import_string(path)(handler))
        guarded: Callable[[HttpRequest], HttpResponseBase] = handler
        return guarded

    def _call_view(self, request: HttpRequest) -> HttpResponseBase:
        request.get_host()  # raises DisallowedHost
        match = self._match(request.path_info)
        request.resolver_match = match
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response

    def _match(self, path: str) -> ResolverMatch:
        """The view of `path`. Of an address that stands in the URLs as it is, it is looked up once."""
        found = self.fixed.get(path)
        if found is None:
            found = self.resolver.resolve(path)
            if path == f"/{found.route}":
                self.fixed[path] = found
        return found


def _problem_for(response: HttpResponseBase) -> HttpResponseBase:
    status = response.status_code
    fallback = ErrorCode.BAD_REQUEST if status < 500 else ErrorCode.SERVER_ERROR
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    problem = Problem.of(status, _CODES.get(status, fallback), headers=kept).response()
    problem.__dict__["_has_been_logged"] = getattr(response, "_has_been_logged", False)  # Django's own mark
    for name, value in response.headers.items():
        if name not in {"Content-Type", "Content-Length", "Cache-Control"}:
            problem.headers.setdefault(name, value)
    return problem
