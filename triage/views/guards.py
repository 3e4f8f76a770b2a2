"""Who may open a patient's pages, and what no browser may keep. Somebody else's check-in is a 404."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from triage.models import CheckIn
from triage.selectors.own import own_check_in, patient_of
from triage.views.emergencies import untold

P = ParamSpec("P")

LOST_NOTE = "lost=note"

not_stored = cache_control(no_store=True, private=True)
"""Nothing of a check-in stays in a browser or a proxy, a guest's answers neither."""


def own(view: Callable[Concatenate[HttpRequest, CheckIn, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the signed-in patient's own check-in. Guests are sent to sign in; one whose session
    ended under an emergency yes is told first whom to call, and that nobody knows."""

    @wraps(view)
    def guarded(
        request: HttpRequest, check_in_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not request.user.is_authenticated:
            return untold(request) or redirect_to_login(_back_to(request))
        patient = patient_of(request.user)
        check_in = own_check_in(patient, check_in_id) if patient else None
        if check_in is None:
            raise Http404
        return view(request, check_in, *args, **kwargs)

    return not_stored(guarded)


def _back_to(request: HttpRequest) -> str:
    """Where to go after signing in. A note that was typed is lost with the session; the address says only that."""
    lost = request.method == "POST" and request.POST.get("note", "").strip()
    return f"{request.path}?{LOST_NOTE}" if lost else request.get_full_path()
