"""The two steps of the default workflow. What they may approve is asked by signal, so that services decide."""

from __future__ import annotations

from typing import Any

from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from conditions.models.pages import ConditionPage
from conditions.signals import approval_asked


class EditorialCheckTask(AbstractGroupApprovalTask):
    """Somebody else than the writer reads the page before a clinician does."""

    class Meta:
        verbose_name = "editorial check"
        verbose_name_plural = "editorial checks"

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or send back.

        Raises:
            ValidationError: the user wrote these words, or submitted them.
        """
        if action_name == "approve":
            ask_for_approval(self, task_state, user)
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return "Members of the chosen groups approve what somebody else wrote"


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """A clinical reviewer signs the words. A condition page is approved by signing only, on its own form."""

    class Meta:
        verbose_name = "clinical review"
        verbose_name_plural = "clinical reviews"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Without "approve" for a condition page: the form that takes the sign-off approves."""
        actions = super().get_actions(obj, user)
        if isinstance(obj.specific if isinstance(obj, Page) else obj, ConditionPage):
            return [action for action in actions if action[0] != "approve"]
        return list(actions)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or send back.

        Raises:
            ValidationError: the words are not signed, or the user wrote or submitted them.
        """
        if action_name == "approve":
            ask_for_approval(self, task_state, user)
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return "Members of the chosen groups sign the words of a condition page"


def ask_for_approval(task: Any, task_state: TaskState, user: Any) -> None:
    """Whoever listens may refuse with a ValidationError."""
    approval_asked.send(sender=type(task), task_state=task_state, user=user)
