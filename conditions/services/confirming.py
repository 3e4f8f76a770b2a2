"""What changes signs is published, or approved, by somebody who has seen what it does.

Whoever confirms sends back the fingerprint of what they were shown: the draft's words, the publication that it was
compared with, and the hour that it goes live. People at the admin are asked; imports, commands and schedules are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from conditions.builder import document_of
from conditions.domain.canonical import canonical_json, sha256_of
from conditions.domain.changes import changes
from conditions.domain.document import document_sha256
from conditions.freshness import hold
from conditions.models import ConditionPage
from conditions.selectors.history import newest

_asks: ContextVar[bool] = ContextVar("asks_for_the_impact", default=False)


class ImpactNotSeen(ValidationError):
    """The signs of the page changed, and whoever acts has not confirmed that they saw what that does."""

    def __init__(self, page: ConditionPage, task_state: Any) -> None:
        self.page = page
        self.task_state = task_state
        super().__init__("Look at the impact of these words first.")


class ImpactChanged(ValidationError):
    """What was confirmed is not what would happen now."""

    def __init__(self) -> None:
        super().__init__("The words changed while you were reading. This is what they would change now.")


@contextmanager
def asking(asks: bool = True) -> Iterator[None]:
    """Whether people are asked inside: yes for somebody at the admin, no once they confirmed, or signed on the form that
    shows the impact."""
    token = _asks.set(asks)
    try:
        yield
    finally:
        _asks.reset(token)


def changes_signs(draft: ConditionPage) -> bool:
    """Whether `draft` changes a sign or a measure of the page's newest publication. A page that never had one
    changes nothing for anybody."""
    base = newest(draft) if draft.pk else None
    return base is not None and bool(changes(base.parsed_document(), document_of(draft)))


def fingerprint(draft: ConditionPage) -> str:
    """What somebody confirms who was shown the impact of `draft`."""
    base, hour = newest(draft), draft.go_live_at
    shown = [
        base.number if base else 0,
        document_sha256(document_of(draft)),
        hour.isoformat() if hour else "",
    ]
    return sha256_of(canonical_json(shown))


def ask(*, task_state: Any) -> None:
    """Before a step of the workflow is approved.

    Raises:
        ImpactNotSeen: somebody at the admin approves a draft whose signs changed, and has not confirmed that.
    """
    if not _asks.get():
        return
    page = ConditionPage.objects.filter(pk=task_state.workflow_state.object_id).first()
    if page is not None and changes_signs(page.get_latest_revision_as_object()):
        raise ImpactNotSeen(page, task_state)


@transaction.atomic
def publish_confirmed(*, page: ConditionPage, by: Any, seen: str) -> ConditionPage:
    """Publish the newest draft of `page`, or schedule it, as the editor does.

    Raises:
        ImpactChanged: `seen` is not what publishing would do now.
        PublicationRefused: something keeps the words from going live.
    """
    draft = _confirmed(page, seen)
    draft.get_latest_revision().publish(user=by, log_action=True)
    return draft


@transaction.atomic
def approve_confirmed(*, page: ConditionPage, task_state: Any, by: Any, seen: str, comment: str = "") -> None:
    """Approve a step of the workflow.

    Raises:
        ImpactChanged: `seen` is not what the draft would do now.
        ValidationError: they wrote or submitted these words.
    """
    _confirmed(page, seen)
    with asking(False):
        task_state.task.specific.on_action(task_state, by, "approve", comment=comment)


def _confirmed(page: ConditionPage, seen: str) -> ConditionPage:
    hold()
    draft: ConditionPage = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    if fingerprint(draft) != seen:
        raise ImpactChanged
    return draft
