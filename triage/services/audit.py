"""The record of who saw or did what: one row for each write, and each read by somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from triage.models import AuditEvent, Patient
from triage.models.prepared import insert_values
from triage.services.actor import Actor
from triage.services.running_request import REQUEST_ID


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model,
    patient: Patient | None = None,
    request_id: str | None = None,
) -> None:
    """Store that `actor` did `verb` to `subject`, in the caller's transaction.

    `patient` is whose data it was. Ids and codes only; `request_id` is taken from the running request when not
    given. The row is immutable.
    """
    request_id = REQUEST_ID.get() if request_id is None else request_id
    insert_values(AuditEvent, **_values(actor, verb, subject, patient, request_id))


def record_each(*, actor: Actor, verb: str, subjects: Iterable[tuple[models.Model, Patient]]) -> None:
    """Store that `actor` did `verb` to each subject, with whose data it was, in one statement: a list is one
    read of each patient on it."""
    request_id = REQUEST_ID.get()
    AuditEvent.objects.bulk_create(
        [AuditEvent(**_values(actor, verb, subject, patient, request_id)) for subject, patient in subjects]
    )


def _values(
    actor: Actor, verb: str, subject: models.Model, patient: Patient | None, request_id: str
) -> dict[str, Any]:
    return {
        "actor_kind": actor.kind,
        "user_id": None if actor.user is None else actor.user.pk,
        "client_id": actor.client_id,
        "verb": verb,
        "subject_type": type(subject)._meta.model_name or "",
        "subject_id": str(subject.pk),
        "patient_id": None if patient is None else patient.pk,
        "request_id": request_id,
    }
