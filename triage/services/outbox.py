"""Messages for other systems, written in the transaction that they are about. Ids only, no patient data."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from triage.models import OutboxEvent
from triage.models.prepared import insert_values


class Kind(StrEnum):
    """What other systems may be told."""

    CHECK_IN_SUBMITTED = "check_in.submitted"
    WORK_ITEM_RAISED = "work_item.raised"
    WORK_ITEM_CLAIMED = "work_item.claimed"
    WORK_ITEM_RELEASED = "work_item.released"
    WORK_ITEM_CONTACTED = "work_item.contacted"
    WORK_ITEM_ESCALATED = "work_item.escalated"
    WORK_ITEM_LEVEL_CHANGED = "work_item.level_changed"
    WORK_ITEM_CLOSED = "work_item.closed"
    WORK_ITEM_REOPENED = "work_item.reopened"


def enqueue(kind: Kind | str, subject: models.Model) -> None:
    """A message about `subject`, to be sent after the caller's transaction commits.

    Raises ValueError for an unknown kind.
    """
    insert_values(OutboxEvent, kind=Kind(kind).value, subject_id=subject.pk)
