"""The decision: from answers to a care level and the sentences behind it (design 5.1).

A pure function of what it is given: no clock, database, locale or random order. Every rule can only raise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Questionnaire, SignRule
from triage.domain.assessment import (
    DEFAULT_POLICY,
    Assessment,
    Measures,
    Policy,
    PublicationStanding,
    Reason,
    ReasonKind,
    RuleKey,
    rule_reason,
    sentence_reason,
)
from triage.domain.signs import Answers, open_keys, standing_signs
from triage.domain.trends import History, trend_reasons

ENGINE_VERSION = 2
"""Raised whenever the same input could give another result; stored with each assessment. What an older engine was given
is decided by the rules of then. 2: a sign that does not apply at the patient's age has no trend either."""

_KIND_ORDER: dict[ReasonKind, int] = {"sign": 0, "measure": 0, "trend": 1, "unanswered": 2, "policy": 3}

ENGINE_FAILED = Assessment(
    level=CareLevel.URGENT,
    reasons=(rule_reason("policy", RuleKey.ENGINE_FAILED, CareLevel.URGENT),),
    unanswered=(),
    complete=False,
)
"""What counts when the engine itself fails on a check-in that is already stored."""


def assess(
    questionnaire: Questionnaire,
    answers: Answers,
    measures: Measures,
    *,
    history: History = (),
    policy: Policy = DEFAULT_POLICY,
    standing: PublicationStanding,
    age: int | None = None,
    as_of: datetime.date,
    version: int = ENGINE_VERSION,
) -> Assessment:
    """Decides one check-in; `level` is the highest of its reasons, self_care when there are none.

    `answers` by answer key; keys that the questionnaire does not have are ignored (intake refuses them).
    `history` holds the earlier check-ins of the episode, in any order. `age` is in whole years, None when
    unknown. `as_of` is today in the site's time zone. `version` is another engine's only when its decision is
    made again. Total: raises nothing for typed input."""
    signs = standing_signs(questionnaire, answers, measures, age, as_of)
    trend_age = (
        age if version >= 2 else None
    )  # engine 1 asked for no age: one that is not known counts always
    trends = trend_reasons(
        questionnaire, answers, measures, history=history, policy=policy, age=trend_age, as_of=as_of
    )
    reasons = _in_order(
        [*(_sign_reason(rule, status) for rule, status in signs), *trends, *_policy_reasons(policy, standing)]
    )
    unanswered = open_keys(questionnaire, signs, answers, measures)
    return Assessment.model_construct(
        level=reasons[0].level if reasons else CareLevel.SELF_CARE,
        reasons=reasons,
        unanswered=unanswered,
        complete=not unanswered,
    )


def _sign_reason(rule: SignRule, status: Answer) -> Reason:
    if status == Answer.YES:
        return sentence_reason("measure" if rule.measured else "sign", rule, rule.level)
    return sentence_reason("unanswered", rule, rule.level.when_unsure)


def _policy_reasons(policy: Policy, standing: PublicationStanding) -> Iterator[Reason]:
    """A site floor, and why this publication may not answer self_care."""
    if policy.floor is not CareLevel.SELF_CARE:
        yield rule_reason("policy", RuleKey.SITE_FLOOR, policy.floor)
    for holds, key in (
        (standing.withdrawn, RuleKey.WITHDRAWN),
        (not standing.reviewed, RuleKey.NOT_REVIEWED),
        (standing.review_overdue, RuleKey.REVIEW_OVERDUE),
    ):
        if holds:
            yield rule_reason("policy", key, CareLevel.CALL_PROVIDER)


def _in_order(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Most urgent first; within a level an explicit yes, then trends, unsure and policy, each in page
    order."""
    return tuple(sorted(reasons, key=lambda reason: (-reason.level.rank, _KIND_ORDER[reason.kind])))
