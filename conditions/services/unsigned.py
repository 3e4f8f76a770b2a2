"""Words that go live without a reviewer: an administrator's release, with a written reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import LogContext

from conditions.domain.document import ConditionDocument
from conditions.domain.sections import DECIDING_SECTIONS
from conditions.freshness import hold
from conditions.models import ConditionPage, SignOff, UnsignedRelease
from conditions.selectors.signing import (
    APPROVALS_TO_LOWER,
    approvals_to_lower,
    latest_publication,
    lowering_changes,
    signatures,
)
from conditions.selectors.words import fingerprints
from conditions.selectors.writers import parts_that_are_live, parts_written_by
from conditions.services.signing import check_unchanged, draft_of


@transaction.atomic
def publish_unsigned(*, page: ConditionPage, by: Any, words: str, reason: str) -> UnsignedRelease:
    """Publish the newest draft without a reviewer. The page says "not yet clinically reviewed" until somebody
    signs it, and its check-in never answers self_care.

    Raises:
        PermissionDenied: the account is no site administrator.
        ValidationError: no reason was given, or the draft changed since it was shown, or is scheduled.
        PublicationRefused: something else than a signature is missing.
    """
    hold()
    if not by.is_active or not by.has_perm("conditions.publish_unsigned"):
        raise PermissionDenied("Only a site administrator publishes unsigned.")
    draft, document = draft_of(page)
    check_unchanged(document, words)
    released = release(page=draft, document=document, by=by, reason=reason)
    _publish_latest(draft, by)
    return released


def why_not_release(page: ConditionPage, document: ConditionDocument, by: Any) -> str:
    """Why `by` cannot publish these words unsigned, where they may lower a level; "" when they can."""
    if not lowering_changes(page, document):
        return ""
    approvals = approvals_to_lower(page, document)
    if len(approvals) >= APPROVALS_TO_LOWER:
        return ""
    if _deciding_words_of_others(page, by) != set(DECIDING_SECTIONS):
        return (
            "You were the last to write some of what may lower the level of a check-in. "
            "Two clinical reviewers who did not write it must sign it."
        )
    by_others = [one for one in approvals if _given_by(one) != by.pk]
    if len(by_others) + 1 < APPROVALS_TO_LOWER:
        return (
            "This draft may lower the level of a check-in. A clinical reviewer other than you, who did not write it, "
            "must sign it first; then you can be the second to approve it, and publish it unsigned."
        )
    return ""


def _given_by(one: SignOff | UnsignedRelease) -> Any:
    return one.signed_by_id if isinstance(one, SignOff) else one.released_by_id


def release(*, page: ConditionPage, document: ConditionDocument, by: Any, reason: str) -> UnsignedRelease:
    """Record that the sections which nobody signed go out unsigned; the command line has no account. Where a level may
    be lowered, it also approves what decides, of which `by` wrote nothing that is new.

    Raises:
        ValidationError: no reason was given.
    """
    if not reason.strip():
        raise ValidationError("Say why these words go live unsigned.")
    hashes = fingerprints(document)
    wanted = set(signatures(page, document).missing)
    if lowering_changes(page, document):
        wanted |= _deciding_words_of_others(page, by)
    return UnsignedRelease.objects.create(
        page_id=page.pk,
        section_hashes={section: hashes[section] for section in hashes if section in wanted},
        base=latest_publication(page),
        reason=reason.strip()[:500],
        released_by=by,
    )


def _deciding_words_of_others(page: ConditionPage, by: Any) -> set[str]:
    """What decides but for what `by` was the last to write, unless readers have it already. Nothing for the command
    line: who wrote its file is not known."""
    if by is None:
        return set()
    return set(DECIDING_SECTIONS) - (parts_written_by(page, by) - parts_that_are_live(page))


def _publish_latest(draft: ConditionPage, by: Any) -> None:
    if draft.go_live_at is not None and draft.go_live_at > timezone.now():
        raise ValidationError("This draft is scheduled for later. Remove the schedule first.")
    with LogContext(user=by):
        draft.get_latest_revision().publish(user=by, log_action=True, skip_permission_checks=True)
