"""Who was told about which review, so that nobody is told twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from conditions.models.review import Reviewer


class ReviewReminder(models.Model):
    """One reminder: a page, what is due, since when, and who is told: a reviewer, or an account.

    The row is written before the e-mail is sent, so that two runs at once cannot both send it; `sent_at` is set
    when the mail server took the e-mail. A row without it belongs to a run at work, or to one that died.
    """

    class Kind(models.TextChoices):
        """What is due."""

        REVIEW = "review", "Review"
        REVIEW_OVERDUE = "review_overdue", "Review overdue"
        SECOND_REVIEW = "second_review", "Second review"
        SECOND_REVIEW_OVERDUE = "second_review_overdue", "Second review overdue"
        NEVER_REVIEWED = "never_reviewed", "Never reviewed"

    page = models.ForeignKey("conditions.ConditionPage", on_delete=models.CASCADE, related_name="reminders")
    reviewer = models.ForeignKey(
        Reviewer, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=30, choices=Kind.choices)
    due_on = models.DateField(help_text="When it is due; of a page never reviewed, when it was published.")
    # Of a second review: its row, which is another one when the review is owed again.
    publication_number = models.PositiveIntegerField(
        default=0, help_text="Which publication was never reviewed. 0 for what is due on a day."
    )
    time = models.PositiveIntegerField(
        default=0, help_text="0 the first time; what stays undone is told again."
    )
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reviewer", "kind", "due_on", "publication_number", "time"],
                condition=Q(reviewer__isnull=False),
                name="review_reminder_once_for_a_reviewer",
            ),
            models.UniqueConstraint(
                fields=["page", "user", "kind", "due_on", "publication_number", "time"],
                condition=Q(user__isnull=False),
                name="review_reminder_once_for_an_account",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=False, user__isnull=True)
                | Q(reviewer__isnull=True, user__isnull=False),
                name="review_reminder_for_one",
            ),
        ]
        permissions = [("view_content_reports", "Can see the reports about content")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of page {self.page_id}, due {self.due_on}"
