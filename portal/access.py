"""Who gets into `/care-team/` and `/admin/`: the role, then a second factor, before any view runs.

The gate stands in front of every address of the two areas, whatever their views ask for themselves, so a view
that forgets to ask is still closed. Sign-in forms that know no second factor are not served at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, reverse

from portal.models import User
from triage.services.actor import roles_of

CARE_TEAM = "care-team"
ADMIN = "admin"

PASSWORD_ONLY_LOGINS = frozenset({"wagtailadmin_login", "wagtailcore_login"})
"""Forms that would sign somebody in without asking for the second factor; ours is shown instead."""
CLOSED = frozenset(
    {
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailcore_authenticate_with_password",
    }
)
"""Wagtail's addresses that are not used here: passwords are reset at `/accounts/`, no page is private."""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccessMiddleware:
    """The gate. Stands after the middleware that sets `request.user`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.resolver_match and area_of(request.resolver_match) == CARE_TEAM:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """The answer instead of the view's, or None to go on.

        Raises PermissionDenied without the role, Http404 for what is closed.
        """
        match = request.resolver_match
        if match is None:
            return None
        if match.view_name in PASSWORD_ONLY_LOGINS:
            return to_sign_in(request)
        if match.view_name in CLOSED or is_bulk_action_on_users(match):
            raise Http404
        area = area_of(match)
        return gate(request, area) if area else None


def area_of(match: ResolverMatch) -> str:
    """The guarded area that an address stands in, or an empty text. A language prefix makes no difference."""
    first, _, rest = match.route.lstrip("^").partition("/")
    if first in dict(settings.LANGUAGES):
        first = rest.partition("/")[0]
    return first if first in (CARE_TEAM, ADMIN) else ""


def gate(request: HttpRequest, area: str) -> HttpResponse | None:
    """None to let in; else where to go first. Raises PermissionDenied without the area's role."""
    user = request.user
    if not isinstance(user, User):
        refuse_script(request)
        return redirect_to_login(next_address(request), reverse("account_login"))
    if not has_access(user, area):
        raise PermissionDenied
    if is_exempt(user) or used_second_factor(request, user):
        return None
    refuse_script(request)
    return to_second_factor(request, user)


def has_access(user: User, area: str) -> bool:
    """The care team's area needs a clinical role, which being a superuser does not give."""
    if area == CARE_TEAM:
        return bool(roles_of(user))
    return user.has_perm("wagtailadmin.access_admin")


def is_exempt(user: User) -> bool:
    """In the demo, the demo's own accounts need no second factor. Production refuses to start with one."""
    return bool(settings.SIGNPOST_DEMO and user.is_demo)


def used_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened with a second factor that the user still has."""
    present = dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))
    if not set(present.values()) & set(FACTORS):
        return False
    records = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" and record.get("id") in present for record in records)


def to_second_factor(request: HttpRequest, user: User) -> HttpResponse:
    """To the page that asks for the second factor, or, when there is none yet, to set one up."""
    enrolled = Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
    page = reverse("mfa_reauthenticate" if enrolled else "mfa_activate_totp")
    return HttpResponseRedirect(f"{page}?{urlencode({'next': next_address(request)})}")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the one sign-in page; what was posted to the other form is not looked at."""
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    query = (
        f"?{urlencode({'next': wanted})}" if wanted.startswith("/") and not wanted.startswith("//") else ""
    )
    return HttpResponseRedirect(reverse("account_login") + query)


def next_address(request: HttpRequest) -> str:
    """Where to come back to; a form that was sent starts again at its area's first page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    area = area_of(request.resolver_match) if request.resolver_match else ""
    return f"/{area}/" if area else "/"


def refuse_script(request: HttpRequest) -> None:
    """Raises PermissionDenied for a script, which would paste a sign-in page into the screen."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied


def is_bulk_action_on_users(match: ResolverMatch) -> bool:
    """Wagtail's bulk actions would reach every account, patients' among them."""
    return match.view_name == "wagtail_bulk_action" and match.kwargs.get("model_name") == "user"
