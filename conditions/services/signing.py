"""Signing words, taking a signature back, and the two ways to go live without the usual one.

Every verb here checks the account itself, because admin views, workflow steps and commands all come through it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import LogContext

from conditions.builder import read_page
from conditions.domain.changes import is_only_raising
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument, document_sha256
from conditions.domain.meaning import words_of
from conditions.domain.sections import CLINICAL_NAMES, DECIDING_SECTIONS, section_hashes
from conditions.freshness import hold
from conditions.models import (
    REVIEW_PERIOD,
    SECOND_REVIEW_WITHIN,
    ClinicalReviewTask,
    ConditionPage,
    Publication,
    Reviewer,
    SameMeaning,
    SecondReview,
    SignOff,
    SignOffKind,
    UnsignedRelease,
)
from conditions.selectors.signing import (
    APPROVALS_TO_LOWER,
    approvals_to_lower,
    latest_publication,
    lowering_changes,
    signatures,
)
from conditions.selectors.writers import last_writers
from conditions.services import publishing

STATEMENTS = (
    "I read every section that I sign.",
    "The emergency, urgent and call-provider signs are complete and stand in the right list.",
    "Each sign can be answered with yes or no, and its words are clear.",
    "The treatment advice agrees with the sources that the page names.",
)
"""What a reviewer ticks, every one of them. The ticked sentences are stored with the sign-off."""


def reviewer_of(user: Any) -> Reviewer | None:
    """The active reviewer whom this account signs for; None when it may not sign."""
    if not user.is_active or not user.has_perm("conditions.sign_words"):
        return None
    return Reviewer.objects.filter(user=user, active=True).first()


def own_sections(page: ConditionPage, user: Any) -> list[str]:
    """The sections of the newest draft that `user` was the last to write and that nobody else has signed."""
    written = {section for section, writer in last_writers(page).items() if writer == user.pk}
    if not written:
        return []
    behind = signatures(page, _draft(page)[1]).sections
    return [
        section for section in behind if section in written and not _signed_by_another(behind[section], user)
    ]


def _signed_by_another(behind: SignOff | UnsignedRelease | None, user: Any) -> bool:
    return (
        isinstance(behind, SignOff)
        and behind.kind == SignOffKind.REVIEW
        and behind.signed_by_id not in (None, user.pk)
    )


# --- Signing -------------------------------------------------------------------------------------------------


@transaction.atomic
def sign(
    *,
    page: ConditionPage,
    by: Any,
    words: str,
    review_due: datetime.date,
    statements: Sequence[str],
    same_meaning: Iterable[str] = (),
    signed_on: datetime.date | None = None,
) -> SignOff:
    """The sign-off of the newest draft of `page`, whose fingerprint the reviewer saw as `words`; and, when clinical
    review is under way and nothing else is missing, its approval, which publishes the page.

    Raises:
        PermissionDenied: the account signs for no reviewer.
        ValidationError: it wrote or submitted these words, they changed since they were shown, a statement is not
            ticked, something keeps the page from going live, or a date is wrong.
    """
    hold()
    reviewer = reviewer_of(by)
    if reviewer is None:
        raise PermissionDenied("This account is not linked to an active clinical reviewer.")
    draft, document = _draft(page)
    today = timezone.localdate()
    _check_words(draft, document, words)
    _check_person(draft, by)
    if tuple(statements) != STATEMENTS:
        raise ValidationError("Tick every statement of the checklist, or request changes.")
    if review_due <= today or (signed_on or today) > today:
        raise ValidationError("The next review is in the future, and the date of this one is not.")
    sign_off = _sign_off(
        draft, document, reviewer, by=by, on=signed_on or today, due=review_due, statements=statements,
        leave_out=_written_by(draft, by),
    )  # fmt: skip
    _sign_same_meaning(draft, document, sign_off, same_meaning)
    _approve(draft, by)
    return sign_off


def sign_for(
    *, page: ConditionPage, document: ConditionDocument, reviewer: Reviewer, on: datetime.date | None = None,
    due: datetime.date | None = None,
) -> SignOff:  # fmt: skip
    """A sign-off that the command line records in the name of `reviewer`, who approved these words elsewhere."""
    day = on or timezone.localdate()
    return _sign_off(page, document, reviewer, by=None, on=day, due=due or day + REVIEW_PERIOD)


@transaction.atomic
def revoke(*, sign_off: SignOff, by: Any, reason: str) -> None:
    """Take a sign-off back. A live page says at once that it is not reviewed, and a schedule is refused.

    Raises:
        PermissionDenied: the account is neither its reviewer nor a site administrator.
        ValidationError: no reason was given, or it was taken back already.
    """
    hold()
    own = sign_off.signed_by_id is not None and sign_off.signed_by_id == by.pk
    if not (own or by.has_perm("conditions.publish_unsigned")):
        raise PermissionDenied("Only the reviewer or a site administrator takes a sign-off back.")
    if not reason.strip() or sign_off.revoked_at is not None:
        raise ValidationError("Say why the sign-off is taken back.")
    sign_off.set_once(revoked_at=timezone.now(), revoked_by=by, revoke_reason=reason.strip()[:500])


# --- The fast path, and unsigned ------------------------------------------------------------------------------


def raises_only(page: ConditionPage) -> bool:
    """Whether the newest draft adds or raises signs of the page that is live, and changes nothing else."""
    current = Publication.objects.current().filter(page_id=page.pk).first()
    return current is not None and is_only_raising(current.parsed_document(), _draft(page)[1])


@transaction.atomic
def publish_at_once(*, page: ConditionPage, by: Any, words: str) -> SecondReview:
    """Publish signs that one clinician adds or raises, and ask for a second review within 72 hours.

    Raises:
        PermissionDenied: the account signs for no reviewer.
        ValidationError: the draft changes something else too, or changed since it was shown, or is scheduled.
        PublicationRefused: the new signs themselves are not sound.
    """
    hold()
    reviewer = reviewer_of(by)
    if reviewer is None:
        raise PermissionDenied("This account is not linked to an active clinical reviewer.")
    draft, document = _draft(page)
    _check_unchanged(document, words)
    if not raises_only(page):
        raise ValidationError(
            "Only a draft that adds or raises signs of the live page, and changes nothing else, is published at "
            "once. Send the rest to clinical review on its own."
        )
    latest = latest_publication(page)
    before = section_hashes(latest.parsed_document()) if latest else {}
    same = [section for section, hash_ in section_hashes(document).items() if before.get(section) == hash_]
    today = timezone.localdate()
    sign_off = _sign_off(
        draft, document, reviewer, by=by, on=today, due=today + REVIEW_PERIOD, kind=SignOffKind.AT_ONCE,
        leave_out=same,
    )  # fmt: skip
    owed = SecondReview.objects.create(
        page_id=page.pk, sign_off=sign_off, due_at=sign_off.created_at + SECOND_REVIEW_WITHIN
    )
    _publish_latest(draft, by)
    return owed


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
    draft, document = _draft(page)
    _check_unchanged(document, words)
    released = release(page=draft, document=document, by=by, reason=reason)
    _publish_latest(draft, by)
    return released


def release(*, page: ConditionPage, document: ConditionDocument, by: Any, reason: str) -> UnsignedRelease:
    """Record that the sections which nobody signed go out unsigned; the command line has no account.

    Raises:
        ValidationError: no reason was given.
    """
    if not reason.strip():
        raise ValidationError("Say why these words go live unsigned.")
    hashes = section_hashes(document)
    wanted = set(signatures(page, document).missing)
    if lowering_changes(page, document):
        wanted |= set(DECIDING_SECTIONS)
    return UnsignedRelease.objects.create(
        page_id=page.pk,
        section_hashes={section: hashes[section] for section in hashes if section in wanted},
        base=latest_publication(page),
        reason=reason.strip()[:500],
        released_by=by,
    )


def _publish_latest(draft: ConditionPage, by: Any) -> None:
    if draft.go_live_at is not None and draft.go_live_at > timezone.now():
        raise ValidationError("This draft is scheduled for later. Remove the schedule first.")
    with LogContext(user=by):
        draft.get_latest_revision().publish(user=by, log_action=True, skip_permission_checks=True)


# --- What follows a sign-off ----------------------------------------------------------------------------------


def follow(sign_off: SignOff) -> None:
    """Let the live page say so when this sign-off covers all that is live, or was taken back."""
    page = sign_off.page
    current = Publication.objects.current().filter(page_id=page.pk).first()
    if current is None:
        return
    live = section_hashes(current.parsed_document())
    covers = all(sign_off.section_hashes.get(section) == hash_ for section, hash_ in live.items())
    if covers or sign_off.revoked_at is not None or current.reviewed_on is None:
        publishing.take_review(page=page)
    close_second_reviews(page)


def close_second_reviews(page: ConditionPage) -> None:
    """Second reviews are done when another reviewer has signed the deciding sections that are live now."""
    owed = list(SecondReview.objects.open().filter(page_id=page.pk).select_related("sign_off"))
    current = Publication.objects.current().filter(page_id=page.pk).first() if owed else None
    if current is None:
        return
    behind = signatures(page, current.parsed_document()).sections
    for second_review in owed:
        with_ = [behind[section] for section in second_review.sign_off.section_hashes]
        if all(_is_second(one, second_review.sign_off) for one in with_):
            second_review.set_once(done_at=timezone.now(), done_with=with_[0])


def _is_second(one: SignOff | UnsignedRelease | None, first: SignOff) -> bool:
    return (
        isinstance(one, SignOff)
        and one.kind == SignOffKind.REVIEW
        and one.created_at >= first.created_at
        and one.reviewer_id != first.reviewer_id
        and (one.signed_by_id is None or one.signed_by_id != first.signed_by_id)
    )


def check_approval(*, task_state: Any, user: Any) -> None:
    """May `user` approve this step?

    Raises:
        ValidationError: they wrote or submitted the words, or clinical review is not signed yet.
    """
    page = ConditionPage.objects.filter(pk=task_state.workflow_state.object_id).first()
    if page is None:
        return
    _check_person(page, user)
    if isinstance(task_state.task.specific, ClinicalReviewTask):
        draft, document = _draft(page)
        behind = signatures(draft, document).sections.values()
        if not all(isinstance(one, SignOff) for one in behind):
            raise ValidationError("Clinical review is approved by signing: use “Review and sign”.")


def _approve(draft: ConditionPage, by: Any) -> None:
    state = draft.current_workflow_task_state
    if state is None or not isinstance(state.task.specific, ClinicalReviewTask):
        return
    if by.is_superuser or state.task.specific.groups.filter(pk__in=by.groups.values("pk")).exists():
        document = _draft(draft)[1]
        if (
            lowering_changes(draft, document)
            and len(approvals_to_lower(draft, document)) < APPROVALS_TO_LOWER
        ):
            return
        state.task.specific.on_action(state.specific, by, "approve")


# --- Parts ----------------------------------------------------------------------------------------------------


def _draft(page: ConditionPage) -> tuple[ConditionPage, ConditionDocument]:
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft, read_page(draft).document


def _check_unchanged(document: ConditionDocument, words: str) -> None:
    if document_sha256(document) != words:
        raise ValidationError("The words changed while you were reading. Read them again.")


def _check_words(draft: ConditionPage, document: ConditionDocument, words: str) -> None:
    _check_unchanged(document, words)
    found = publishing.stops_of(draft)
    if found:
        raise ValidationError([stop.message for stop in found])


def _check_person(page: ConditionPage, user: Any) -> None:
    own = own_sections(page, user)
    if own:
        names = ", ".join(f"“{CLINICAL_NAMES[section]}”" for section in own)
        raise ValidationError(f"You were the last to write {names}. Somebody else approves these words.")
    state = page.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        raise ValidationError("You submitted these words. Somebody else approves them.")


def _written_by(page: ConditionPage, user: Any) -> list[str]:
    return [section for section, writer in last_writers(page).items() if writer == user.pk]


def _sign_off(
    page: ConditionPage,
    document: ConditionDocument,
    reviewer: Reviewer,
    *,
    by: Any,
    on: datetime.date,
    due: datetime.date,
    statements: Sequence[str] = (),
    kind: SignOffKind = SignOffKind.REVIEW,
    leave_out: Iterable[str] = (),
) -> SignOff:
    left_out = set(leave_out)
    return SignOff.objects.create(
        page_id=page.pk,
        kind=kind,
        reviewer=reviewer,
        reviewer_name=reviewer.name,
        credentials=reviewer.credentials,
        signed_by=by,
        signed_on=on,
        review_due=due,
        section_hashes={
            section: hash_ for section, hash_ in section_hashes(document).items() if section not in left_out
        },
        base=latest_publication(page),
        checklist=list(statements),
    )


def _sign_same_meaning(
    page: ConditionPage, document: ConditionDocument, sign_off: SignOff, keys: Iterable[str]
) -> None:
    """Bind each rewording to its words before and after. A key whose words did not change is an error."""
    if sign_off.base is None:
        return
    before = words_of(sign_off.base.compiled())
    after = words_of(compile_questionnaire(document, other_worry="-"))
    for key in sorted(set(keys)):
        if key not in before or key not in after or before[key] == after[key]:
            raise ValidationError(f"The sign “{key}” was not reworded.")
        SameMeaning.objects.create(
            page_id=page.pk, sign_off=sign_off, key=key, old_sha256=before[key], new_sha256=after[key]
        )
