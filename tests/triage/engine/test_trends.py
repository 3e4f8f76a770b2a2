"""What got worse since earlier check-ins, by example. Every rule only adds a reason."""

from __future__ import annotations

import datetime

import pytest

from conditions.domain.care_level import CareLevel
from conditions.domain.document import AgeRange, ConditionDocument, Sign, SignPart
from conditions.domain.questionnaire import Answer, Side
from tests.strategies import AS_OF, Case, all_no, compiled
from tests.triage.engine.sample import nothing_wrong
from triage.domain.assessment import EarlierCheckIn, Measures, Policy

LEFT, RIGHT, BOTH, MIDDLE = Side


def earlier(
    days_ago: int, *, pain: int | None = None, side: Side | None = LEFT, **answers: str
) -> EarlierCheckIn:
    return EarlierCheckIn(
        submitted_on=AS_OF - datetime.timedelta(days_ago),
        answers={key.replace("_", "-"): Answer(answer) for key, answer in answers.items()},
        measures=Measures(pain_now=pain, side=side),
    )


def trends(case: Case) -> list[tuple[str, str]]:
    return [(reason.key, reason.level) for reason in case.assess().reasons if reason.kind == "trend"]


RISING = [("pain-rising", "call_provider")]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (2, 4, RISING),
        (3, 4, []),
        (1, 3, []),
        (0, 6, RISING),
        (4, 6, RISING),
        (6, 6, []),
        (None, 6, []),
        (2, None, []),
    ],
)
def test_pain_of_at_least_4_that_rose_by_2_says_call(
    before: int | None, now: int | None, expected: list[tuple[str, str]]
) -> None:
    case = nothing_wrong().measuring(pain_now=now).but(history=(earlier(3, pain=before),))
    assert trends(case) == expected


def test_pain_is_compared_with_the_lowest_of_the_window() -> None:
    history = (earlier(1, pain=5), earlier(5, pain=2), earlier(9, pain=5))
    assert trends(nothing_wrong().measuring(pain_now=5).but(history=history)) == RISING


@pytest.mark.parametrize(("days_ago", "expected"), [(0, RISING), (14, RISING), (15, [])])
def test_pain_is_compared_within_the_window_of_days(days_ago: int, expected: list[tuple[str, str]]) -> None:
    case = nothing_wrong().measuring(pain_now=6).but(history=(earlier(days_ago, pain=0),))
    assert trends(case) == expected


@pytest.mark.parametrize(
    ("then", "now", "compared"),
    [
        (LEFT, LEFT, True),
        (LEFT, RIGHT, False),
        (MIDDLE, LEFT, False),
        (BOTH, LEFT, True),
        (BOTH, RIGHT, True),
        (LEFT, None, True),
        (None, RIGHT, True),
        (MIDDLE, MIDDLE, True),
    ],
)
def test_pain_is_compared_per_side_and_an_unknown_side_could_be_any(
    then: Side | None, now: Side | None, compared: bool
) -> None:
    case = nothing_wrong().measuring(pain_now=6, side=now).but(history=(earlier(1, pain=0, side=then),))
    assert trends(case) == (RISING if compared else [])


def test_the_values_of_the_pain_rule_are_the_sites() -> None:
    case = nothing_wrong().measuring(pain_now=3).but(history=(earlier(6, pain=2),))
    policy = Policy(trend_pain_at_least=3, trend_pain_rise=1, trend_window_days=7)
    assert trends(case) == []
    assert trends(case.but(policy=policy)) == RISING


NEW_WEAKNESS = [("weak-ankle", "urgent")]


@pytest.mark.parametrize(
    ("history", "now", "expected"),
    [
        ([(3, "no")], "yes", NEW_WEAKNESS),
        ([(60, "no")], "yes", NEW_WEAKNESS),
        ([(3, "yes")], "yes", []),
        ([(3, "unsure")], "yes", []),
        ([(3, "no")], "unsure", []),
        ([(5, "no"), (3, "yes")], "yes", []),
        ([(5, "yes"), (3, "no")], "yes", NEW_WEAKNESS),
        ([(5, "no"), (3, "unsure")], "yes", NEW_WEAKNESS),
        ([(3, "yes"), (3, "no")], "yes", NEW_WEAKNESS),
    ],
)
def test_weakness_that_turns_from_no_to_yes_is_urgent(
    history: list[tuple[int, str]], now: str, expected: list[tuple[str, str]]
) -> None:
    before = tuple(earlier(days, weak_ankle=answer) for days, answer in history)
    assert trends(nothing_wrong().answering(weak_ankle=now).but(history=before)) == expected


