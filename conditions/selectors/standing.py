"""What a page waits for, in a few words, for whoever has just signed or approved it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import WorkflowState

from conditions.builder import document_of
from conditions.models import ConditionPage
from conditions.selectors.signing import APPROVALS_TO_LOWER, approvals_to_lower, lowering_changes


def standing(page: ConditionPage) -> str:
    """The end of a sentence such as "Signed; …": that the newest words are live, or what they wait for."""
    now = ConditionPage.objects.get(pk=page.pk)
    if now.live and not now.has_unpublished_changes:
        return "live now"
    draft = now.get_latest_revision_as_object()
    document = document_of(draft)
    if lowering_changes(draft, document) and len(approvals_to_lower(draft, document)) < APPROVALS_TO_LOWER:
        return "waits for a second clinical reviewer, because a change may lower a level"
    state = now.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return f"waits for “{state.current_task_state.task.name}”"
    if now.scheduled_revision is not None and draft.go_live_at:
        return f"goes live on {date_format(timezone.localtime(draft.go_live_at), 'F j, Y, H:i T')}"
    return "waits for a publisher"
