"""Who calls: a signed-in patient, or another system with a bearer token; and what they may do here."""

from __future__ import annotations

import datetime
import hashlib
import time
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from oauth2_provider.models import get_access_token_model
from oauth2_provider.scopes import get_scopes_backend
from rest_framework.authentication import CSRFCheck

from conditions.api.codes import ErrorCode
from conditions.api.endpoint import Endpoint
from conditions.api.problems import Problem
from triage.models import ActorKind
from triage.services.actor import Actor, client_actor, patient_actor
from triage.services.patients import of_account

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_KEPT_TOKENS: Final = 1000


@dataclass(frozen=True)
class Caller:
    """An actor, and the scopes of their token; None for a session, which has no scopes to bound it."""

    actor: Actor
    scopes: frozenset[str] | None


@dataclass(frozen=True)
class _KnownToken:
    caller: Caller
    expires: datetime.datetime
    looked_up: float
    """Seconds of the monotonic clock, from before the query."""


_known: dict[str, _KnownToken] = {}
"""Tokens by fingerprint. Each is looked up again after `SIGNPOST_TOKEN_CACHE_SECONDS`, so that a revoked token or
a scope that was taken away works no longer than that."""


def caller_of(request: HttpRequest) -> Caller:
    """Who calls. A token, when there is one, is all that counts: a session beside it is not looked at.

    Raises:
        Problem: 401 without credentials or with ones that do not hold; 403 for a session without its CSRF token.
    """
    header: str = request.META.get("HTTP_AUTHORIZATION", "")
    if header:
        return _token_caller(header)
    if request.user.is_authenticated:
        if request.method not in SAFE_METHODS:
            _require_csrf_token(request)
        return Caller(actor=_person(request.user), scopes=None)
    raise Problem.of(
        401, ErrorCode.NOT_AUTHENTICATED, headers={"WWW-Authenticate": 'Bearer realm="Signpost"'}
    )


def forget_tokens() -> None:
    """Look every token up again at its next use."""
    _known.clear()


def _token_caller(header: str) -> Caller:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _invalid_token()
    fingerprint = hashlib.sha256(token.strip().encode("utf-8", "surrogateescape")).hexdigest()
    known = _known.get(fingerprint)
    now = time.monotonic()
    if known is None or now - known.looked_up >= settings.SIGNPOST_TOKEN_CACHE_SECONDS:
        known = _look_up(fingerprint, now)
    if known.expires <= timezone.now():
        raise _invalid_token()
    return known.caller


def _look_up(fingerprint: str, now: float) -> _KnownToken:
    row = (
        get_access_token_model()
        .objects.filter(token_checksum=fingerprint, application__isnull=False)
        .select_related("application", "user")
        .first()
    )
    _known.pop(fingerprint, None)
    # A token that was issued for another resource server (RFC 8707) is not ours to honour.
    if row is None or (row.resource and not row.allows_audience(settings.BASE_URL + "/api/v1")):
        raise _invalid_token()
    if row.user is not None and not row.user.is_active:
        raise _invalid_token()
    known = _KnownToken(caller=_caller(row), expires=row.expires, looked_up=now)
    if len(_known) >= MAX_KEPT_TOKENS:
        _known.clear()
    _known[fingerprint] = known
    return known


def _caller(row: Any) -> Caller:
    """A token of a system acts as the system; a token that a patient granted reaches that patient alone."""
    allowed = get_scopes_backend().get_available_scopes(application=row.application)
    scopes = frozenset(row.scope.split()) & frozenset(allowed)
    if row.user is None:
        return Caller(actor=client_actor(row.application.client_id), scopes=scopes)
    return Caller(actor=_person(row.user, row.application.client_id), scopes=scopes)


def _person(user: AbstractBaseUser, client_id: str = "") -> Actor:
    """The account's patient, in person or through the app `client_id`. An account without one has no access here,
    whatever else it may do.

    Raises:
        Problem: 403.
    """
    patient = of_account(user)
    if patient is None:
        raise Problem.of(403, ErrorCode.FORBIDDEN)
    return patient_actor(patient, user, client_id)


def _invalid_token() -> Problem:
    header = 'Bearer realm="Signpost", error="invalid_token"'
    return Problem.of(401, ErrorCode.INVALID_TOKEN, headers={"WWW-Authenticate": header})


def _require_csrf_token(request: HttpRequest) -> None:
    check = CSRFCheck(lambda _: None)  # type: ignore[arg-type]
    check.process_request(request)
    if check.process_view(request, None, (), {}) is not None:  # type: ignore[arg-type]
        raise Problem.of(403, ErrorCode.CSRF_FAILED)


class ScopedEndpoint(Endpoint):
    """An endpoint that tokens reach by scope. Without a scope for a method, nobody may call it."""

    scopes: ClassVar[dict[str, str]] = {}
    """The OAuth2 scope that each method needs."""
    patients_too: ClassVar[bool] = False
    """Whether patients may call it about themselves, by session or with a token that they granted."""
    caller: Caller

    def authorize(self, request: HttpRequest) -> None:
        """Find the caller and check their scope.

        Raises:
            Problem: 401 or 403.
        """
        self.caller = caller_of(request)
        needed = self.scopes.get("GET" if request.method == "HEAD" else request.method or "")
        if needed is None or (self.actor.kind == ActorKind.PATIENT and not self.patients_too):
            raise Problem.of(403, ErrorCode.FORBIDDEN)
        if self.caller.scopes is not None and needed not in self.caller.scopes:
            header = f'Bearer realm="Signpost", error="insufficient_scope", scope="{needed}"'
            raise Problem.of(403, ErrorCode.INSUFFICIENT_SCOPE, headers={"WWW-Authenticate": header})

    @property
    def actor(self) -> Actor:
        """Who calls."""
        return self.caller.actor
