"""What goes into a decision and what comes out; `engine.py` decides."""

from __future__ import annotations

import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from conditions.domain.care_level import CareLevel
from conditions.domain.document import Strict
from conditions.domain.questionnaire import Answer, Side, SignRule

Pain = Annotated[int, Field(ge=0, le=10)]


class Measures(Strict):
    """Answers that are not signs. Pain is 0 to 10 (LOINC 72514-3, unit {score}), whole numbers only."""

    pain_now: Pain | None = None
    pain_worst: Pain | None = None
    side: Side | None = None
    started_on: datetime.date | None = None


class EarlierCheckIn(Strict):
    """What the trend rules need of an earlier check-in of the same episode.

    `submitted_on` is the day in the same time zone as the `as_of` of the decision.
    """

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


ReasonKind: TypeAlias = Literal["sign", "measure", "trend", "unanswered", "policy"]


class RuleKey(StrEnum):
    """The keys of reasons that are not a sentence on the page. Interfaces translate by key."""

    PAIN_RISING = "pain-rising"
    BOTH_SIDES = "both-sides"
    SITE_FLOOR = "site-floor"
    NOT_REVIEWED = "not-reviewed"
    WITHDRAWN = "withdrawn"
    REVIEW_OVERDUE = "review-overdue"
    ENGINE_FAILED = "engine-failed"


RULE_STATEMENTS = {
    RuleKey.PAIN_RISING: "Your pain is clearly worse than it was at an earlier check-in",
    RuleKey.BOTH_SIDES: "It was on one side and is now on both sides",
    RuleKey.SITE_FLOOR: "Everybody who checks in here is asked to contact us",
    RuleKey.NOT_REVIEWED: "This page is not yet clinically reviewed",
    RuleKey.WITHDRAWN: "This page has been withdrawn",
    RuleKey.REVIEW_OVERDUE: "The clinical review of this page is overdue",
    RuleKey.ENGINE_FAILED: "We could not work out the result, so a person must look at it",
}
"""English; the key is what interfaces translate. Never part of a decision."""


class Reason(Strict):
    """One cited cause of the level.

    `kind` sign: a yes to a yes_no or all_of sign; measure: a measured sign that was reached; unanswered: a
    sign that is not sure, not answered or whose measure is missing; trend: a trend rule (with the key and
    sentence of the sign that is new, or a `RuleKey`); policy: a site floor or a publication that may not
    answer self_care."""

    kind: ReasonKind
    key: str
    level: CareLevel
    statement: str
    statement_sha256: str | None = None
    """The fingerprint of the sentence in the publication; None for a rule that is not a sentence on the
    page."""


def sentence_reason(kind: ReasonKind, rule: SignRule, level: CareLevel) -> Reason:
    """A reason that cites the sentence of a sign."""
    return _reason(kind, rule.key, level, rule.statement, rule.statement_sha256)


def rule_reason(kind: ReasonKind, key: RuleKey, level: CareLevel) -> Reason:
    """A reason that is not a sentence on the page."""
    return _reason(kind, key.value, level, RULE_STATEMENTS[key], None)


@lru_cache(maxsize=4096)
def _reason(kind: ReasonKind, key: str, level: CareLevel, statement: str, sha256: str | None) -> Reason:
    """Reasons never change and come from few sentences, so each is made once: making them is most of the cost."""
    return Reason.model_construct(
        kind=kind, key=key, level=level, statement=statement, statement_sha256=sha256
    )


class Assessment(Strict):
    """The decision. `level` is the highest of the reasons, self_care when there are none."""

    level: CareLevel
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    """Keys of questions that were left open or answered "not sure", in asking order. A part of a sign that
    another part already makes a no, and a sign that does not apply, are not among them."""
    complete: bool
    """True when nothing was left open or not sure."""
