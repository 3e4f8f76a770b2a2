"""What one answer does to the level: the rules of the design by example."""

from __future__ import annotations

import datetime

import pytest

from conditions.domain.canonical import sha256_of
from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer
from tests.strategies import AS_OF, Case
from tests.triage.engine.sample import QUESTIONNAIRE, nothing_wrong
from triage.domain.assessment import Policy, PublicationStanding, Reason
from triage.domain.engine import ENGINE_FAILED

SELF_CARE, CALL, URGENT, EMERGENCY = CareLevel


def level_and_reasons(case: Case) -> tuple[str, list[tuple[str, str, str]]]:
    assessment = case.assess()
    return assessment.level, [(reason.kind, reason.key, reason.level) for reason in assessment.reasons]


def test_every_answer_no_is_self_care_without_a_reason() -> None:
    assessment = nothing_wrong().assess()
    assert (assessment.level, assessment.reasons) == (SELF_CARE, ())
    assert assessment.complete


@pytest.mark.parametrize(
    ("key", "answer", "level"),
    [
        ("bone-visible", "yes", EMERGENCY),
        ("bone-visible", "unsure", URGENT),
        ("cannot-stand", "yes", URGENT),
        ("cannot-stand", "unsure", CALL),
        ("weak-ankle", "yes", CALL),
        ("weak-ankle", "unsure", CALL),
        ("other-worry", "yes", CALL),
        ("other-worry", "unsure", CALL),
    ],
)
def test_an_answer_gives_the_level_of_its_section(key: str, answer: str, level: CareLevel) -> None:
    kind = "sign" if answer == "yes" else "unanswered"
    case = nothing_wrong().answering(**{key: answer})
    assert level_and_reasons(case) == (level, [(kind, key, level)])


def test_no_answer_counts_like_not_sure() -> None:
    case = nothing_wrong()
    open_ = case.but(answers={key: value for key, value in case.answers.items() if key != "bone-visible"})
    assert open_.assess() == case.answering(bone_visible="unsure").assess()


def test_a_reason_cites_the_sentence_and_its_fingerprint() -> None:
    assert nothing_wrong().answering(bone_visible="yes").assess().reasons == (
        Reason(
            kind="sign",
            key="bone-visible",
            level=EMERGENCY,
            statement="You can see bone",
            statement_sha256=sha256_of("You can see bone"),
        ),
    )


@pytest.mark.parametrize(
    ("now", "worst", "fires"),
    [
        (7, 0, "measure"),
        (0, 7, "measure"),
        (10, 10, "measure"),
        (6, 6, None),
        (0, 0, None),
        (7, None, "measure"),
        (None, 7, "measure"),
        (6, None, "unanswered"),
        (None, 6, "unanswered"),
        (None, None, "unanswered"),
    ],
)
def test_the_larger_of_pain_now_and_worst_pain_counts(
    now: int | None, worst: int | None, fires: str | None
) -> None:
    reasons = nothing_wrong().measuring(pain_now=now, pain_worst=worst).assess().reasons
    expected = [] if fires is None else [(fires, "strong-pain")]
    assert [(reason.kind, reason.key) for reason in reasons] == expected


@pytest.mark.parametrize(("days", "fires"), [(0, []), (13, []), (14, ["measure"]), (400, ["measure"])])
def test_it_has_lasted_counts_whole_days(days: int, fires: list[str]) -> None:
    case = nothing_wrong().measuring(started_on=AS_OF - datetime.timedelta(days))
    assert [reason.kind for reason in case.assess().reasons] == fires


@pytest.mark.parametrize("started_on", [None, AS_OF + datetime.timedelta(1)])
def test_a_start_that_is_missing_or_in_the_future_is_unsure(started_on: datetime.date | None) -> None:
    reasons = nothing_wrong().measuring(started_on=started_on).assess().reasons
    assert [(reason.kind, reason.key) for reason in reasons] == [("unanswered", "still-sore")]


@pytest.mark.parametrize(
    ("hot", "fever", "kinds"),
    [
        ("yes", "yes", ["sign"]),
        ("yes", "unsure", ["unanswered"]),
        ("unsure", "unsure", ["unanswered"]),
        ("yes", "no", []),
        ("no", "unsure", []),
        ("unsure", "no", []),
    ],
)
def test_all_of_is_no_with_any_no_and_unsure_with_any_unsure(hot: str, fever: str, kinds: list[str]) -> None:
    parts = {"hot-and-fever.1": hot, "hot-and-fever.fever": fever}
    assert [reason.kind for reason in nothing_wrong().answering(**parts).assess().reasons] == kinds


