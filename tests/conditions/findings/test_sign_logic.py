"""A sign that is neither dead nor swallowed has an answer with which it alone decides (P20)."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings

from conditions.domain.document import SIGN_SECTIONS, Sign
from conditions.domain.findings import Code, findings
from conditions.domain.questionnaire import Answer, Side
from conditions.domain.sign_logic import conditions_of, follows, never_true
from tests.strategies import AS_OF, SIGNS, Case, all_no, compiled, documents
from triage.domain.assessment import Measures


def decides_alone(document, sign) -> bool:
    """Whether, for somebody of some age, exactly what `sign` asks for makes it the one reason at its level."""
    questionnaire = compiled(document)
    case = reaching(all_no(questionnaire), sign)
    return any(_alone(case.but(age=age), sign) for age in (None, *range(0, 121, 3), 17, 40, 64))


def reaching(case: Case, sign: Sign) -> Case:
    needed = conditions_of(sign)
    pain = max((c.value for c in needed if c.kind == "pain_at_least"), default=0)
    days = max((c.value for c in needed if c.kind == "lasted_at_least"), default=0)
    yes = (
        [sign.key]
        if sign.kind == "yes_no"
        else [f"{sign.key}.{p.key}" for p in sign.all_of if p.kind == "yes_no"]
    )
    measures = Measures(
        pain_now=pain, pain_worst=pain, side=Side.LEFT, started_on=AS_OF - datetime.timedelta(days)
    )
    return case.but(answers={**case.answers, **dict.fromkeys(yes, Answer.YES)}, measures=measures)


def _alone(case: Case, sign: Sign) -> bool:
    assessment = case.assess()
    reasons = [reason.key for reason in assessment.reasons if reason.level == assessment.level]
    return reasons == [sign.key]


@settings(deadline=None, max_examples=100)
@given(documents())
def test_without_the_signs_that_it_names_every_sign_can_decide_alone(document):
    codes = (Code.SHADOWED, Code.ALWAYS, "dead")
    named = {f.path for f in findings(document, today=AS_OF) if f.code in codes}
    kept = {
        section: tuple(s for n, s in enumerate(getattr(document, section)) if f"{section}[{n}]" not in named)
        for section in SIGN_SECTIONS
    }
    rest = document.model_copy(update=kept)
    assert all(decides_alone(rest, sign) for _, sign in rest.signs())


@settings(deadline=None, max_examples=100)
@given(documents())
def test_a_swallowed_sign_never_decides_alone(document):
    found = {f.path for f in findings(document, today=AS_OF) if f.code == Code.SHADOWED}
    for section in SIGN_SECTIONS:
        for number, sign in enumerate(getattr(document, section)):
            measured = all(c.kind != "yes_no" for c in conditions_of(sign))
            assert not (measured and f"{section}[{number}]" in found and decides_alone(document, sign))


def test_every_sign_implies_itself():
    assert all(follows(sign, sign) for sign in SIGNS)


@pytest.mark.parametrize(
    ("one", "other", "dead"),
    [
        ("You can walk", "You cannot walk", True),
        ("You have pain", "You don’t have any pain", True),
        ("You can walk", "You cannot stand", False),
        ("You have no pain", "You have no fever", False),
        ("It is sore when you move", "It is not sore when you move", True),
        ("Puede caminar", "No puede caminar", True),
        ("You are able to walk", "You are not able to walk", True),
        ("You did faint", "You did not faint", True),
    ],
)
def test_two_parts_that_say_the_opposite_are_never_both_true(one, other, dead):
    assert bool(never_true(both(one, other))) is dead


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It hurts when you move", "It hurts when you do not move"),
        ("When you move, it hurts", "When you do not move, it hurts"),
        ("It hurts if you walk", "It hurts if you cannot walk"),
        ("It hurts after you eat", "It hurts after you do not eat"),
        ("You feel it although you have a fever", "You feel it although you have no fever"),
        ("One toe is the one that moves", "One toe is the one that does not move"),
        ("A toe is numb", "A toe is not numb"),
        ("Some of your toes are numb", "Some of your toes are not numb"),
        ("Sometimes you can walk", "Sometimes you cannot walk"),
        ("At times it is hot", "At times it is not hot"),
        ("It may hurt", "It may not hurt"),
        ("You can sit or you can walk", "You can sit or you cannot walk"),
        ("You try to move", "You try not to move"),
        ("You did not have numbness", "You have numbness"),
        ("You do not smoke", "You did smoke"),
        ("You walk with pain", "You walk with no pain"),
        ("Le duele cuando se mueve", "Le duele cuando no se mueve"),
        ("A veces puede caminar", "A veces no puede caminar"),
    ],
)
def test_two_parts_that_may_both_be_true_stop_no_page(one, other):
    assert never_true(both(one, other)) == ""
    assert never_true(both(other, one)) == ""


def both(one, other):
    parts = [{"key": "1", "statement": one}, {"key": "2", "statement": other}]
    return Sign.model_validate(
        {"key": "a", "statement": "Both", "kind": "all_of", "all_of": parts}, strict=False
    )
