"""A page's content as it went live, frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from conditions.domain.document import ConditionDocument
from conditions.domain.questionnaire import Questionnaire
from conditions.immutability import ImmutableModel, ImmutableQuerySet, ImmutableRows

# Parsing costs about a millisecond and rows never change, so a few hundred parsed ones are kept per process.
_PARSED = 512


class EndKind(models.TextChoices):
    """Why a publication is no longer served, when no newer one took its place."""

    UNPUBLISHED = "unpublished", "Unpublished by an editor"
    EXPIRED = "expired", "Expired on schedule"
    WITHDRAWN = "withdrawn", "Withdrawn for safety"


@dataclass(frozen=True)
class Withdrawn:
    """Since when, why and by whom words are out of use for safety."""

    at: datetime.datetime
    reason: str
    by: AbstractBaseUser | None


class PublicationQuerySet(ImmutableQuerySet["Publication"]):
    def current(self) -> PublicationQuerySet:
        """Publications that are neither superseded nor ended: at most one a page."""
        return self.filter(superseded_at__isnull=True, ended_at__isnull=True)


class Publication(ImmutableModel):
    """One page in one language as it went live: its sections, the questionnaire compiled from them, and who
    reviewed it. Immutable; everything that the public sees and every check-in stands on one.

    `sha256` is the fingerprint of the content only. Two publications of a page can share it: when an unreviewed
    page gets its review, or when a page comes back after it was unpublished.
    """

    immutable: ClassVar[ImmutableRows] = ImmutableRows(
        may_set_once=("superseded_at", "ended_at", "end_kind", "end_reason", "ended_by")
    )

    page = models.ForeignKey(
        "conditions.ConditionPage", on_delete=models.PROTECT, related_name="publications"
    )
    language = models.CharField(max_length=35)
    number = models.PositiveIntegerField(help_text="Counts from 1 for each page; a page has one language.")
    document = models.TextField(help_text="The sections, as canonical JSON without empty fields.")
    questionnaire = models.TextField(help_text="The compiled questionnaire, as canonical JSON.")
    sha256 = models.CharField(max_length=64)
    section_hashes = models.JSONField(
        default=dict,
        help_text="The fingerprint of each clinical section when it went live, by its name: what a sign-off is "
        "bound to. Stored, because a page that it links to can get another address.",
    )
    findings = models.TextField(
        blank=True,
        help_text="What there was to say about it when it went live, as canonical JSON; not part of the content. "
        "Empty when nobody wrote it down.",
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exempted_by = models.CharField(
        max_length=410, blank=True, help_text="Who stands behind the reason for no emergency signs."
    )
    reviewer_name = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_kind = models.CharField(max_length=20, blank=True, choices=EndKind.choices)
    end_reason = models.CharField(max_length=500, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["page_id", "-number"]
        indexes = [models.Index(fields=["page", "sha256"], name="publication_page_sha")]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="publication_number_once_per_page"),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(superseded_at__isnull=True, ended_at__isnull=True),
                name="publication_one_current_per_page",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(ended_at__isnull=True),
                name="publication_superseded_or_ended",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_kind="") | Q(ended_at__isnull=False) & ~Q(end_kind=""),
                name="publication_end_has_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, reviewer_name="", review_due__isnull=True)
                | Q(reviewed_on__isnull=False) & ~Q(reviewer_name=""),
                name="publication_review_has_a_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return f"Publication {self.number} of page {self.page_id}"

    @property
    def is_current(self) -> bool:
        """Neither superseded by a newer one nor ended."""
        return self.superseded_at is None and self.ended_at is None

    @property
    def withdrawn(self) -> Withdrawn | None:
        """Its withdrawal for safety, which ended it or came later; None when there is none."""
        if self.ended_at is None:
            return None
        if self.end_kind == EndKind.WITHDRAWN:
            return Withdrawn(self.ended_at, self.end_reason, self.ended_by)
        later: LaterWithdrawal | None = getattr(self, "later_withdrawal", None)
        return Withdrawn(later.withdrawn_at, later.reason, later.withdrawn_by) if later else None

    def parsed_document(self) -> ConditionDocument:
        """The frozen sections, typed."""
        return _document(self.document)

    def compiled(self) -> Questionnaire:
        """The frozen questionnaire, typed."""
        return _questionnaire(self.questionnaire)


class LaterWithdrawal(ImmutableModel):
    """The words of a page that an editor had unpublished, or that had expired, turned out to be unsafe. How a
    publication ended never changes, so this stands beside it."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="later_withdrawal")
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="later_withdrawal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Withdrawal of {self.publication}"


@lru_cache(maxsize=_PARSED)
def _document(text: str) -> ConditionDocument:
    return ConditionDocument.model_validate_json(text)


@lru_cache(maxsize=_PARSED)
def _questionnaire(text: str) -> Questionnaire:
    return Questionnaire.model_validate_json(text)
