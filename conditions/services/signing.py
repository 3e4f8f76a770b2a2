"""Signing words, taking a signature back, and going live unsigned.

Every verb here checks the account itself, because admin views, workflow steps and commands all come through it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from conditions.builder import read_page
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument, document_sha256
from conditions.domain.meaning import words_of
from conditions.domain.sections import FIELDS_OF, PART_NAMES
from conditions.freshness import hold
from conditions.models import (
    REVIEW_PERIOD,
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
from conditions.models.writing import PARTS_OF
from conditions.selectors.signing import (
    latest_publication,
    signatures,
    signatures_of,
)
from conditions.selectors.words import fingerprints
from conditions.selectors.writers import has_submitted, parts_that_are_live, parts_written_by, written_on
from conditions.services import publishing, second_reviews
from conditions.services.confirming import asking
from conditions.services.release import release_stops

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
    """The clinical sections of the newest draft that `user` was the last to write and that nobody else has signed."""
    return _unsigned_by_others(page, parts_written_by(page, user), user)


def own_parts(page: ConditionPage, user: Any) -> list[str]:
    """What keeps `user` from approving the newest draft: their own sections, and whatever else they were the last
    to write and that is not live already: there is nothing to approve about words that readers have."""
    written = parts_written_by(page, user)
    others = written - FIELDS_OF.keys()
    if others:
        others -= parts_that_are_live(page)
    return [*_unsigned_by_others(page, written, user), *(part for part in PARTS_OF if part in others)]


def _unsigned_by_others(page: ConditionPage, written: set[str], user: Any) -> list[str]:
    if not written & FIELDS_OF.keys():
        return []
    behind = signatures(page, draft_of(page)[1]).sections
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
            ticked, something keeps the page from going live, or a date is wrong: a review is not of a day before
            the words were written, nor in the future.
    """
    hold()
    reviewer = reviewer_of(by)
    if reviewer is None:
        raise PermissionDenied("This account is not linked to an active clinical reviewer.")
    draft, document = draft_of(page)
    on = signed_on or timezone.localdate()
    _check_words(draft, document, words)
    _check_person(draft, by)
    if tuple(statements) != STATEMENTS:
        raise ValidationError("Tick every statement of the checklist, or request changes.")
    covered = [section for section in FIELDS_OF if section not in parts_written_by(draft, by)]
    _check_dates(on, review_due, written_on(draft, covered))
    sign_off = record_sign_off(
        draft, document, reviewer, by=by, on=on, due=review_due, statements=statements, sections=covered
    )
    _sign_same_meaning(draft, document, sign_off, same_meaning)
    _approve(draft, by)
    return sign_off


def sign_for(
    *, page: ConditionPage, document: ConditionDocument, reviewer: Reviewer, on: datetime.date | None = None,
    due: datetime.date | None = None,
) -> SignOff:  # fmt: skip
    """A sign-off that the command line records in the name of `reviewer`, who approved these words elsewhere."""
    day = on or timezone.localdate()
    return record_sign_off(page, document, reviewer, by=None, on=day, due=due or day + REVIEW_PERIOD)


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
    if not reason.strip():
        raise ValidationError("Say why the sign-off is taken back.")
    # As it is now: two can press the button in the same moment.
    if not SignOff.objects.standing().filter(pk=sign_off.pk).exists():
        raise ValidationError("This sign-off was taken back already.")
    sign_off.set_once(revoked_at=timezone.now(), revoked_by=by, revoke_reason=reason.strip()[:500])


# --- What follows a sign-off ----------------------------------------------------------------------------------


def follow(sign_off: SignOff) -> None:
    """Let the live page say so when this sign-off covers all that is live, or was taken back."""
    page = sign_off.page
    if sign_off.revoked_at is not None:
        second_reviews.reopen(sign_off)
    current = Publication.objects.current().filter(page_id=page.pk).first()
    if current is None:
        return
    live = current.section_hashes
    covers = all(sign_off.section_hashes.get(section) == live.get(section) for section in FIELDS_OF)
    if covers or sign_off.revoked_at is not None or current.reviewed_on is None or _renews(sign_off, current):
        publishing.take_review(page=page)
    second_reviews.close(page)


def _renews(sign_off: SignOff, current: Publication) -> bool:
    """Whether all that is live was signed again since, by several who each left out what they had written; or somebody
    who did so wants what they signed read again sooner."""
    if not sign_off.section_hashes.items() <= current.section_hashes.items():
        return False
    review = signatures_of(current.page, current.section_hashes).review
    return review is not None and review.review_due != current.review_due


def is_signed(page: ConditionPage) -> bool:
    """Whether the newest draft of `page` needs no further signature."""
    draft, document = draft_of(page)
    behind = signatures(draft, document).sections.values()
    return all(isinstance(one, SignOff) for one in behind) and not release_stops(draft, document)


def check_approval(*, task_state: Any, user: Any) -> None:
    """May `user` approve this step? None: a program does, which wrote nothing.

    Raises:
        ValidationError: they wrote or submitted the words, or clinical review is not signed yet.
    """
    page = ConditionPage.objects.filter(pk=task_state.workflow_state.object_id).first()
    if page is None:
        _refuse_last_editor(task_state, user)
        if user is not None:
            _refuse_submitter(task_state.workflow_state, user)
        return
    if user is not None:
        _refuse_writer(own_parts(page, user))
        _refuse_submitter(task_state.workflow_state, user)
    if isinstance(task_state.task.specific, ClinicalReviewTask) and not is_signed(page):
        raise ValidationError("Clinical review is approved by signing: use “Review and sign”.")


