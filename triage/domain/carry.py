"""Which answers survive when a publication changes under a draft (design 5.3).

An answer carries only where the answer key and the fingerprint of every sentence that it answers are the
same, or where the reviewer signed that the sign still has the same meaning. Everything else is unanswered,
and so it is asked again.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from conditions.domain.canonical import sha256_of
from conditions.domain.questionnaire import Answer, Questionnaire
from triage.domain.signs import Answers

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
