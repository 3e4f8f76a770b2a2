"""Who saw or did what with a patient's data."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from conditions.immutability import ImmutableModel, ImmutableRows
from triage.models.classification import FieldClasses
from triage.models.constraints import one_of


class ActorKind(models.TextChoices):
    """Who acts: a patient on their own data, staff, another system, this site itself, or nobody we know."""

    PATIENT = "patient"
    STAFF = "staff"
    CLIENT = "client"
    SYSTEM = "system"
    GUEST = "guest"


class AuditEvent(ImmutableModel):
    """One read by somebody else, or one write. Holds ids and codes only, as plain values and not as keys to
    other tables, so that closing an account leaves it whole."""

    immutable: ClassVar[ImmutableRows] = ImmutableRows()

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    user_id = models.UUIDField(null=True, blank=True)
    client_id = models.CharField(max_length=100, blank=True)
    verb = models.CharField(max_length=40)
    """For instance `check_in.submit` or `work_item.read`."""
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    patient_id = models.UUIDField(null=True, blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    field_classes = FieldClasses(
        identifying=("patient_id",),
        operational=(
            *("id", "at", "actor_kind", "user_id", "client_id", "verb"),
            *("subject_type", "subject_id", "request_id"),
        ),
    )

    class Meta:
        constraints = [
            one_of("audit_event_actor_kind_known", "actor_kind", ActorKind.values),
            models.CheckConstraint(
                name="audit_event_names_its_actor",
                condition=Q(actor_kind__in=["system", "guest"])
                | (Q(actor_kind="client") & ~Q(client_id=""))
                | Q(actor_kind__in=["patient", "staff"], user_id__isnull=False),
            ),
            models.CheckConstraint(name="audit_event_has_verb", condition=~Q(verb="") & ~Q(subject_id="")),
        ]
        indexes = [models.Index(fields=["patient_id", "id"], name="audit_event_of_patient")]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"
