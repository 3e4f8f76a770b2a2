"""The review that is owed after one clinician published signs at once: when it is done, and when it is owed again."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from conditions.models import ConditionPage, Publication, SecondReview, SignOff, SignOffKind
from conditions.selectors.signing import sign_offs_of


def close(page: ConditionPage) -> None:
    """Second reviews are done when another reviewer has signed the deciding sections that are live now."""
    owed = list(SecondReview.objects.open().filter(page_id=page.pk).select_related("sign_off"))
    current = Publication.objects.current().filter(page_id=page.pk).first() if owed else None
    if current is None:
        return
    for second_review in owed:
        first = second_review.sign_off
        live = {
            section: hash_
            for section, hash_ in current.section_hashes.items()
            if section in first.section_hashes
        }
        with_ = _given(page, first, live)
        if with_ and all(with_):
            second_review.set_once(done_at=timezone.now(), done_with=with_[0])


def reopen(taken_back: SignOff) -> None:
    """What was done with `taken_back`, alone or with others, is owed again and was due when it was due at first, unless
    others have signed the same words. `close` sees whether they have signed what is live now."""
    done = SecondReview.objects.filter(page_id=taken_back.page_id, done_at__gte=taken_back.created_at)
    for first in {second_review.sign_off: None for second_review in done.select_related("sign_off")}:
        shared = taken_back.section_hashes.keys() & first.section_hashes.keys()
        if not shared or not _is_second(taken_back, first) or first.second_reviews.open().exists():
            continue
        reviewed = first.section_hashes | {section: taken_back.section_hashes[section] for section in shared}
        if not all(_given(taken_back.page, first, reviewed)):
            due_at = first.second_reviews.values_list("due_at", flat=True)[0]
            SecondReview.objects.create(page_id=taken_back.page_id, sign_off=first, due_at=due_at)


def _given(page: ConditionPage, first: SignOff, hashes: Mapping[str, str]) -> list[SignOff | None]:
    """For each section the newest second sign-off of these words, after `first`; None where nobody gave one."""
    return [
        next((one for one in sign_offs_of(page, section, hash_) if _is_second(one, first)), None)
        for section, hash_ in hashes.items()
    ]


def _is_second(one: SignOff, first: SignOff) -> bool:
    return (
        one.kind == SignOffKind.REVIEW
        and one.created_at >= first.created_at
        and one.reviewer_id != first.reviewer_id
        and (one.signed_by_id is None or one.signed_by_id != first.signed_by_id)
    )
