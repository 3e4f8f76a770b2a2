"""What goes into a decision and what comes out. Shapes only; `engine.py` decides."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from conditions.domain.care_level import CareLevel
from conditions.domain.document import Strict
from conditions.domain.questionnaire import Answer, Side

Pain = Annotated[int, Field(ge=0, le=10)]


class Measures(Strict):
    """Answers that are not signs. Pain is 0 to 10 (LOINC 72514-3, unit {score}), whole numbers only."""

    pain_now: Pain | None = None
    pain_worst: Pain | None = None
    side: Side | None = None
    started_on: datetime.date | None = None


class EarlierCheckIn(Strict):
    """What the trend rules need of an earlier check-in of the same episode."""

    submitted_on: datetime.date
    answers: dict[str, Answer]
    measures: Measures = Measures()


class Policy(Strict):
    """A site's values for the rules that are not sentences on the page.

    The pain values follow the change that matters in the literature, about 2 points or 30 % (Farrar 2001,
    Ostelo 2008). They were derived for improvement; using them for worsening is an assumption.
    """

    trend_pain_at_least: Pain = 4
    trend_pain_rise: Pain = 2
    trend_window_days: Annotated[int, Field(ge=1, le=365)] = 14
    floor: CareLevel = CareLevel.SELF_CARE
    """Site floor: no check-in gives less."""


DEFAULT_POLICY = Policy()


class PublicationStanding(Strict):
    """Whether the publication can answer self_care (property P14)."""

    reviewed: bool
    withdrawn: bool = False
    review_overdue: bool = False
    """Overdue beyond the site's grace."""


class Reason(Strict):
    """One cited cause of the level.

    `kind` sign: a yes to a yes_no or all_of sign; measure: a measured sign that was reached; unanswered: a sign
    that is not sure, not answered or whose measure is missing; trend: a trend rule; policy: a site floor or a
    publication that may not answer self_care.
    """

    kind: Literal["sign", "measure", "trend", "unanswered", "policy"]
    key: str
    level: CareLevel
    statement: str
    statement_sha256: str | None = None
    """The fingerprint of the sentence in the publication; None for a rule that is not a sentence on the page."""


class Assessment(Strict):
    """The decision. `level` is the highest of the reasons, self_care when there are none."""

    level: CareLevel
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    """Answer and measure keys that were left open or not sure, in asking order."""
    complete: bool
    """True when nothing was left open or not sure."""
