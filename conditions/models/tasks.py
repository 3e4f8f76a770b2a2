"""The two steps of the default workflow. "Approve" is offered to whoever may approve; and that is asked again, of these
steps and of any other kind, when a step is saved as approved: see `conditions.receivers.refuse_own_words`."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from conditions.models.pages import ConditionPage
from conditions.models.signing import SignOff
from conditions.signals import approval_asked


def why_not_approve(page: Page, user: Any) -> str:
    """Why `user` may not approve the step that `page` is at; empty when they may, and for whoever has no say in it."""
    state = page.current_workflow_task_state
    task = state.task.specific if state is not None else None
    asked = isinstance(task, AbstractGroupApprovalTask) and AbstractGroupApprovalTask.get_actions(
        task, page, user
    )
    if not asked:
        return ""
    answers = approval_asked.send(sender=ConditionPage, task_state=state, user=user)
    return next((answer for _, answer in answers if answer), "")


class _ApprovedByOthers(AbstractGroupApprovalTask):
    """Approved by somebody who did not write or submit the words."""

    class Meta:
        abstract = True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Without "approve" for whoever may not approve: the editor says why."""
        actions = list(super().get_actions(obj, user))
        page = obj.specific if isinstance(obj, Page) else obj
        if not actions or not isinstance(page, Page) or not why_not_approve(page, user):
            return actions
        return [action for action in actions if action[0] != "approve"]


class EditorialCheckTask(_ApprovedByOthers):
    """Somebody else than the writer reads the page before a clinician does."""

    class Meta:
        verbose_name = "editorial check"
        verbose_name_plural = "editorial checks"

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return "Members of the chosen groups approve what somebody else wrote"


class ClinicalReviewTask(_ApprovedByOthers):
    """A clinical reviewer signs the words. A condition page is approved by signing, on its own form; when every
    section has been signed before, there is nothing to sign, and it is approved with a click."""

    class Meta:
        verbose_name = "clinical review"
        verbose_name_plural = "clinical reviews"

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return "Members of the chosen groups sign the words of a condition page"

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Without the drafts that `user` has signed as they are: those wait for somebody else."""
        own = SignOff.objects.standing().filter(signed_by_id=user.pk)
        of_these_words = own.annotate(page_key=Cast("page_id", CharField())).filter(
            page_key=OuterRef("workflow_state__object_id"),
            created_at__gte=F("page__latest_revision_created_at"),
        )
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(Exists(of_these_words))