@pytest.mark.parametrize(("days", "kinds"), [(6, []), (7, ["sign"])])
def test_all_of_can_join_a_measure_and_an_answer(days: int, kinds: list[str]) -> None:
    case = nothing_wrong().answering(**{"no-better.2": "yes"})
    case = case.measuring(started_on=AS_OF - datetime.timedelta(days))
    assert [reason.kind for reason in case.assess().reasons] == kinds


@pytest.mark.parametrize(
    ("age", "answer", "level"),
    [
        (4, "unsure", SELF_CARE),
        (5, "unsure", CALL),
        (90, "unsure", CALL),
        (None, "unsure", CALL),
        (4, "yes", URGENT),
    ],
)
def test_a_sign_counts_at_its_ages_or_with_an_explicit_yes(
    age: int | None, answer: str, level: CareLevel
) -> None:
    assert nothing_wrong().but(age=age).answering(cannot_stand=answer).assess().level is level


@pytest.mark.parametrize(("age", "level"), [(17, SELF_CARE), (18, CALL), (64, CALL), (65, SELF_CARE)])
def test_both_ends_of_an_age_range_are_included(age: int, level: CareLevel) -> None:
    case = nothing_wrong().but(age=age).measuring(started_on=AS_OF - datetime.timedelta(8))
    assert case.answering(**{"no-better.2": "unsure"}).assess().level is level


def test_a_yes_to_a_part_makes_its_sign_count_at_any_age() -> None:
    case = nothing_wrong().but(age=80).measuring(started_on=None).answering(**{"no-better.2": "yes"})
    assert ("unanswered", "no-better", CALL) in level_and_reasons(case)[1]


def test_reasons_stand_most_urgent_first_then_yes_before_unsure_then_in_page_order() -> None:
    case = (
        nothing_wrong()
        .measuring(pain_now=9)
        .answering(bone_visible="unsure", cannot_stand="yes", weak_ankle="unsure", other_worry="yes")
    )
    assert [(reason.kind, reason.key) for reason in case.assess().reasons] == [
        ("sign", "cannot-stand"),
        ("unanswered", "bone-visible"),
        ("measure", "strong-pain"),
        ("sign", "other-worry"),
        ("unanswered", "weak-ankle"),
    ]


def test_it_lists_what_was_left_open_in_asking_order() -> None:
    case = nothing_wrong().measuring(side=None, pain_worst=None).answering(other_worry="unsure")
    case = case.answering(**{"hot-and-fever.1": "yes", "hot-and-fever.fever": "unsure"})
    assessment = case.assess()
    assert assessment.unanswered == ("hot-and-fever.fever", "other-worry", "pain_worst", "side")
    assert not assessment.complete


def test_nothing_answered_at_all_is_urgent_where_there_are_emergency_signs() -> None:
    assessment = Case(QUESTIONNAIRE).assess()
    assert assessment.level is URGENT
    assert assessment.unanswered == tuple(question.key for question in QUESTIONNAIRE.questions)


def test_an_answer_word_that_the_engine_does_not_know_counts_as_unsure() -> None:
    case = nothing_wrong()
    odd = case.but(answers={**case.answers, "bone-visible": "maybe"})  # type: ignore[dict-item]
    assert odd.assess().level is URGENT


def test_answers_to_other_questions_are_not_looked_at() -> None:
    case = nothing_wrong()
    assert case.but(answers={**case.answers, "gone": Answer.YES}).assess() == case.assess()


@pytest.mark.parametrize(
    ("standing", "keys"),
    [
        (PublicationStanding(reviewed=True), []),
        (PublicationStanding(reviewed=False), ["not-reviewed"]),
        (PublicationStanding(reviewed=True, withdrawn=True), ["withdrawn"]),
        (PublicationStanding(reviewed=True, review_overdue=True), ["review-overdue"]),
        (
            PublicationStanding(reviewed=False, withdrawn=True, review_overdue=True),
            ["withdrawn", "not-reviewed", "review-overdue"],
        ),
    ],
)
def test_a_page_that_nobody_stands_behind_says_call(standing: PublicationStanding, keys: list[str]) -> None:
    level, reasons = level_and_reasons(nothing_wrong().but(standing=standing))
    assert level is (CALL if keys else SELF_CARE)
    assert reasons == [("policy", key, CALL) for key in keys]


@pytest.mark.parametrize("floor", CareLevel)
def test_a_site_floor_is_the_least_that_anybody_gets(floor: CareLevel) -> None:
    assert nothing_wrong().but(policy=Policy(floor=floor)).assess().level is floor
    emergency = nothing_wrong().answering(bone_visible="yes").but(policy=Policy(floor=floor))
    assert emergency.assess().level is EMERGENCY


def test_an_engine_that_failed_counts_as_urgent() -> None:
    assert ENGINE_FAILED.level is URGENT
    assert [reason.key for reason in ENGINE_FAILED.reasons] == ["engine-failed"]
