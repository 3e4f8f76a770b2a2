"""How addresses elsewhere answered when `check_links` last asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from conditions.domain.link_health import LinkAnswer


class LinkCheck(models.Model):
    """One address that a page names, and its newest answer. Says nothing of who reads it; nothing is decided on it."""

    key = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the address.")
    address = models.TextField()
    answer = models.CharField(max_length=10, choices=[(one.value, one.value) for one in LinkAnswer])
    checked_at = models.DateTimeField()
    failing_since = models.DateTimeField(
        null=True, help_text="The first of the faults without a good answer between; empty when it is none."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    failing_since__isnull=False, answer__in=[LinkAnswer.GONE.value, LinkAnswer.FAILS.value]
                )
                | Q(
                    failing_since__isnull=True, answer__in=[LinkAnswer.WORKS.value, LinkAnswer.UNKNOWN.value]
                ),
                name="link_check_fault_has_begun",
            ),
        ]

    def __str__(self) -> str:
        return self.address
