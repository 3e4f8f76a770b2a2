"""Deny by default inside the care team's views too, whatever stands in front of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from triage.domain.permissions import Action, Look, may
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


def posted(back: Callable[..., str]) -> Callable[[View], View]:
    """Takes posts. Whoever opens the address itself goes to the page of its form, after `back`."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return HttpResponseRedirect(back(**kwargs))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def to_item(item_id: uuid.UUID) -> str:
    """The page of the item, where its forms stand."""
    return reverse("work_item", args=[item_id])


def to_list() -> str:
    return reverse("worklist")


def areas(actor: Actor) -> list[dict[str, str]]:
    """The pages of the care team that this person may open, for the links at the top."""
    known = [
        (Look.READ_WORKLIST, "worklist", _("Worklist"), to_list()),
        (Look.READ_AUDIT, "audit", _("Audit trail"), reverse("audit_trail")),
    ]
    return [
        {"name": name, "label": label, "url": url}
        for look, name, label, url in known
        if may(actor.roles, look)
    ]


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
