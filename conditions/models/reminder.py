"""Which reviewer was told about which review, so that nobody is told twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from conditions.models.review import Reviewer


class ReviewReminder(models.Model):
    """One reminder: a page, what is due, when, and who is told.

    The row is written before the e-mail is sent, so that two runs at once cannot both send it; `sent_at` is set
    when the mail server took the e-mail. A row without it belongs to a run at work, or to one that died.
    """

    class Kind(models.TextChoices):
        """What is due."""

        REVIEW = "review", "Review"
        SECOND_REVIEW = "second_review", "Second review"

    page = models.ForeignKey("conditions.ConditionPage", on_delete=models.CASCADE, related_name="reminders")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    due_on = models.DateField()
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reviewer", "kind", "due_on"], name="review_reminder_once_per_due_date"
            ),
        ]
        permissions = [("view_content_reports", "Can see the reports about content")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of page {self.page_id}, due {self.due_on}"
