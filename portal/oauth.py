"""OAuth2 for other systems: which scopes there are, which of them a client may have, and which addresses exist.

django-oauth-toolkit's own address list would let any signed-in patient register a client with a ten-hour token for
everything. Only token, authorize, revoke, introspect and the metadata document are mounted here.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import unquote_plus

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import include, path
from oauth2_provider import views
from oauth2_provider.scopes import BaseScopes

from portal.models import ApiClient
from portal.readable import texts_of, unreadable

View = Callable[..., HttpResponseBase]
SCOPES: Final = {
    "checkins:read": "Read check-ins",
    "checkins:write": "Submit check-ins",
    "worklist:read": "Read the care team's list",
    "worklist:write": "Work on the care team's list",
    "patients:read": "Find and read patients",
    "patients:write": "Register patients",
    "webhooks:manage": "Manage webhooks",
}


class ClientScopes(BaseScopes):
    """Scopes bounded per client: what `ApiClient.allowed_scopes` names, and nothing that does not exist."""

    def get_all_scopes(self) -> dict[str, str]:
        return dict(SCOPES)

    def get_available_scopes(
        self, application: ApiClient | None = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """The client's scopes; every scope without a client, which only the metadata document asks for."""
        if application is None:
            return list(SCOPES)
        return [scope for scope in SCOPES if scope in application.scopes()]

    def get_default_scopes(
        self, application: ApiClient | None = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """A token request that names no scope gets what the client may have."""
        return [] if application is None else self.get_available_scopes(application, request)


def readable(view: View) -> View:
    """`view`, which is asked about nothing that a database cannot store: that is OAuth2's `invalid_request`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        header = request.headers.get("Authorization", "")
        if unreadable(texts_of(request.POST)) or _names_nobody(header):
            problem = {"error": "invalid_request", "error_description": "A parameter cannot be read."}
            return JsonResponse(problem, status=400, headers={"Cache-Control": "no-store"})
        return view(request, *args, **kwargs)

    return guarded


def _names_nobody(header: str) -> bool:
    """Whether an Authorization header cannot be read, or names a client (RFC 6749, 2.3.1) that cannot be there."""
    kind, _, encoded = header.partition(" ")
    if kind != "Basic":
        return False
    try:
        return unreadable([unquote_plus(base64.b64decode(encoded).decode())])
    except ValueError:
        return not encoded.isascii()


_endpoints = [
    path("oauth/token", readable(views.TokenView.as_view()), name="token"),
    path("oauth/authorize", views.AuthorizationView.as_view(), name="authorize"),
    path("oauth/revoke_token", readable(views.RevokeTokenView.as_view()), name="revoke-token"),
    path("oauth/introspect", readable(views.IntrospectTokenView.as_view()), name="introspect"),
    path(
        ".well-known/oauth-authorization-server",
        views.OAuthServerMetadataView.as_view(),
        name="oauth-server-metadata",
    ),
]
urlpatterns = [path("", include((_endpoints, "oauth2_provider")))]
