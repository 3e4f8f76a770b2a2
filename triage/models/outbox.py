"""Messages to send, and answers that were given: both written in the transaction that they are about."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from triage.models.classification import FieldClasses


class OutboxEvent(models.Model):
    """Something that other systems may be told. Ids only: a receiver asks the API for the rest."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(default=uuid.uuid4, editable=False)
    """What a receiver tells duplicates by."""
    kind = models.CharField(max_length=40)
    """For instance `check_in.submitted`."""
    subject_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    field_classes = FieldClasses(
        operational=("id", "event_id", "kind", "subject_id", "created_at", "sent_at")
    )

    class Meta:
        constraints = [models.CheckConstraint(name="outbox_event_has_kind", condition=~Q(kind=""))]
        indexes = [
            models.Index(fields=["id"], condition=Q(sent_at__isnull=True), name="outbox_event_to_send")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"


class IdempotencyKey(models.Model):
    """The answer that a client got for its key, so that a repeated request gets the same one.

    Written in the same transaction as what the request created: either both are there or neither.
    """

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField(max_length=120)
    """Whose key it is, for instance `client:` and the client's id."""
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    """sha256 over method, path and body of the request."""
    subject_id = models.UUIDField(null=True, blank=True)
    """What the request created; access to it is checked again before the answer is replayed."""
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    """The answer's body. Holds no free text of the patient."""
    created_at = models.DateTimeField(default=timezone.now)

    field_classes = FieldClasses(
        clinical=("body",),
        operational=("id", "scope", "key", "fingerprint", "subject_id", "status", "created_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="idempotency_key_once_per_scope"),
            models.CheckConstraint(
                name="idempotency_key_is_whole", condition=~Q(scope="") & ~Q(key="") & ~Q(fingerprint="")
            ),
        ]

    def __str__(self) -> str:
        return f"idempotency key {self.pk}"
