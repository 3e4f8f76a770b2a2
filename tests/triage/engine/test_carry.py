"""Which answers survive a new publication under a draft."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conditions.domain.canonical import sha256_of
from conditions.domain.document import ConditionDocument, Sign, SignPart
from conditions.domain.questionnaire import Answer, Questionnaire
from tests.strategies import all_no, answers_to, compiled, documents
from tests.triage.engine.sample import DOCUMENT, QUESTIONNAIRE
from triage.domain.carry import carry_answers

ALL_NO = all_no(QUESTIONNAIRE).answers


def with_urgent(*signs: Sign) -> Questionnaire:
    return compiled(DOCUMENT.model_copy(update={"urgent": signs}))


REWORDED = with_urgent(Sign(key="cannot-stand", statement="You cannot take ten steps"))


def test_an_answer_to_the_same_sentence_carries() -> None:
    assert carry_answers(QUESTIONNAIRE, QUESTIONNAIRE, ALL_NO) == ALL_NO


def test_an_answer_to_other_words_does_not_carry() -> None:
    assert set(ALL_NO) - set(carry_answers(QUESTIONNAIRE, REWORDED, ALL_NO)) == {"cannot-stand"}


def test_it_carries_where_the_reviewer_signed_the_same_meaning() -> None:
    same = frozenset({"cannot-stand"})
    assert carry_answers(QUESTIONNAIRE, REWORDED, ALL_NO, same) == ALL_NO


def test_the_same_sentence_carries_to_another_section() -> None:
    moved = compiled(
        DOCUMENT.model_copy(update={"urgent": (), "emergency": DOCUMENT.emergency + DOCUMENT.urgent})
    )
    assert carry_answers(QUESTIONNAIRE, moved, ALL_NO) == ALL_NO


def test_an_answer_to_a_sign_that_is_gone_is_dropped() -> None:
    assert "cannot-stand" not in carry_answers(QUESTIONNAIRE, with_urgent(), ALL_NO)


def test_the_parts_of_a_sign_with_other_words_do_not_carry() -> None:
    def fever(statement: str, *, hot: str = "Hot") -> Questionnaire:
        parts = (SignPart(key="1", statement=hot), SignPart(key="2", statement="Fever"))
        return with_urgent(Sign(key="fever", statement=statement, kind="all_of", all_of=parts))

    yes = {"fever.1": Answer.YES, "fever.2": Answer.YES}
    assert carry_answers(fever("Both"), fever("Both"), yes) == yes
    assert carry_answers(fever("Both"), fever("Both, at night"), yes) == {}
    assert carry_answers(fever("Both"), fever("Both", hot="Red"), yes) == {"fever.2": Answer.YES}


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