def why_not_approve(*, task_state: Any, user: Any) -> str:
    """Why `user` may not approve this step; empty when they may."""
    return _refused(check_approval, task_state=task_state, user=user)


def why_not_sign(page: ConditionPage, user: Any) -> str:
    """Why `user` may not sign the newest draft, whatever its words are; empty when they may."""
    return _refused(_check_person, page, user)


def _refused(check: Callable[..., None], *args: Any, **kwargs: Any) -> str:
    try:
        check(*args, **kwargs)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def _approve(draft: ConditionPage, by: Any) -> None:
    """Approve the open clinical review, when nothing is missing and it is theirs to approve."""
    state = draft.current_workflow_task_state
    if state is None or not isinstance(state.task.specific, ClinicalReviewTask):
        return
    theirs = by.is_superuser or state.task.specific.groups.filter(pk__in=by.groups.values("pk")).exists()
    if theirs and is_signed(draft) and not own_parts(draft, by):
        with asking(False):  # who signs was shown the impact beside the words
            state.task.specific.on_action(state.specific, by, "approve")


# --- Parts ----------------------------------------------------------------------------------------------------


def draft_of(page: ConditionPage) -> tuple[ConditionPage, ConditionDocument]:
    """The newest draft of `page` and what it says; the page as it is when it has no draft."""
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft, read_page(draft).document


def check_unchanged(document: ConditionDocument, words: str) -> None:
    """Raises:
    ValidationError: these are not the words whose fingerprint somebody saw as `words`.
    """
    if document_sha256(document) != words:
        raise ValidationError("The words changed while you were reading. Read them again.")


def _check_words(draft: ConditionPage, document: ConditionDocument, words: str) -> None:
    check_unchanged(document, words)
    found = publishing.stops_of(draft)
    if found:
        raise ValidationError([stop.message for stop in found])


def _check_dates(on: datetime.date, due: datetime.date, written: datetime.date | None) -> None:
    today = timezone.localdate()
    if due <= today or on > today:
        raise ValidationError("The next review is in the future, and the date of this one is not.")
    if written is not None and on < written:
        raise ValidationError(f"These words were written on {written}, after the date of the review.")


def _check_person(page: ConditionPage, user: Any) -> None:
    _refuse_writer(own_sections(page, user))
    _refuse_submitter(page.current_workflow_state, user)
    _refuse_first(page, user)


def _refuse_writer(own: Sequence[str]) -> None:
    if own:
        names = ", ".join(f"“{PART_NAMES[part]}”" for part in own)
        raise ValidationError(f"You were the last to write {names}. Somebody else approves these words.")


def _refuse_last_editor(task_state: Any, user: Any) -> None:
    """Of a page that is no condition page nobody keeps who wrote which part: whoever saved it last wrote it."""
    newest = getattr(task_state.workflow_state.content_object, "latest_revision", None)
    if user is not None and newest is not None and newest.user_id == user.pk:
        raise ValidationError("You were the last to write this page. Somebody else approves these words.")


def _refuse_submitter(state: Any, user: Any) -> None:
    if state is not None and has_submitted(state, user):
        raise ValidationError("You submitted these words. Somebody else approves them.")


def _refuse_first(page: ConditionPage, user: Any) -> None:
    """Whoever published signs at once is not who gives them their second review."""
    owed = SecondReview.objects.open().filter(page_id=page.pk, sign_off__signed_by_id=user.pk)
    if owed.exists() and publishing.is_live(page) and is_signed(page):
        raise ValidationError(
            "You published signs of this page at once, and nothing else of it is unsigned. Another reviewer gives the "
            "second review."
        )


def record_sign_off(
    page: ConditionPage,
    document: ConditionDocument,
    reviewer: Reviewer,
    *,
    by: Any,
    on: datetime.date,
    due: datetime.date,
    statements: Sequence[str] = (),
    kind: SignOffKind = SignOffKind.REVIEW,
    sections: Iterable[str] = tuple(FIELDS_OF),
) -> SignOff:
    """The stored sign-off of these sections of `document`. Whether it may be given, the caller has asked."""
    hashes = fingerprints(document)
    return SignOff.objects.create(
        page_id=page.pk,
        kind=kind,
        reviewer=reviewer,
        reviewer_name=reviewer.name,
        credentials=reviewer.credentials,
        signed_by=by,
        signed_on=on,
        review_due=due,
        section_hashes={section: hashes[section] for section in sections},
        base=latest_publication(page),
        checklist=list(statements),
    )


def _sign_same_meaning(
    page: ConditionPage, document: ConditionDocument, sign_off: SignOff, keys: Iterable[str]
) -> None:
    """Bind each rewording to its words before and after. A key whose words did not change is an error, and so is one
    of a section that this sign-off leaves out: nobody says of their own words that they mean the same."""
    if sign_off.base is None:
        return
    section_of = document.sections_by_sign()
    before = words_of(sign_off.base.compiled())
    after = words_of(compile_questionnaire(document, other_worry="-"))
    for key in sorted(set(keys)):
        if key not in before or key not in after or before[key] == after[key]:
            raise ValidationError(f"The sign “{key}” was not reworded.")
        if section_of[key] not in sign_off.section_hashes:
            raise ValidationError(
                f"You were the last to write “{PART_NAMES[section_of[key]]}”. Another reviewer says whether the new "
                "words mean the same."
            )
        SameMeaning.objects.create(
            page_id=page.pk, sign_off=sign_off, key=key, old_sha256=before[key], new_sha256=after[key]
        )
