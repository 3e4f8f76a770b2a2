"""The two steps of the default workflow. Who may approve a step, of these or of any other kind, is asked when it is
saved as approved: see `conditions.receivers.refuse_own_words`."""

from __future__ import annotations

from typing import Any

from wagtail.models import AbstractGroupApprovalTask, Page

from conditions.models.pages import ConditionPage
from conditions.signals import signatures_asked


class EditorialCheckTask(AbstractGroupApprovalTask):
    """Somebody else than the writer reads the page before a clinician does."""

    class Meta:
        verbose_name = "editorial check"
        verbose_name_plural = "editorial checks"

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return "Members of the chosen groups approve what somebody else wrote"


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """A clinical reviewer signs the words. A condition page is approved by signing, on its own form; when every
    section has been signed before, there is nothing to sign, and it is approved with a click."""

    class Meta:
        verbose_name = "clinical review"
        verbose_name_plural = "clinical reviews"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Without "approve" for a condition page that is not signed: the form that takes the sign-off approves."""
        actions = list(super().get_actions(obj, user))
        page = obj.specific if isinstance(obj, Page) else obj
        if not actions or not isinstance(page, ConditionPage) or _is_signed(page):
            return actions
        return [action for action in actions if action[0] != "approve"]

    @classmethod
    def get_description(cls) -> str:
        """For the list of task types."""
        return "Members of the chosen groups sign the words of a condition page"


def _is_signed(page: ConditionPage) -> bool:
    return any(answer for _, answer in signatures_asked.send(sender=ConditionPage, page=page))
