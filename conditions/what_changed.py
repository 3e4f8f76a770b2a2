"""What changed between two publications, in plain sentences for readers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conditions.domain.changes import Change, ChangeKind, changes
from conditions.domain.differences import SectionDifference, differences
from conditions.domain.document import BLOCK_SECTIONS, SIGN_SECTIONS, ConditionDocument, FigureBlock
from conditions.models import Publication
from conditions.presenter import HEADINGS, LEVELS
from conditions.selectors.history import Step

SECTION_NAMES = {
    **HEADINGS,
    **LEVELS,
    "title": gettext_lazy("The title"),
    "main_message": gettext_lazy("The main message"),
    "also_called": gettext_lazy("Other names"),
    "virtual_care": gettext_lazy("Virtual care"),
    "measures": gettext_lazy("What the check-in also asks"),
    "similar_conditions": HEADINGS["similar"],
    "codes": gettext_lazy("Codes"),
    "sources": gettext_lazy("Sources"),
    "terms": gettext_lazy("Words on this page"),
}
"""How people call each of `domain.lines.SECTIONS`."""
SHORT = 4
"""A section with more changed lines than this is folded."""


def sentences(step: Step) -> list[str]:
    """What changed with this publication, most important first; never empty."""
    if step.before is None:
        return [_("First publication of this page.")]
    old, new = step.before.parsed_document(), step.publication.parsed_document()
    said = [
        *_about_signs(old, new),
        *_about_exemption(old, new),
        *_about_last_question(step.before, step.publication),
        *_about_sections(old, new),
    ]
    reviewed = list(_about_review(step))
    if said or reviewed:
        return list(dict.fromkeys([*said, *reviewed]))
    if step.before.ended_at is not None:
        return [_("Back in use with the same words.")]
    return [_("No words changed.")]


def words(step: Step) -> list[dict[str, Any]]:
    """What was taken out and put in, section by section, where a sentence does not say it; nothing for the first
    publication of a page, which is all new."""
    if step.before is None:
        return []
    found = _other_differences(step.before.parsed_document(), step.publication.parsed_document())
    return [
        {"name": SECTION_NAMES[one.section], "lines": one.lines, "short": len(one.lines) <= SHORT}
        for one in found
    ]


def ending(step: Step) -> str:
    """How the publication went out of use when no newer one took its place; empty otherwise. Why an editor
    unpublished a page is the editors' own; why it was withdrawn is told."""
    publication = step.publication
    if publication.ended_at is None:
        return ""
    if publication.withdrawn:
        return _("Taken out of use. Reason: %(reason)s") % {"reason": publication.withdrawn.reason}
    return _("Taken off the site.")


def ended_at(step: Step) -> datetime.datetime | None:
    """Since when `ending()` holds."""
    withdrawn = step.publication.withdrawn
    return withdrawn.at if withdrawn else step.publication.ended_at


# --- Signs ---------------------------------------------------------------------------------------------------

Sentence = Callable[[Change, str], str]


def _about_signs(old: ConditionDocument, new: ConditionDocument) -> Iterator[str]:
    statements = {sign.key: sign.statement for document in (old, new) for _level, sign in document.signs()}
    for change in changes(old, new):
        sentence = _SENTENCES.get(change.kind)
        if sentence is not None:
            yield sentence(change, statements.get(change.key, ""))


def _level(change: Change) -> str:
    level = change.new_level or change.old_level
    return str(LEVELS[level.value]) if level else ""


def _added(change: Change, statement: str) -> str:
    return _("Added to “%(list)s”: “%(sign)s”.") % {"list": _level(change), "sign": statement}


def _removed(change: Change, statement: str) -> str:
    return _("Removed from “%(list)s”: “%(sign)s”.") % {"list": _level(change), "sign": statement}


def _moved(change: Change, statement: str) -> str:
    old = str(LEVELS[change.old_level.value]) if change.old_level else ""
    return _("Moved from “%(old)s” to “%(new)s”: “%(sign)s”.") % {
        "old": old,
        "new": _level(change),
        "sign": statement,
    }


def _reworded(change: Change, statement: str) -> str:
    return _("In “%(list)s”, “%(old)s” now says “%(new)s”.") % {
        "list": _level(change),
        "old": change.old,
        "new": change.new,
    }


def _other_number(change: Change, statement: str) -> str:
    return _("In “%(list)s”, the number for “%(sign)s” is now %(new)s. It was %(old)s.") % {
        "list": _level(change),
        "sign": statement,
        "old": change.old,
        "new": change.new,
    }


def _for_fewer(change: Change, statement: str) -> str:
    return _("In “%(list)s”, this now applies to fewer people: “%(sign)s”.") % {
        "list": _level(change),
        "sign": statement,
    }


def _for_more(change: Change, statement: str) -> str:
    return _("In “%(list)s”, this now applies to more people: “%(sign)s”.") % {
        "list": _level(change),
        "sign": statement,
    }


