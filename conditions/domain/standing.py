"""Whether a publication may still answer "self-care"."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """The facts about one publication on one day that keep its check-in from answering self_care.

    `withdrawn` is true for every publication that ended, for whatever reason: nobody stands behind it any more.
    """

    reviewed: bool
    withdrawn: bool
    review_overdue: bool


def review_overdue(review_due: datetime.date | None, today: datetime.date, *, grace_days: int) -> bool:
    """Whether the review ran out more than `grace_days` ago. The day it is due still counts as in time."""
    return review_due is not None and (today - review_due).days > grace_days
