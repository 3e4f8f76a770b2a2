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
    latest_publication,
    lowering_changes,
    signatures,
    signed_at_once,
)


def release_stops(page: ConditionPage, document: ConditionDocument) -> list[Stop]:
    """What nobody signed, and who can change that; empty when these words may go live."""
    found = signatures(page, document)
    return [*_unsigned(found), *_exemption(page, document, found), *_lowered(page, document)]


def excused(page: ConditionPage, document: ConditionDocument, found: list[Stop]) -> list[Stop]:
    """The stops that remain when a clinician publishes signs at once: those that the newest publication has as
    well are somebody else's work, and must not keep a warning from people who need it."""
    latest = latest_publication(page)
    if not found or latest is None or not signed_at_once(page, document):
        return found
    before = {(stop.code, stop.message) for stop in stops(latest.parsed_document())}
    return [stop for stop in found if (stop.code, stop.message) not in before]


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
