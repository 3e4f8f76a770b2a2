"""The review that is owed after one clinician published signs at once: when it is done."""

from __future__ import annotations

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
        with_ = [
            next((one for one in sign_offs_of(page, section, hash_) if _is_second(one, first)), None)
            for section, hash_ in current.section_hashes.items()
            if section in first.section_hashes
        ]
        if with_ and all(with_):
            second_review.set_once(done_at=timezone.now(), done_with=with_[0])


def _is_second(one: SignOff, first: SignOff) -> bool:
    return (
        one.kind == SignOffKind.REVIEW
        and one.created_at >= first.created_at
        and one.reviewer_id != first.reviewer_id
        and (one.signed_by_id is None or one.signed_by_id != first.signed_by_id)
    )
