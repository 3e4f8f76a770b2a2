"""Which answers survive when a publication changes under a draft (design 5.3).

An answer carries only where the answer key and the fingerprint of every sentence that it answers are the
same, or where the reviewer signed that the sign still has the same meaning. Everything else is asked again.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from conditions.domain.canonical import sha256_of
from conditions.domain.questionnaire import Answer, Question, Questionnaire
from triage.domain.assessment import Measures
from triage.domain.signs import Answers, applies

NOTHING: AbstractSet[str] = frozenset()


def carry_answers(
    from_questionnaire: Questionnaire,
    to_questionnaire: Questionnaire,
    answers: Answers,
    same_meaning: AbstractSet[str] = NOTHING,
) -> dict[str, Answer]:
    """The `answers` that still answer the same sentence in `to_questionnaire`.

    `same_meaning` holds keys of signs that the reviewer signed as "same meaning" with new words.
    """
    unchanged = _unchanged_keys(from_questionnaire, to_questionnaire, same_meaning)
    return {key: answer for key, answer in answers.items() if key in unchanged}


def questions_to_ask(
    from_questionnaire: Questionnaire,
    to_questionnaire: Questionnaire,
    answers: Answers,
    measures: Measures,
    *,
    same_meaning: AbstractSet[str] = NOTHING,
    age: int | None = None,
) -> tuple[Question, ...]:
    """What must be asked before a draft begun on one publication is submitted on another, in asking order.

    These are the new and changed signs, and the measures that were not asked before and have no value. What
    was left open under the same words is not asked again."""
    unchanged = _unchanged_keys(from_questionnaire, to_questionnaire, same_meaning)
    carried = carry_answers(from_questionnaire, to_questionnaire, answers, same_meaning)
    asked_before = {question.key for question in from_questionnaire.questions if question.asks == "measure"}
    applying = {rule.key for rule in to_questionnaire.signs if applies(rule, carried, age)}
    return tuple(
        question
        for question in to_questionnaire.questions
        if (
            question.key not in unchanged and question.sign in applying
            if question.asks == "sign"
            else question.key not in asked_before and getattr(measures, question.key) is None
        )
    )


def _unchanged_keys(
    from_questionnaire: Questionnaire, to_questionnaire: Questionnaire, same_meaning: AbstractSet[str]
) -> set[str]:
    before = _sentences(from_questionnaire)
    return {
        answer_key
        for answer_key, (sign_key, hashes) in _sentences(to_questionnaire).items()
        if answer_key in before and (before[answer_key][1] == hashes or sign_key in same_meaning)
    }


def _sentences(questionnaire: Questionnaire) -> dict[str, tuple[str, tuple[str, str]]]:
    """For each answer key its sign's key, and the fingerprints of the sign's sentence and of its own part.

    A part is read under its sign's sentence, so a change of either asks again.
    """
    return {
        part.answer_key: (rule.key, (rule.statement_sha256, sha256_of(part.statement)))
        for rule in questionnaire.signs
        for part in rule.parts
        if part.answer_key is not None
    }
