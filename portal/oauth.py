"""OAuth2 for other systems: which scopes there are, which of them a client may have, and which addresses exist.

django-oauth-toolkit's own address list would let any signed-in patient register a client with a ten-hour token for
everything. Only token, authorize, revoke, introspect and the metadata document are mounted here.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import unquote_plus, urlsplit

from csp.decorators import csp_update
from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from oauth2_provider import views
from oauth2_provider.forms import AllowForm
from oauth2_provider.scopes import BaseScopes

from portal.errors import kept_by_nobody
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
    "findings:read": "Read the findings about published pages",
    "webhooks:manage": "Manage webhooks",
}
WORDS: Final = {
    "checkins:read": _("See your check-ins and what you were told"),
    "checkins:write": _("Answer and send check-ins for you"),
    "worklist:read": _("See the care team’s list"),
    "worklist:write": _("Work on the care team’s list"),
    "patients:read": _("Find patients, and see their names and birth dates"),
    "patients:write": _("Register patients"),
    "findings:read": _("See what there is to say about the words of pages"),
    "webhooks:manage": _("Have messages sent to another system when something happens"),
}
"""Each scope as the person reads it who is asked to allow it."""


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


class AuthorizationView(views.AuthorizationView):
    """Asks whoever is signed in, on a page of this site. Nobody keeps the page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return kept_by_nobody(answer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what the application could do, in words, and where both answers lead."""
        asked = {
            "allowed": [WORDS[scope] for scope in kwargs["scopes"]],
            "leads_to": urlsplit(kwargs["redirect_uri"]).hostname,
        }
        context: dict[str, Any] = super().get_context_data(**asked, **kwargs)
        return context

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        """Browsers hold what a form redirects to against `form-action` too, so the application's address is let
        through: that one, and on this page alone."""
        response: HttpResponseBase = super().render_to_response(context, **kwargs)
        if "redirect_uri" not in context:
            return response
        to = urlsplit(context["redirect_uri"])
        let_through = csp_update({"form-action": [f"{to.scheme}://{to.netloc}"]})
        let_through(lambda _request: response)(self.request)
        return response

    def form_valid(self, form: AllowForm) -> HttpResponseBase:
        """Raises BadRequest for a form that names an application that is not there: ours never does."""
        if not ApiClient.objects.filter(client_id=form.cleaned_data["client_id"]).exists():
            raise BadRequest("There is no such application.")
        answer: HttpResponseBase = super().form_valid(form)
        return answer

    def form_invalid(self, form: AllowForm) -> HttpResponseBase:
        """Raises BadRequest: all fields are hidden, so whoever is asked cannot put one right."""
        raise BadRequest("The form was changed on its way.")


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
    path("oauth/authorize", AuthorizationView.as_view(), name="authorize"),
    path("oauth/revoke_token", readable(views.RevokeTokenView.as_view()), name="revoke-token"),
    path("oauth/introspect", readable(views.IntrospectTokenView.as_view()), name="introspect"),
    path(
        ".well-known/oauth-authorization-server",
        views.OAuthServerMetadataView.as_view(),
        name="oauth-server-metadata",
    ),
]
urlpatterns = [path("", include((_endpoints, "oauth2_provider")))]