def _asked_otherwise(change: Change, statement: str) -> str:
    return _("The check-in now asks in another way about “%(sign)s”.") % {"sign": statement}


def _help(change: Change, statement: str) -> str:
    return _("How to tell was explained anew for “%(sign)s”.") % {"sign": statement}


def _measure_added(change: Change, statement: str) -> str:
    if change.key == "asks_pain":
        return _("The check-in now asks about pain.")
    return _("The check-in now asks which side it is.")


def _measure_dropped(change: Change, statement: str) -> str:
    if change.key == "asks_pain":
        return _("The check-in no longer asks about pain.")
    return _("The check-in no longer asks which side it is.")


_SENTENCES: dict[ChangeKind, Sentence] = {
    ChangeKind.ADDED: _added,
    ChangeKind.REMOVED: _removed,
    ChangeKind.MOVED_UP: _moved,
    ChangeKind.MOVED_DOWN: _moved,
    ChangeKind.REWORDED: _reworded,
    ChangeKind.VALUE_LOWERED: _other_number,
    ChangeKind.VALUE_RAISED: _other_number,
    ChangeKind.NARROWED: _for_fewer,
    ChangeKind.WIDENED: _for_more,
    ChangeKind.ANSWERED_OTHERWISE: _asked_otherwise,
    ChangeKind.FINDING_ADDED: _asked_otherwise,
    ChangeKind.FINDING_REMOVED: _asked_otherwise,
    ChangeKind.FINDING_CHANGED: _asked_otherwise,
    ChangeKind.HELP_REWORDED: _help,
    ChangeKind.MEASURE_ADDED: _measure_added,
    ChangeKind.MEASURE_DROPPED: _measure_dropped,
}


def _about_exemption(old: ConditionDocument, new: ConditionDocument) -> Iterator[str]:
    """The reason for having no emergency signs, which stands in their list."""
    said = {"old": old.emergency_exemption, "new": new.emergency_exemption}
    if said["old"] == said["new"]:
        return
    if not said["old"]:
        yield _("There are no emergency signs, for this reason: “%(new)s”.") % said
    elif not said["new"]:
        yield _("The reason for having no emergency signs is gone. It was “%(old)s”.") % said
    else:
        yield _("The reason for having no emergency signs is now “%(new)s”. It was “%(old)s”.") % said


def _about_last_question(before: Publication, now: Publication) -> Iterator[str]:
    """The site's own question, which every check-in ends with; it is no part of the page's words."""
    old, new = before.compiled().other_worry, now.compiled().other_worry
    if old != new:
        yield _("The last question of the check-in is now “%(new)s”. It was “%(old)s”.") % {
            "old": old,
            "new": new,
        }


# --- Everything else -----------------------------------------------------------------------------------------


def _about_sections(old: ConditionDocument, new: ConditionDocument) -> Iterator[str]:
    for found in _other_differences(old, new):
        name = {"section": SECTION_NAMES[found.section]}
        fates = {stretch.fate for line in found.lines for stretch in line}
        was, now = _holds(old, found.section), _holds(new, found.section)
        if fates == {"added"} and not was:
            yield _("Added the section “%(section)s”.") % name
        elif fates == {"removed"} and not now:
            yield _("Removed the section “%(section)s”.") % name
        else:
            yield _("Changed: “%(section)s”.") % name
        for image in _other_pictures(old, new, found.section):
            yield _("“%(image)s” is another picture now.") % {"image": image}


def _other_differences(old: ConditionDocument, new: ConditionDocument) -> list[SectionDifference]:
    """Those that are not told sign by sign."""
    told = {*SIGN_SECTIONS, "measures"} if changes(old, new) else set()
    if old.emergency_exemption != new.emergency_exemption:
        told.add("emergency")
    return [found for found in differences(old, new) if found.section not in told]


def _other_pictures(old: ConditionDocument, new: ConditionDocument, section: str) -> list[str]:
    """The pictures of a section that have their name and other content."""
    before, after = _pictures(old, section), _pictures(new, section)
    return [image for image, sha256 in after.items() if before.get(image, sha256) != sha256]


def _pictures(document: ConditionDocument, section: str) -> dict[str, str | None]:
    blocks = getattr(document, section) if section in BLOCK_SECTIONS else ()
    return {block.image: block.sha256 for block in blocks if isinstance(block, FigureBlock)}


def _holds(document: ConditionDocument, section: str) -> bool:
    return bool(getattr(document, section, True))


def _about_review(step: Step) -> Iterator[str]:
    now, before = step.publication, step.before
    if before is None or (now.reviewer_name, now.reviewed_on) == (before.reviewer_name, before.reviewed_on):
        return
    if now.reviewed_on is None:
        yield _("These words are not yet clinically reviewed.")
    elif now.sha256 == before.sha256:
        yield _("Reviewed by %(name)s. No words changed.") % {"name": now.reviewer_name}
