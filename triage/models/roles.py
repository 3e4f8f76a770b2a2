"""Clinical roles. They are granted here and not in the content system's user admin, each grant audited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from triage.domain.permissions import CARE_TEAM_ROLES
from triage.models.classification import FieldClasses
from triage.models.constraints import both_or_neither, one_of


class StaffRole(models.Model):
    """One role of one person, from its grant until it is revoked."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in CARE_TEAM_ROLES])
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    """Who granted it. The first one of a site is granted from the command line, in its holder's own name."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    field_classes = FieldClasses(
        operational=("id", "user", "role", "granted_at", "granted_by", "revoked_at", "revoked_by")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(revoked_at__isnull=True), name="staff_role_held_once"
            ),
            one_of("staff_role_known", "role", CARE_TEAM_ROLES),
            both_or_neither("staff_role_revoked_at_and_by", "revoked_at", "revoked_by"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"
