"""What would change the level of a check-in."""

from __future__ import annotations

from hypothesis import given

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer
from tests.strategies import AS_OF, Case, plain_cases
from tests.triage.engine.sample import nothing_wrong
from triage.domain.explain import Change, what_would_change


def changes(case: Case) -> tuple[Change, ...]:
    level = case.assess().level
    return what_would_change(
        case.questionnaire, case.answers, case.measures, level=level, age=case.age, as_of=AS_OF
    )


def test_an_open_sign_would_change_the_level_if_it_were_a_yes() -> None:
    case = nothing_wrong().answering(bone_visible="unsure", weak_ankle="unsure", cannot_stand="no")
    assert changes(case) == (
        Change(key="bone-visible", statement="You can see bone", level=CareLevel.EMERGENCY),
    )


def test_nothing_would_change_an_emergency_or_a_complete_check_in() -> None:
    assert changes(nothing_wrong()) == ()
    assert changes(nothing_wrong().answering(bone_visible="yes", numb_foot="unsure")) == ()


def test_a_sign_that_does_not_apply_would_change_nothing() -> None:
    case = nothing_wrong().answering(cannot_stand="unsure")
    assert [change.key for change in changes(case)] == ["cannot-stand"]
    assert changes(case.but(age=4)) == ()


@given(plain_cases())
def test_what_would_change_it_does(case: Case) -> None:
    for change in changes(case):
        rule = next(rule for rule in case.questionnaire.signs if rule.key == change.key)
        if all(part.answer_key for part in rule.parts):
            yes = {part.answer_key: Answer.YES for part in rule.parts if part.answer_key}
            assert case.but(answers={**case.answers, **yes}).assess().level is change.level
