"""May these words go live? What somebody must have signed first, whatever the route and whoever clicks."""

from __future__ import annotations

from wagtail.models import WorkflowState

from conditions.domain.document import ConditionDocument
from conditions.domain.gate import Stop, stops
from conditions.domain.sections import CLINICAL_NAMES
from conditions.models import ClinicalReviewTask, ConditionPage
from conditions.selectors.signing import (
    APPROVALS_TO_LOWER,
    Signatures,
    approvals_to_lower,
    lowering_changes,
    sign_offs_of,
    signatures,
)
from conditions.selectors.words import fingerprints


def release_stops(page: ConditionPage, document: ConditionDocument) -> list[Stop]:
    """What nobody signed, and who can change that; empty when these words may go live."""
    found = signatures(page, document)
    return [*_unsigned(page, found), *exemption_stops(page, document), *_lowered(page, document)]


def new_stops(before: ConditionDocument, after: ConditionDocument) -> list[Stop]:
    """The stops of `after` that `before`, which is live, does not have. What was wrong before is somebody else's
    work, and must not keep a warning from people who need it."""
    known = {(stop.code, stop.message) for stop in stops(before)}
    return [stop for stop in stops(after) if (stop.code, stop.message) not in known]


def _unsigned(page: ConditionPage, found: Signatures) -> list[Stop]:
    if not found.missing:
        return []
    names = ", ".join(f"“{CLINICAL_NAMES[section]}”" for section in found.missing)
    message = (
        f"No clinical reviewer has signed these words: {names}. {_next_step(page)} Only a site "
        "administrator can publish it unsigned, with a written reason."
    )
    return [Stop(found.missing[0], "unsigned", message)]


def _next_step(page: ConditionPage) -> str:
    """What is to be done for a signature, by where the page is in its workflow."""
    state = page.current_workflow_state if page.pk else None
    if state is None or state.current_task_state is None:
        return "Submit the page for clinical review."
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "Changes were requested: make them and submit the page again."
    task = state.current_task_state.task
    if isinstance(task.specific, ClinicalReviewTask):
        return "The page waits for a clinical reviewer to sign it."
    return f"The page is in review, at “{task.name}”; a clinical reviewer signs it after that."


def exempted_by(page: ConditionPage, document: ConditionDocument) -> str:
    """Who stands behind a page without emergency signs, as the page prints it; empty as soon as they do not."""
    behind = page.emergency_exemption_by
    exempt = bool(document.emergency_exemption) and not document.emergency
    stands = exempt and not exemption_stops(page, document)
    return behind.with_credentials if stands and behind is not None else ""


def exemption_stops(page: ConditionPage, document: ConditionDocument) -> list[Stop]:
    """A reason for no emergency signs is never released unsigned by the reviewer whom the page names for it, whoever
    else has signed it since."""
    if document.emergency or not document.emergency_exemption:
        return []
    signed = sign_offs_of(page, "emergency", fingerprints(document)["emergency"])
    if any(one.reviewer_id == page.emergency_exemption_by_id for one in signed):
        return []
    message = "The reviewer who stands behind the reason for no emergency signs must sign it."
    return [Stop("emergency_exemption", "unsigned_exemption", message)]


def _lowered(page: ConditionPage, document: ConditionDocument) -> list[Stop]:
    lowered = lowering_changes(page, document)
    if not lowered or len(approvals_to_lower(page, document)) >= APPROVALS_TO_LOWER:
        return []
    keys = ", ".join(dict.fromkeys(f"“{change.old or change.new or change.key}”" for change in lowered))
    message = (
        f"These changes may lower the level of a check-in: {keys}. Two people who were not the last to write them must "
        "approve them: two clinical reviewers sign them, or one does and a site administrator publishes them unsigned, "
        "with a written reason. One reviewer is enough who signs that a reworded sign has the same meaning."
    )
    return [Stop("emergency", "second_approval", message)]
