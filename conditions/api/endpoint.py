"""The base of every API view: a light dispatcher that denies by default.

These are Django REST framework views to drf-spectacular, which describes them, and to the URL resolver. The dispatch
is our own: no content negotiation, no parsers, no renderers and no throttle classes. They are where most of a
framework POST's time goes (design section 8), and its parser gives a 500 on deep nesting.
"""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from pydantic import BaseModel
from rest_framework.views import APIView

from conditions.api.codes import ErrorCode
from conditions.api.problems import Problem

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Endpoint(APIView):
    """One address. `get`, `post`, ... take Django's request and give a response, or raise `Problem`."""

    csrf_exempt = True
    no_store: ClassVar[bool] = True
    """Whether answers are kept out of every cache. Only public content says no."""

    def authorize(self, request: HttpRequest) -> None:
        """Raise the 401 or 403 for this call. An endpoint that does not say who may call it lets nobody.

        Raises:
            Problem: 401 or 403.
        """
        raise Problem.of(403, ErrorCode.FORBIDDEN)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.request = request
        try:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": self.allow_header()})
            name = "get" if request.method == "HEAD" else (request.method or "").lower()
            handler = getattr(self, name, None) if name.upper() in METHODS else None
            if handler is None:
                raise Problem.of(405, ErrorCode.METHOD_NOT_ALLOWED, headers={"Allow": self.allow_header()})
            self.authorize(request)
            response: HttpResponse = handler(request, *args, **kwargs)
        except Problem as problem:
            response = problem.response()
        if self.no_store:
            response.headers.setdefault("Cache-Control", "no-store")
        return without_body(response) if request.method == "HEAD" else response

    def allow_header(self) -> str:
        """The methods that this address takes."""
        allowed = [method for method in METHODS if hasattr(self, method.lower())]
        return ", ".join([*allowed, *(["HEAD"] if "GET" in allowed else []), "OPTIONS"])


class PublicEndpoint(Endpoint):
    """Anyone may call it; credentials are not looked at."""

    def authorize(self, request: HttpRequest) -> None:
        return None


def without_body(response: HttpResponse) -> HttpResponse:
    """The answer to HEAD: the headers of the GET."""
    response.headers["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def as_json(model: BaseModel) -> bytes:
    """`model` as JSON, by the names that the contract uses."""
    return model.model_dump_json(by_alias=True).encode()


def etag_of(content: bytes) -> str:
    """A strong entity tag for exactly these bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def answer(content: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """`content`, which is JSON, as the response."""
    return HttpResponse(content, status=status, content_type="application/json", headers=headers)


def conditional(request: HttpRequest, content: bytes, headers: dict[str, str] | None = None) -> HttpResponse:
    """`content` with its ETag, or 304 when the caller has it already."""
    etag = etag_of(content)
    headers = {**(headers or {}), "ETag": etag}
    if matches(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        return HttpResponse(status=304, headers=headers)
    return answer(content, headers=headers)


def matches(header: str, etag: str) -> bool:
    """Whether an If-None-Match `header` names `etag` (weak comparison, RFC 9110 section 13.1.2)."""
    if header.strip() == "*":
        return True
    return etag in {tag.strip().removeprefix("W/") for tag in header.split(",")}
