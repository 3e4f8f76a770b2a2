"""The OpenAPI 3.1 document and the page that shows it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator

from conditions.api.endpoint import PublicEndpoint, conditional
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


@method_decorator(
    csp_update({"img-src": ["data:"]}), name="dispatch"
)  # the icons in Swagger's own style sheet
class ApiDocsView(PublicEndpoint):
    """GET /api/docs: Swagger's page from our own files, without inline scripts and without a third party."""

    schema = None

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "api/docs.html")
