"""Deny by default inside the care team's views too, whatever stands in front of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from triage.domain.permissions import Action, may
from triage.services.actor import Actor, staff_actor

View = Callable[..., HttpResponse]


def care_team(action: Action) -> Callable[[View], View]:
    """Lets in who may do `action`, and hands the view the actor: `view(request, actor, ...)`. Never cached.

    Raises PermissionDenied for everybody else, superusers without a clinical role included.
    """

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, actor_of(request, action), *args, **kwargs)

        return guarded

    return decorate


def actor_of(request: HttpRequest, action: Action) -> Actor:
    """The signed-in staff member. Raises PermissionDenied unless their roles include `action`."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    actor = staff_actor(request.user)
    if not may(actor.roles, action):
        raise PermissionDenied
    return actor


def reader_id(actor: Actor) -> uuid.UUID:
    """The id of the person who reads. Raises PermissionDenied for what is not a person."""
    if actor.user is None:
        raise PermissionDenied
    found: uuid.UUID = actor.user.pk
    return found
