"""Who reviewed which words, and until when that holds."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from conditions.domain.document import ConditionDocument, document_sha256

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

    panels = [FieldPanel("name"), FieldPanel("credentials"), FieldPanel("user"), FieldPanel("email"), FieldPanel("active")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def reminder_address(self) -> str:
        """Where reminders go; empty when this reviewer gets none: inactive, or no address is known."""
        if not self.active:
            return ""
        if self.email:
            return self.email
        return str(self.user.email) if self.user and self.user.is_active else ""


class PageReviewQuerySet(models.QuerySet["PageReview"]):
    def of(self, page: models.Model, document: ConditionDocument) -> PageReview | None:
        """The newest review of exactly these words of the page; None when they were never reviewed."""
        return (
            self.filter(page_id=page.pk, document_sha256=document_sha256(document))
            .select_related("reviewer")
            .first()
        )


class PageReview(models.Model):
    """One approval, bound to the words: it counts only for a document with the same fingerprint."""

    page = models.ForeignKey("conditions.ConditionPage", on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    review_due = models.DateField()
    document_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PageReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-reviewed_on", "-id"]
        indexes = [models.Index(fields=["page", "document_sha256"], name="page_review_of_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_due__gt=F("reviewed_on")), name="page_review_due_after_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} on {self.reviewed_on}"
