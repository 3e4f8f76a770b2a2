"""The OpenAPI 3.1 document, for programs and for people."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from drf_spectacular.generators import SchemaGenerator

from conditions.api.endpoint import PublicEndpoint, conditional
from conditions.selectors.wording import recent_wording
from conditions.views.frame import site_frame
from portal.api_reference import Reference, reference
from portal.oauth import SCOPES

SECURITY_SCHEMES: dict[str, Any] = {
    "oauth2": {
        "type": "oauth2",
        "description": "For other systems. Tokens last 300 seconds.",
        "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": SCOPES}},
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "For a signed-in patient. A call that writes needs the CSRF token in X-CSRFToken.",
    },
}


def document() -> dict[str, Any]:
    """The description of /api/v1, made from the endpoints themselves."""
    generator = SchemaGenerator(urlconf="portal.urls_api")  # type: ignore[no-untyped-call]
    schema: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    schema["components"]["securitySchemes"] = SECURITY_SCHEMES
    return schema


@lru_cache(maxsize=1)
def _document_bytes() -> bytes:
    return json.dumps(document(), sort_keys=True).encode()


class OpenApiView(PublicEndpoint):
    """GET /api/v1/openapi.json"""

    schema = None
    no_store = False

    def get(self, request: HttpRequest) -> HttpResponse:
        return conditional(request, _document_bytes(), {"Cache-Control": "no-cache"})


@lru_cache(maxsize=1)
def _reference() -> tuple[Reference, SafeString]:
    found = reference(document())
    return found, mark_safe(render_to_string("api/reference.html", {"reference": found}))  # noqa: S308  (a template's)


class ApiDocsView(PublicEndpoint):
    """GET /api/docs: the same description for people."""

    schema = None

    def get(self, request: HttpRequest) -> HttpResponse:
        found, body = _reference()
        frame = site_frame(request, recent_wording(), active="")
        return render(request, "api/docs.html", {**frame, "reference": found, "body": body})
