"""Every publication of a page, each with the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Max, Q

from conditions.domain.sections import CLINICAL_NAMES, CLINICAL_SECTIONS
from conditions.models import ConditionPage, EndKind, Publication, SignOff

SHOWN = 100
"""The latest publications that one page of history shows."""

_SHOWN_WITH = ("published_by", "ended_by", "later_withdrawal__withdrawn_by")


@dataclass(frozen=True)
class Step:
    """One publication, and the one that it followed (None for the first of the page)."""

    publication: Publication
    before: Publication | None


@dataclass(frozen=True)
class History:
    """One page of it. `older`: the number below which the next page begins; None on the last one."""

    steps: list[Step]
    older: int | None


@dataclass(frozen=True)
class Signed:
    """One sign-off, and the names of the sections of a publication that it was given to."""

    sign_off: SignOff
    sections: tuple[str, ...]


def history_of(page: ConditionPage, *, before: int | None = None) -> History:
    """The latest `SHOWN` publications of `page` with numbers below `before`, newest first."""
    found = Publication.objects.filter(page=page).order_by("-number").select_related(*_SHOWN_WITH)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: SHOWN + 1])
    steps = [Step(row, earlier) for row, earlier in zip_longest(rows, rows[1:])][:SHOWN]
    return History(steps, older=rows[SHOWN - 1].number if len(rows) > SHOWN else None)


def numbers_of(page: ConditionPage) -> list[int]:
    """The number of every publication of `page`, newest first."""
    found = Publication.objects.filter(page=page).order_by("-number")
    return list(found.values_list("number", flat=True))


def signed_in(page: ConditionPage, steps: Sequence[Step]) -> dict[int, list[Signed]]:
    """By the number of each publication, which sign-offs covered sections of it while it was in use, newest first."""
    given = list(SignOff.objects.filter(page=page))
    earlier = Publication.objects.filter(page=page, ended_at__isnull=False).select_related(
        "ended_by", "later_withdrawal__withdrawn_by"
    )
    withdrawn = [(one.number, one.withdrawn.at) for one in earlier if one.withdrawn]
    found: dict[int, list[Signed]] = {}
    for step in steps:
        number = step.publication.number
        since = max((at for ended, at in withdrawn if ended < number), default=None)
        standing = [one for one in given if since is None or one.created_at > since]
        signed = (Signed(one, _signed_sections(step.publication, one)) for one in standing)
        found[number] = [one for one in signed if one.sections]
    return found


def _signed_sections(publication: Publication, sign_off: SignOff) -> tuple[str, ...]:
    until = publication.superseded_at or publication.ended_at
    came_later = until is not None and sign_off.created_at > until
    if came_later or (sign_off.revoked_at is not None and sign_off.revoked_at <= publication.published_at):
        return ()
    hashes = publication.section_hashes
    return tuple(
        CLINICAL_NAMES[section]
        for section in CLINICAL_SECTIONS
        if section in hashes and sign_off.section_hashes.get(section) == hashes[section]
    )


def withdrawn_up_to(page: ConditionPage) -> int:
    """The number of the last publication of `page` that was withdrawn for safety; 0 when none was."""
    withdrawn = Q(end_kind=EndKind.WITHDRAWN) | Q(later_withdrawal__isnull=False)
    found = Publication.objects.filter(withdrawn, page=page).aggregate(number=Max("number"))
    return found["number"] or 0


def newest(page: ConditionPage) -> Publication | None:
    """The page's newest publication, served or not."""
    return Publication.objects.filter(page=page).order_by("-number").first()


def numbered(page: ConditionPage, number: int) -> Publication | None:
    """The page's publication with this number."""
    return Publication.objects.filter(page=page, number=number).first()
