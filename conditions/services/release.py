"""May these words go live? What somebody must have signed first, whatever the route and whoever clicks."""

from __future__ import annotations

from conditions.domain.document import ConditionDocument
from conditions.domain.gate import Stop, stops
from conditions.domain.sections import CLINICAL_NAMES
from conditions.models import ConditionPage, SignOff
from conditions.selectors.signing import (
    APPROVALS_TO_LOWER,
    Signatures,
    approvals_to_lower,
    lowering_changes,
    signatures,
)


def release_stops(page: ConditionPage, document: ConditionDocument) -> list[Stop]:
    """What nobody signed, and who can change that; empty when these words may go live."""
    found = signatures(page, document)
    return [*_unsigned(found), *_exemption(page, document, found), *_lowered(page, document)]


def new_stops(before: ConditionDocument, after: ConditionDocument) -> list[Stop]:
    """The stops of `after` that `before`, which is live, does not have. What was wrong before is somebody else's
    work, and must not keep a warning from people who need it."""
    known = {(stop.code, stop.message) for stop in stops(before)}
    return [stop for stop in stops(after) if (stop.code, stop.message) not in known]


def _unsigned(found: Signatures) -> list[Stop]:
    if not found.missing:
        return []
    names = ", ".join(f"“{CLINICAL_NAMES[section]}”" for section in found.missing)
    message = (
        f"No clinical reviewer has signed these words: {names}. Submit the page for clinical review. Only a site "
        "administrator can publish it unsigned, with a written reason."
    )
    return [Stop(found.missing[0], "unsigned", message)]


def _exemption(page: ConditionPage, document: ConditionDocument, found: Signatures) -> list[Stop]:
    """A reason for no emergency signs is never released unsigned."""
    if document.emergency or not document.emergency_exemption:
        return []
    behind = found.sections["emergency"]
    if isinstance(behind, SignOff) and behind.reviewer_id == page.emergency_exemption_by_id:
        return []
    message = "The reviewer who stands behind the reason for no emergency signs must sign it."
    return [Stop("emergency_exemption", "unsigned_exemption", message)]


def _lowered(page: ConditionPage, document: ConditionDocument) -> list[Stop]:
    lowered = lowering_changes(page, document)
    if not lowered or len(approvals_to_lower(page, document)) >= APPROVALS_TO_LOWER:
        return []
    keys = ", ".join(dict.fromkeys(f"“{change.old or change.new or change.key}”" for change in lowered))
    message = (
        f"These changes may lower the level of a check-in: {keys}. A second clinical reviewer must sign them too, "
        "or one of them signs that a reworded sign has the same meaning."
    )
    return [Stop("emergency", "second_approval", message)]
