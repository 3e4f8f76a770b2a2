"""Every publication of a page, each with the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conditions.domain.sections import CLINICAL_NAMES, CLINICAL_SECTIONS
from conditions.models import ConditionPage, EndKind, Publication, SignOff

SHOWN = 100
"""The latest publications that one page of history shows."""


@dataclass(frozen=True)
class Step:
    """One publication, and the one that it followed (None for the first of the page)."""

    publication: Publication
    before: Publication | None


@dataclass(frozen=True)
class Signed:
    """One sign-off, and the names of the sections of a publication that it was given to."""

    sign_off: SignOff
    sections: tuple[str, ...]


def history_of(page: ConditionPage) -> list[Step]:
    """The latest `SHOWN` publications of `page`, newest first."""
    found = Publication.objects.filter(page=page).order_by("-number")
    rows = list(found.select_related("published_by", "ended_by")[: SHOWN + 1])
    return [Step(row, before) for row, before in _with_before(rows)][:SHOWN]


def signed_in(page: ConditionPage, steps: Sequence[Step]) -> dict[int, list[Signed]]:
    """By the number of each publication, which sign-offs covered sections of it while it was in use, newest first."""
    given = list(SignOff.objects.filter(page=page))
    withdrawn = [step.publication for step in steps if step.publication.end_kind == EndKind.WITHDRAWN]
    found: dict[int, list[Signed]] = {}
    for step in steps:
        number = step.publication.number
        since = max((one.ended_at for one in withdrawn if one.number < number and one.ended_at), default=None)
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


def newest(page: ConditionPage) -> Publication | None:
    """The page's newest publication, served or not."""
    return Publication.objects.filter(page=page).order_by("-number").first()


def numbered(page: ConditionPage, number: int) -> Publication | None:
    """The page's publication with this number."""
    return Publication.objects.filter(page=page, number=number).first()


def _with_before(rows: list[Publication]) -> Iterable[tuple[Publication, Publication | None]]:
    return zip(rows, [*rows[1:], None], strict=True)
