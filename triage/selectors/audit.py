"""The record of who saw or did what, newest first, for who audits it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Q

from triage.models import ActorKind, AuditEvent, Patient

PAGE_SIZE = 50


@dataclass(frozen=True)
class Wanted:
    """Which events. `person` is the address of an account, or the id of an API client; `since` and `until` bound the
    time, the second is not included; `before` is the id of the last event of the page before."""

    patient_id: uuid.UUID | None = None
    person: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    before: int | None = None


@dataclass(frozen=True)
class EventPage:
    """At most 50 events, the names of the staff among them, and the id to go on before; None on the last page."""

    events: Sequence[AuditEvent]
    staff: dict[uuid.UUID, str]
    go_on_before: int | None


def page_of_events(wanted: Wanted) -> EventPage:
    """One page of what was recorded. A patient is a reference here and has no name: this page shows who looked."""
    found = list(AuditEvent.objects.filter(_condition(wanted)).order_by("-id")[: PAGE_SIZE + 1])
    events = found[:PAGE_SIZE]
    more = len(found) > PAGE_SIZE
    return EventPage(events, _staff(events), events[-1].pk if more else None)


def patient_with(patient_id: uuid.UUID | None) -> Patient | None:
    """The patient of this reference, or None."""
    return Patient.objects.filter(pk=patient_id).first() if patient_id else None


def _condition(wanted: Wanted) -> Q:
    condition = Q()
    if wanted.patient_id:
        condition &= Q(patient_id=wanted.patient_id)
    if wanted.person:
        accounts = get_user_model().objects.filter(email__iexact=wanted.person).values("pk")
        condition &= Q(user_id__in=accounts) | Q(client_id=wanted.person)
    if wanted.since:
        condition &= Q(at__gte=wanted.since)
    if wanted.until:
        condition &= Q(at__lt=wanted.until)
    if wanted.before:
        condition &= Q(pk__lt=wanted.before)
    return condition


def _staff(events: Sequence[AuditEvent]) -> dict[uuid.UUID, str]:
    ids = {event.user_id for event in events if event.user_id and event.actor_kind == ActorKind.STAFF}
    accounts = get_user_model().objects.filter(pk__in=ids)
    return {account.pk: f"{account} ({account.get_username()})" for account in accounts}
