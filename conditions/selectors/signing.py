"""Which words of a page somebody stands behind, and what is missing before they may go live."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import Max, Q

from conditions.domain.changes import Change, changes, lowering
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument
from conditions.domain.meaning import same_meaning, words_of
from conditions.domain.questionnaire import Questionnaire
from conditions.domain.sections import CLINICAL_SECTIONS, DECIDING_SECTIONS
from conditions.models import (
    ConditionPage,
    EndKind,
    Publication,
    SameMeaning,
    SignOff,
    UnsignedRelease,
)
from conditions.selectors.behind import Given, newest_that_counts
from conditions.selectors.words import fingerprints

APPROVALS_TO_LOWER = 2
"""How many people must stand behind words that may lower the level of a check-in."""


@dataclass(frozen=True)
class Review:
    """What a publication says about its review: everybody who signed a part, the oldest date, the first due."""

    reviewer_name: str
    reviewed_on: datetime.date
    review_due: datetime.date


@dataclass(frozen=True)
class Signatures:
    """What stands behind each clinical section of some words: a sign-off, an unsigned release, or nothing.

    The newest that counts (see `behind`), so that a page that went live unsigned says so until somebody signs it.
    """

    sections: Mapping[str, Given | None]

    @property
    def missing(self) -> list[str]:
        """Sections that nobody stands behind."""
        return [section for section, behind in self.sections.items() if behind is None]

    @property
    def sign_offs(self) -> list[SignOff]:
        """The sign-offs that count, newest first."""
        found = {behind.pk: behind for behind in self.sections.values() if isinstance(behind, SignOff)}
        return sorted(found.values(), key=lambda sign_off: (sign_off.created_at, sign_off.pk), reverse=True)

    @property
    def review(self) -> Review | None:
        """The review of the whole page; None when any section is not signed."""
        signed = self.sign_offs
        if not signed or not all(isinstance(behind, SignOff) for behind in self.sections.values()):
            return None
        return Review(
            "; ".join(dict.fromkeys(sign_off.signature for sign_off in signed))[:200],
            min(sign_off.signed_on for sign_off in signed),
            min(sign_off.review_due for sign_off in signed),
        )


def signatures(page: ConditionPage, document: ConditionDocument) -> Signatures:
    """What stands behind each section of `document`, as words of `page` that are edited now."""
    return signatures_of(page, fingerprints(document))


def signatures_of(page: ConditionPage, hashes: Mapping[str, str]) -> Signatures:
    """What stands behind words of `page` with these fingerprints, for instance those of a publication.

    A page that was withdrawn for safety starts again: what was signed before does not count any more.
    """
    given: list[Given] = [
        *SignOff.objects.standing().filter(page_id=page.pk),
        *UnsignedRelease.objects.filter(page_id=page.pk),
    ]
    published = _published(page)
    since = max(filter(None, map(_withdrawn_since, published)), default=None)
    given = [one for one in given if since is None or one.created_at > since]
    given.sort(key=lambda one: (one.created_at, one.pk), reverse=True)
    return Signatures(
        {
            section: newest_that_counts(given, published, section, hashes.get(section))
            for section in CLINICAL_SECTIONS
        }
    )


def _published(page: ConditionPage) -> list[Publication]:
    """Every publication of `page`, with no more than what its sections were bound to and how it ended."""
    found = Publication.objects.filter(page_id=page.pk).select_related("later_withdrawal").order_by("number")
    needed = ("page_id", "number", "section_hashes", "ended_at", "end_kind", "later_withdrawal__withdrawn_at")
    return list(found.only(*needed))


def _withdrawn_since(publication: Publication) -> datetime.datetime | None:
    """When it was withdrawn for safety, at its end or later."""
    if publication.end_kind == EndKind.WITHDRAWN:
        return publication.ended_at
    later = getattr(publication, "later_withdrawal", None)
    return later.withdrawn_at if later else None


def sign_offs_of(page: ConditionPage, section: str, hash_: str | None) -> list[SignOff]:
    """Every sign-off that stands for these words of a section, newest first: not only the one that is named."""
    since = _withdrawn_at(page)
    return [
        one
        for one in SignOff.objects.standing().filter(page_id=page.pk)
        if hash_ and one.section_hashes.get(section) == hash_ and (since is None or one.created_at > since)
    ]


def latest_publication(page: ConditionPage) -> Publication | None:
    """The page's newest publication, served or not: what an edit is compared with."""
    return Publication.objects.filter(page_id=page.pk).order_by("-number").first()


