"""Which answers survive a new publication under a draft, and what must be asked before it is submitted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conditions.domain.canonical import sha256_of
from conditions.domain.document import AgeRange, ConditionDocument, Sign, SignPart
from conditions.domain.questionnaire import Answer, Questionnaire
from tests.strategies import all_no, answers_to, compiled, documents, questionnaires, sign_keys
from tests.triage.engine.sample import DOCUMENT, QUESTIONNAIRE
from triage.domain.assessment import Measures
from triage.domain.carry import carry_answers, questions_to_ask

ALL_NO = all_no(QUESTIONNAIRE).answers


def with_urgent(*signs: Sign) -> Questionnaire:
    return compiled(DOCUMENT.model_copy(update={"urgent": signs}))


def asked(to: Questionnaire, **more: object) -> list[str]:
    questions = questions_to_ask(QUESTIONNAIRE, to, ALL_NO, Measures(), **more)  # type: ignore[arg-type]
    return [question.key for question in questions]


REWORDED = with_urgent(Sign(key="cannot-stand", statement="You cannot take ten steps"))


def test_an_answer_to_the_same_sentence_carries() -> None:
    assert carry_answers(QUESTIONNAIRE, QUESTIONNAIRE, ALL_NO) == ALL_NO
    assert asked(QUESTIONNAIRE) == []


def test_an_answer_to_other_words_does_not_carry_and_is_asked_again() -> None:
    assert set(ALL_NO) - set(carry_answers(QUESTIONNAIRE, REWORDED, ALL_NO)) == {"cannot-stand"}
    assert asked(REWORDED) == ["cannot-stand"]


def test_it_carries_where_the_reviewer_signed_the_same_meaning() -> None:
    same = frozenset({"cannot-stand"})
    assert carry_answers(QUESTIONNAIRE, REWORDED, ALL_NO, same) == ALL_NO
    assert asked(REWORDED, same_meaning=same) == []


def test_the_same_sentence_carries_to_another_section() -> None:
    moved = compiled(
        DOCUMENT.model_copy(update={"urgent": (), "emergency": DOCUMENT.emergency + DOCUMENT.urgent})
    )
    assert carry_answers(QUESTIONNAIRE, moved, ALL_NO) == ALL_NO


def test_an_answer_to_a_sign_that_is_gone_is_dropped() -> None:
    assert "cannot-stand" not in carry_answers(QUESTIONNAIRE, with_urgent(), ALL_NO)


def test_new_signs_are_asked_when_they_apply() -> None:
    new = Sign(key="new", statement="A new sentence", applies_to=AgeRange(age_from=60))
    to = with_urgent(*DOCUMENT.urgent, new)
    assert asked(to) == ["new"]
    assert asked(to, age=60) == ["new"]
    assert asked(to, age=59) == []


def test_the_parts_of_a_sign_with_other_words_are_asked_again() -> None:
    def fever(statement: str, *, hot: str = "Hot") -> Questionnaire:
        parts = (SignPart(key="1", statement=hot), SignPart(key="2", statement="Fever"))
        return with_urgent(Sign(key="fever", statement=statement, kind="all_of", all_of=parts))

    yes = {"fever.1": Answer.YES, "fever.2": Answer.YES}
    assert carry_answers(fever("Both"), fever("Both"), yes) == yes
    assert carry_answers(fever("Both"), fever("Both, at night"), yes) == {}
    assert carry_answers(fever("Both"), fever("Both", hot="Red"), yes) == {"fever.2": Answer.YES}


def test_a_measure_that_was_not_asked_before_is_asked_when_it_has_no_value() -> None:
    bare = compiled(ConditionDocument(language="en", title="A page"))
    new = questions_to_ask(bare, QUESTIONNAIRE, {}, Measures(pain_now=3))
    assert [question.key for question in new if question.asks == "measure"] == [
        "pain_worst",
        "side",
        "started_on",
    ]


def test_what_was_left_open_under_the_same_words_is_not_asked_again() -> None:
    assert questions_to_ask(QUESTIONNAIRE, QUESTIONNAIRE, {}, Measures()) == ()


@given(documents(), st.sampled_from(["emergency", "urgent", "call_provider"]), st.data())
def test_only_answers_to_the_very_same_sentence_carry(
    document: ConditionDocument, section: str, data: st.DataObject
) -> None:
    reworded = tuple(
        sign.model_copy(update={"statement": f"Other words for {sign.key}"})
        for sign in getattr(document, section)
    )
    before, after = compiled(document), compiled(document.model_copy(update={section: reworded}))
    carried = carry_answers(before, after, data.draw(answers_to(before)))
    fingerprints = {rule.key: sha256_of(rule.statement) for rule in before.signs}
    for rule in after.signs:
        if any(part.answer_key in carried for part in rule.parts):
            assert rule.statement_sha256 == fingerprints[rule.key]


@given(questionnaires(), questionnaires(), st.data())
def test_after_carry_and_asking_every_question_had_its_turn(
    before: Questionnaire, after: Questionnaire, data: st.DataObject
) -> None:
    answers = all_no(before).answers
    carried = carry_answers(before, after, answers)
    asked = {question.key for question in questions_to_ask(before, after, answers, Measures())}
    assert set(sign_keys(after)) == set(carried) | (asked & set(sign_keys(after)))
    assert not set(carried) & asked
