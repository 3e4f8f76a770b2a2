"""Who may review, and for how long a review holds."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel

REVIEW_PERIOD = datetime.timedelta(days=365)
"""How long a review holds when nobody says otherwise."""


class Reviewer(models.Model):
    """A clinician who may approve content. The name is shown on the pages that they reviewed."""

    name = models.CharField(max_length=200, unique=True)
    credentials = models.CharField(max_length=200, blank=True, help_text="For instance: MD, orthopedics.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="reviewer"
    )
    email = models.EmailField(
        blank=True, help_text="Where reminders of reviews go. Empty: to the user's own address."
    )
    active = models.BooleanField(default=True, help_text="Off: keeps past reviews, gives no new ones.")

    panels = [FieldPanel(name) for name in ("name", "credentials", "user", "email", "active")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def with_credentials(self) -> str:
        """The name as pages print it: “Rhea Reviewer, MD”."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def reminder_address(self) -> str:
        """Where reminders go; empty when this reviewer gets none: inactive, or no address is known."""
        if not self.active:
            return ""
        if self.email:
            return self.email
        return str(self.user.email) if self.user and self.user.is_active else ""