def lowering_changes(page: ConditionPage, document: ConditionDocument) -> list[Change]:
    """The changes since the newest publication that might lower a check-in's level."""
    latest = latest_publication(page)
    if latest is None:
        return []
    old = latest.parsed_document()
    return lowering(changes(old, document), same_meaning_since(page, latest, document))


def same_meaning_since(
    page: ConditionPage, publication: Publication, document: ConditionDocument
) -> AbstractSet[str]:
    """The keys of signs that were reworded since `publication` and signed as "same meaning". None, while a sign of
    `document` cannot be decided yet: the gate stops it anyway."""
    links = _links(page.pk)
    if not links:
        return frozenset()
    try:
        now = compile_questionnaire(document, other_worry="-")
    except ValueError:
        return frozenset()
    return same_meaning(publication.compiled(), now, links)


def same_meaning_keys(page_id: int, old: Questionnaire, new: Questionnaire) -> AbstractSet[str]:
    """The keys of signs that `new` says in other words than `old` and that a reviewer signed as meaning the
    same: answers to them still hold."""
    before, after = words_of(old), words_of(new)
    if not any(before[key] != after[key] for key in before.keys() & after.keys()):
        return frozenset()
    return same_meaning(old, new, _links(page_id))


def approvals_to_lower(page: ConditionPage, document: ConditionDocument) -> list[SignOff | UnsignedRelease]:
    """Who stands behind these deciding sections, knowing the newest publication: one for each person.

    A sign-off from before the publication that is compared with does not count: it was given to other changes. Nor does
    what leaves a deciding section out, because its signer or releaser wrote it.
    """
    latest = latest_publication(page)
    if latest is None:
        return []
    wanted, since = fingerprints(document), _withdrawn_at(page)
    unchanged_from = _deciding_since(latest)
    found: list[SignOff | UnsignedRelease] = []
    people: set[object] = set()
    for one in (
        *SignOff.objects.standing().filter(page_id=page.pk).select_related("base"),
        *UnsignedRelease.objects.filter(page_id=page.pk).select_related("base"),
    ):
        person = _people_behind(one)
        if (
            all(one.section_hashes.get(section) == wanted[section] for section in DECIDING_SECTIONS)
            and one.base is not None
            and one.base.number >= unchanged_from
            and (since is None or one.created_at > since)
            and not person & people
        ):
            found.append(one)
            people |= person
    return found


def _deciding_since(latest: Publication) -> int:
    """The number of the first publication since which what decides did not change."""
    wanted, number = _deciding(latest), latest.number
    earlier = Publication.objects.filter(page_id=latest.page_id, number__lt=number).order_by("-number")
    for publication in earlier.iterator(chunk_size=10):
        if _deciding(publication) != wanted:
            break
        number = publication.number
    return number


def _deciding(publication: Publication) -> list[str | None]:
    return [publication.section_hashes.get(section) for section in DECIDING_SECTIONS]


def _people_behind(one: SignOff | UnsignedRelease) -> set[object]:
    """The account and the reviewer: neither may count twice."""
    if isinstance(one, SignOff):
        return {("reviewer", one.reviewer_id), *([("user", one.signed_by_id)] if one.signed_by_id else [])}
    return {("user", one.released_by_id)} if one.released_by_id else {("command line",)}


def _links(page_id: int) -> list[tuple[str, str, str]]:
    signed = SameMeaning.objects.filter(page_id=page_id, sign_off__revoked_at__isnull=True)
    return list(signed.values_list("key", "old_sha256", "new_sha256"))


def _withdrawn_at(page: ConditionPage) -> datetime.datetime | None:
    found = Publication.objects.filter(page_id=page.pk).aggregate(
        at_its_end=Max("ended_at", filter=Q(end_kind=EndKind.WITHDRAWN)),
        later=Max("later_withdrawal__withdrawn_at"),
    )
    return max(filter(None, found.values()), default=None)
