"""The audit trail, for auditors: who saw or did what, when, and with whose data. Read only; each look is recorded too."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from triage.domain.permissions import Look
from triage.forms.audit import AuditForm
from triage.models import ActorKind, AuditEvent
from triage.selectors.audit import EventPage, Wanted, page_of_events, patient_with
from triage.selectors.site import care_team
from triage.services import audit
from triage.services.actor import Actor
from triage.views import worklist_words as words
from triage.views.worklist_access import areas
from triage.views.worklist_access import care_team as care_team_only


@require_http_methods(["GET", "HEAD", "POST"])
@care_team_only(Look.READ_AUDIT)
def audit_trail(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Events, newest first, fifty a page; narrowed by what was posted."""
    form = AuditForm(request.POST if request.method == "POST" else {})
    zone = care_team().hours.zone
    valid = form.is_valid()
    wanted = form.wanted(zone) if valid else Wanted()
    page = page_of_events(wanted) if valid else EventPage([], {}, None)
    if valid:
        audit.record(
            actor=actor, verb="audit.read", subject=_newest(page), patient=patient_with(wanted.patient_id)
        )
    context = {
        "form": form,
        "events": [event_view(event, page, zone) for event in page.events],
        "narrowed": wanted != Wanted(),
        "older": _older(form, page),
        "audit_url": reverse("audit_trail"),
        "account_name": words.person(actor.user),
        "nav_active": "audit",
        "areas": areas(actor),
    }
    return render(request, "care_team/audit.html", context, status=200 if valid else 422)


def _newest(page: EventPage) -> AuditEvent:
    """What was read: from this event on, and back in time; event 0 when the page showed none."""
    return page.events[0] if page.events else AuditEvent(pk=0)


def _older(form: AuditForm, page: EventPage) -> list[dict[str, str]]:
    """The hidden fields of the form that shows the next page; empty on the last one."""
    if page.go_on_before is None:
        return []
    kept = {name: form.data.get(name, "") for name in ("patient", "person", "since", "until")}
    return [
        {"name": name, "value": value}
        for name, value in {**kept, "before": str(page.go_on_before)}.items()
        if value
    ]


def event_view(event: AuditEvent, page: EventPage, zone: datetime.tzinfo) -> dict[str, Any]:
    """One row of `templates/care_team/audit.html`."""
    return {
        "at": date_format(event.at.astimezone(zone), "Y-m-d H:i:s"),
        "who": who(event, page),
        "what": event.verb,
        "subject": f"{event.subject_type} {event.subject_id}",
        "patient": str(event.patient_id) if event.patient_id else "",
        "request": event.request_id,
    }


def who(event: AuditEvent, page: EventPage) -> str:
    """Staff by name, systems by their id, patients not at all: their reference stands beside
    it."""
    match event.actor_kind:
        case ActorKind.STAFF if event.user_id:
            return page.staff.get(event.user_id) or _("A closed account, %(id)s") % {"id": event.user_id}
        case ActorKind.PATIENT if event.client_id:
            return _("The patient, through the app %(id)s") % {"id": event.client_id}
        case ActorKind.PATIENT:
            return _("The patient")
        case ActorKind.CLIENT:
            return _("System %(id)s") % {"id": event.client_id}
        case ActorKind.GUEST:
            return _("A guest")
    return _("This site itself")
