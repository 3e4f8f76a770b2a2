"""The one number that tells every process whether what it cached still holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FreshnessEpoch(models.Model):
    """One row, key 1. `number` grows with every change of anything that the public sees."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="freshness_epoch_is_one_row")]

    def __str__(self) -> str:
        return f"Epoch {self.number}"
