"""What a draft would do: to the signs of its page, to its words, and to recent check-ins."""

from __future__ import annotations

from dataclasses import dataclass

from conditions import impact
from conditions.builder import document_of
from conditions.domain.changes import Change, changes, lowering
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.differences import SectionDifference, differences
from conditions.domain.document import ConditionDocument
from conditions.domain.impact import CountedImpact
from conditions.domain.questionnaire import Questionnaire
from conditions.models import ConditionPage, Publication, SiteWording
from conditions.selectors.history import newest
from conditions.selectors.signing import same_meaning_keys


@dataclass(frozen=True)
class EditImpact:
    """The effect of publishing a draft. `base` is the publication that it is compared with: the newest one, served
    or not; None for a page that never had one, which has no impact yet."""

    base: Publication | None
    draft: ConditionDocument
    changes: tuple[Change, ...] = ()
    lowering: tuple[Change, ...] = ()
    """Changes that may lower a level, whether or not any recent check-in is touched: they need a second approval."""
    words: tuple[SectionDifference, ...] = ()
    counted: CountedImpact | None = None
    """None when nothing that decides differs, when the draft cannot be decided yet, or when nobody counts."""
    decides: bool = False
    """Whether anything that decides differs."""
    cannot_decide: bool = False
    """The draft has a sign that cannot be decided yet, for instance a number is missing."""


def impact_of(draft: ConditionPage) -> EditImpact:
    """What publishing `draft`, a page or one of its revisions as an object, would change. Any draft has an answer.

    Nothing is counted, and no check-in read, for an edit that decides nothing otherwise.
    """
    document, base = document_of(draft), newest(draft)
    if base is None:
        return EditImpact(None, document)
    before = base.parsed_document()
    found = changes(before, document)
    compiled = _compiled(document)
    same = same_meaning_keys(draft.pk, base.compiled(), compiled) if compiled else frozenset()
    decides = compiled is not None and compiled != base.compiled()
    return EditImpact(
        base=base,
        draft=document,
        changes=tuple(found),
        lowering=tuple(lowering(found, same)),
        words=tuple(differences(before, document)),
        counted=impact.count(page_id=draft.pk, current=base.compiled(), draft=compiled)
        if compiled and decides
        else None,
        decides=decides,
        cannot_decide=compiled is None,
    )


def _compiled(document: ConditionDocument) -> Questionnaire | None:
    try:
        return compile_questionnaire(document, other_worry=SiteWording.current().other_worry)
    except ValueError:
        return None
