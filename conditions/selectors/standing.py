"""What a page waits for, in a few words, for whoever has just signed or approved it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import WorkflowState

from conditions.builder import document_of
from conditions.domain.changes import reworded
from conditions.models import ClinicalReviewTask, ConditionPage
from conditions.selectors.signing import APPROVALS_TO_LOWER, approvals_to_lower, lowering_changes


def standing(page: ConditionPage) -> str:
    """The end of a sentence such as "Signed; …": that the newest words are live, or what they wait for."""
    now = ConditionPage.objects.get(pk=page.pk)
    if now.live and not now.has_unpublished_changes:
        return "live now"
    draft = now.get_latest_revision_as_object()
    state = now.current_workflow_state
    task = (
        state.current_task_state.task if state and state.status == WorkflowState.STATUS_IN_PROGRESS else None
    )
    if task is not None and not isinstance(task.specific, ClinicalReviewTask):
        return f"waits for “{task.name}”"
    if wanted := _approvals_wanted(draft):
        return f"waits for {wanted}, because a change may lower a level"
    if task is not None:
        return f"waits for “{task.name}”"
    if now.scheduled_revision is not None and draft.go_live_at:
        return f"goes live on {date_format(timezone.localtime(draft.go_live_at), 'F j, Y, H:i T')}"
    return "waits for a publisher"


def _approvals_wanted(draft: ConditionPage) -> str:
    document = document_of(draft)
    lowered = lowering_changes(draft, document)
    missing = APPROVALS_TO_LOWER - len(approvals_to_lower(draft, document)) if lowered else 0
    wanted = {2: "two clinical reviewers", 1: "a second clinical reviewer"}.get(missing, "")
    if wanted and reworded(lowered) == lowered:
        wanted += ", or one who signs that the reworded sign has the same meaning"
    return wanted
