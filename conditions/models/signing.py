"""Sign-offs: who stands behind which words. All of it is bound to fingerprints and never changes."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from conditions.immutability import ImmutableModel, ImmutableQuerySet, ImmutableRows
from conditions.models.review import Reviewer

SECOND_REVIEW_WITHIN = datetime.timedelta(hours=72)
"""How long a sign that one clinician published at once may wait for the second one."""


class SignOffKind(models.TextChoices):
    """How a sign-off came about."""

    REVIEW = "review", "Clinical review"
    AT_ONCE = "at_once", "Published at once: signs added or raised"


class SignOffQuerySet(ImmutableQuerySet["SignOff"]):
    def standing(self) -> SignOffQuerySet:
        """Those that were not taken back."""
        return self.filter(revoked_at__isnull=True)


class SignOff(ImmutableModel):
    """One reviewer's approval of some clinical sections of a page, each as its fingerprint.

    A section counts as signed while its words have the fingerprint; so a change voids the sign-off of that
    section alone. Name and credentials are copied, because a `Reviewer` can be edited later.
    """

    immutable: ClassVar[ImmutableRows] = ImmutableRows(
        may_set_once=("revoked_at", "revoked_by", "revoke_reason")
    )

    page = models.ForeignKey("conditions.ConditionPage", on_delete=models.PROTECT, related_name="sign_offs")
    kind = models.CharField(max_length=20, choices=SignOffKind.choices, default=SignOffKind.REVIEW)
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="sign_offs")
    reviewer_name = models.CharField(max_length=200)
    credentials = models.CharField(max_length=200, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: named at the command line by whoever runs the site.",
    )
    signed_on = models.DateField()
    review_due = models.DateField()
    section_hashes = models.JSONField(
        help_text="The fingerprint of each section that was signed, by its name."
    )
    base = models.ForeignKey(
        "conditions.Publication",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The newest publication when it was signed: what the reviewer compared with.",
    )
    checklist = models.JSONField(default=list, blank=True, help_text="The statements that were ticked.")
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoke_reason = models.CharField(max_length=500, blank=True)

    objects = SignOffQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        permissions = [("sign_words", "Can sign the words of a page, as the reviewer linked to the account")]
        indexes = [models.Index(fields=["page", "-created_at"], name="sign_off_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_due__gt=F("signed_on")), name="sign_off_due_after_signing"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="")
                | Q(revoked_at__isnull=False) & ~Q(revoke_reason=""),
                name="sign_off_revoked_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signature} on {self.signed_on}"

    @property
    def signature(self) -> str:
        """Name and credentials as a page shows them."""
        return ", ".join(part for part in (self.reviewer_name, self.credentials) if part)[:200]


class SameMeaning(ImmutableModel):
    """A reviewer's word that a reworded sign means what it meant: answers to the old words still hold."""

    immutable: ClassVar[ImmutableRows] = ImmutableRows()

    page = models.ForeignKey("conditions.ConditionPage", on_delete=models.PROTECT, related_name="+")
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="same_meanings")
    key = models.CharField(max_length=60)
    old_sha256 = models.CharField(max_length=64)
    new_sha256 = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sign_off", "key"], name="same_meaning_once_per_sign_off"),
            models.CheckConstraint(
                condition=~Q(old_sha256=F("new_sha256")), name="same_meaning_of_other_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of page {self.page_id}"


class UnsignedRelease(ImmutableModel):
    """An administrator's decision, with its reason, that words go live which no reviewer signed."""

    immutable: ClassVar[ImmutableRows] = ImmutableRows()

    page = models.ForeignKey("conditions.ConditionPage", on_delete=models.PROTECT, related_name="releases")
    section_hashes = models.JSONField(help_text="The fingerprint of each section that goes out unsigned.")
    base = models.ForeignKey(
        "conditions.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: whoever runs the site, at the command line.",
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        permissions = [("publish_unsigned", "Can publish words that no reviewer signed, with a reason")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="unsigned_release_has_a_reason")]

    def __str__(self) -> str:
        return f"Unsigned release of page {self.page_id}"


class SecondReviewQuerySet(ImmutableQuerySet["SecondReview"]):
    def open(self) -> SecondReviewQuerySet:
        """Those that nobody has done yet."""
        return self.filter(done_at__isnull=True)

    def overdue(self, now: datetime.datetime) -> SecondReviewQuerySet:
        """Open ones whose time is over at `now`."""
        return self.open().filter(due_at__lt=now)


class SecondReview(ImmutableModel):
    """The review by another reviewer that is owed after somebody published signs at once. When the one that was given
    is taken back, the same is owed again, as a row of its own that was due at the same time."""

    immutable: ClassVar[ImmutableRows] = ImmutableRows(may_set_once=("done_at", "done_with"))

    page = models.ForeignKey(
        "conditions.ConditionPage", on_delete=models.PROTECT, related_name="second_reviews"
    )
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="second_reviews")
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_with = models.ForeignKey(SignOff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SecondReviewQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["due_at"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_with__isnull=True)
                | Q(done_at__isnull=False, done_with__isnull=False),
                name="second_review_done_with_a_sign_off",
            ),
            models.UniqueConstraint(
                fields=["sign_off"], condition=Q(done_at__isnull=True), name="second_review_owed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Second review of page {self.page_id}, due {self.due_at:%Y-%m-%d %H:%M}"
