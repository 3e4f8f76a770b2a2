"""What the editor says of a draft beside its fields: the findings about its words, and what they are to the words
that are live: what changed, which sign-offs are void, and who must sign before it may go live.

The findings about the words alone are stored with a publication; what stands here besides is of the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.formats import date_format

from conditions.domain.changes import Change, ChangeKind, changes
from conditions.domain.document import SIGN_SECTIONS, ConditionDocument
from conditions.domain.findings import Code, Finding, at, from_stop, note, ordered
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.sections import CLINICAL_NAMES, FIELDS_OF
from conditions.models import ConditionPage, Publication, SignOff, SignOffKind, UnsignedRelease
from conditions.selectors.findings import PageFindings, findings_of
from conditions.selectors.history import newest
from conditions.selectors.signing import lowering_changes, signatures_of
from conditions.selectors.words import fingerprints
from conditions.services.release import exempted_by, exemption_stops, release_stops

_NOTES = {"unsigned": Code.UNSIGNED, "second_approval": Code.SECOND_APPROVAL}
"""What keeps words from going live and is no fault of theirs: somebody must sign, and the draft is submitted."""
_SAID = {
    ChangeKind.ADDED: "New since publication {number}.",
    ChangeKind.REMOVED: "“{old}” was removed since publication {number}.",
    ChangeKind.MOVED_UP: "Moved up since publication {number}: it was under “{level}”.",
    ChangeKind.MOVED_DOWN: "Moved down since publication {number}: it was under “{level}”.",
    ChangeKind.REWORDED: "Reworded since publication {number}: it was “{old}”.",
    ChangeKind.NARROWED: "Narrowed since publication {number}: {became}.",
    ChangeKind.WIDENED: "Widened since publication {number}: {became}.",
    ChangeKind.ANSWERED_OTHERWISE: "Answered in another way since publication {number}.",
    ChangeKind.VALUE_LOWERED: "The threshold was {old} in publication {number}.",
    ChangeKind.VALUE_RAISED: "The threshold was {old} in publication {number}.",
    ChangeKind.FINDING_ADDED: "Its finding is new since publication {number}.",
    ChangeKind.FINDING_REMOVED: "Its finding was removed since publication {number}.",
    ChangeKind.FINDING_CHANGED: "Its finding was “{old}” in publication {number}.",
    ChangeKind.HELP_REWORDED: "“How to tell” was reworded since publication {number}.",
    ChangeKind.MEASURE_ADDED: "{measure} is asked since publication {number}.",
    ChangeKind.MEASURE_DROPPED: "{measure} was asked in publication {number}.",
}
_MEASURES = {"asks_pain": "Pain", "asks_side": "The side"}


@dataclass(frozen=True)
class SectionReview:
    """Who stands behind a clinical section of a draft. `voided`: who did, and `why` that does not count any more.
    `empty`: nothing is written there, which is signed like words."""

    section: str
    empty: bool = False
    sign_off: SignOff | None = None
    release: UnsignedRelease | None = None
    voided: SignOff | None = None
    why: str = ""

    @property
    def name(self) -> str:
        """How people call the section."""
        return CLINICAL_NAMES[self.section]


@dataclass(frozen=True)
class DraftFindings:
    """Everything there is to say about a draft, and the sign-offs that it is said with."""

    page_findings: PageFindings
    sections: tuple[SectionReview, ...]


def draft_findings(draft: ConditionPage) -> DraftFindings:
    """The findings about `draft`, saved or not, with its standing: for the editor, never for a publication."""
    found = findings_of(draft)
    if draft.pk is None:
        return DraftFindings(found, ())
    base = newest(draft)
    reviews = tuple(section_reviews(draft, found.document))
    more = [*_release(draft, found.document, base), *_voids(reviews)]
    if base is not None:
        more += [at(found.reading.on_page(one.path), one) for one in _changed(draft, base, found.document)]
    return DraftFindings(replace(found, found=ordered([*found.found, *more])), reviews)


def section_reviews(draft: ConditionPage, document: ConditionDocument) -> Iterator[SectionReview]:
    """Every clinical section of `document`, the words of `draft`, with who stands behind it."""
    before = {
        section: sign_off
        for sign_off in SignOff.objects.filter(page_id=draft.pk).order_by("created_at", "id")
        for section in sign_off.section_hashes
    }
    hashes = fingerprints(document)
    for section, behind in signatures_of(draft, hashes).sections.items():
        voided = before.get(section) if behind is None else None
        yield SectionReview(
            section,
            empty=not any(getattr(document, field) for field in FIELDS_OF[section]),
            sign_off=behind if isinstance(behind, SignOff) else None,
            release=behind if isinstance(behind, UnsignedRelease) else None,
            voided=voided,
            why=_why(voided, section, hashes[section]) if voided else "",
        )


def _why(voided: SignOff, section: str, now: str) -> str:
    if voided.section_hashes[section] != now:
        return "the words changed"
    if voided.revoked_at:
        return "it was taken back"
    added = voided.kind == SignOffKind.AT_ONCE
    return "nobody has signed the rest of it" if added else "the page was taken out of use"


def _release(
    draft: ConditionPage, document: ConditionDocument, base: Publication | None
) -> Iterator[Finding]:
    """Words that are live are not asked for a signature again, as when they are published; but for who stands behind
    a reason for no emergency signs."""
    if base is None or not base.is_current or base.parsed_document() != document:
        found = release_stops(draft, document)
    elif base.exempted_by != exempted_by(draft, document):
        found = exemption_stops(draft, document)
    else:
        return
    for stop in found:
        code = _NOTES.get(stop.code)
        yield from_stop(stop) if code is None else note(code, stop.field, stop.message)


def _voids(reviews: tuple[SectionReview, ...]) -> Iterator[Finding]:
    for review in reviews:
        if review.voided is None:
            continue
        who, on = review.voided.signature, date_format(review.voided.signed_on)
        message = f"The sign-off of this section is void: {review.why} after {who} signed on {on}."
        yield note(Code.SIGN_OFF_VOID, review.section, message)


def _changed(draft: ConditionPage, base: Publication, document: ConditionDocument) -> Iterator[Finding]:
    places = {
        sign.key: f"{section}[{number}]"
        for section in SIGN_SECTIONS
        for number, sign in enumerate(getattr(document, section))
    }
    found = changes(base.parsed_document(), document)
    lowers = lowering_changes(draft, document)
    for change in found:
        words = _said(change, base) + (" This may lower a level." if change in lowers else "")
        yield note(Code.SIGN_CHANGED, _place(change, places), words)


def _place(change: Change, places: dict[str, str]) -> str:
    return places.get(change.key) or (change.old_level.value if change.old_level else "measures")


def _said(change: Change, base: Publication) -> str:
    return _SAID[change.kind].format(
        number=base.number,
        old=change.old,
        level=SECTION_NAMES[change.old_level.value] if change.old_level else "",
        measure=_MEASURES.get(change.key, ""),
        became=_became(change.old, change.new),
    )


def _became(old: str, new: str) -> str:
    """What narrowed or widened a sign: a part of it, or the ages that it is asked of."""
    if not old:
        return f"“{new}” must be true too"
    return f"“{old}” became “{new}”" if new else f"“{old}” need not be true any more"