def test_a_trend_cites_the_sentence_that_is_new() -> None:
    case = nothing_wrong().answering(weak_ankle="yes").but(history=(earlier(2, weak_ankle="no"),))
    first, second = case.assess().reasons
    assert (first.kind, first.level, second.kind) == ("trend", CareLevel.URGENT, "sign")
    assert first.statement == second.statement == "Your ankle gives way"
    assert first.statement_sha256 == second.statement_sha256


def test_a_sign_without_a_finding_has_no_trend() -> None:
    case = nothing_wrong().answering(other_worry="yes").but(history=(earlier(2, other_worry="no"),))
    assert trends(case) == []


@pytest.mark.parametrize(
    ("now", "expected"), [(LEFT, NEW_WEAKNESS), (RIGHT, []), (BOTH, NEW_WEAKNESS), (None, NEW_WEAKNESS)]
)
def test_a_finding_is_compared_per_side(now: Side | None, expected: list[tuple[str, str]]) -> None:
    history = (earlier(5, weak_ankle="no"), earlier(2, weak_ankle="yes", side=RIGHT), earlier(1, side=BOTH))
    case = nothing_wrong().answering(weak_ankle="yes").measuring(side=now).but(history=history)
    assert trends(case) == expected


def test_a_finding_of_parts_is_new_when_all_parts_came_together() -> None:
    parts = (SignPart(key="1", statement="It is numb"), SignPart(key="2", statement="It spreads"))
    sign = Sign(key="numb", statement="Numb and spreading", kind="all_of", all_of=parts, finding="numbness")
    case = all_no(compiled(ConditionDocument(language="en", title="A page", call_provider=(sign,))))
    case = case.answering(**{"numb.1": "yes", "numb.2": "yes"})
    before = earlier(4, **{"numb.1": "yes", "numb.2": "no"})
    assert trends(case.but(history=(before,))) == [("numb", "urgent")]


@pytest.mark.parametrize(("age", "expected"), [(5, True), (40, False), (None, True)])
def test_a_measured_finding_for_another_age_has_no_trend(age: int | None, expected: bool) -> None:
    case = stronger_pain_marked_as_weakness().but(age=age)
    assert trends(case) == ([("sore", "urgent")] if expected else [])
    assert (case.assess().level is CareLevel.SELF_CARE) is not expected


def stronger_pain_marked_as_weakness() -> Case:
    """Pain rose from 4 to 5, and the page's sign for that is for children up to 5."""
    ages = AgeRange(age_to=5)
    sign = Sign(
        key="sore", statement="Sore", kind="pain_at_least", value=5, finding="weakness", applies_to=ages
    )
    page = ConditionDocument(language="en", title="A page", asks_pain=True, call_provider=(sign,))
    before = earlier(2).model_copy(update={"measures": Measures(pain_now=4, pain_worst=4)})
    return all_no(compiled(page)).measuring(pain_now=5, pain_worst=5).but(history=(before,))


SPREAD = [("both-sides", "urgent")]


@pytest.mark.parametrize(
    ("sides", "now", "expected"),
    [
        ([LEFT], BOTH, SPREAD),
        ([RIGHT], BOTH, SPREAD),
        ([LEFT], RIGHT, []),
        ([BOTH], BOTH, []),
        ([MIDDLE], BOTH, []),
        ([None], BOTH, []),
        ([LEFT, BOTH], BOTH, []),
        ([BOTH, LEFT], BOTH, SPREAD),
        ([LEFT, None], BOTH, SPREAD),
        ([LEFT], None, []),
    ],
)
def test_one_side_that_became_both_is_urgent(
    sides: list[Side | None], now: Side | None, expected: list[tuple[str, str]]
) -> None:
    history = tuple(earlier(9 - number, side=side) for number, side in enumerate(sides))
    assert trends(nothing_wrong().measuring(side=now).but(history=history)) == expected
