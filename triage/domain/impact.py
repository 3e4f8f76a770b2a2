"""A sent check-in decided again: under the words of today, and under those of a draft.

Three decisions about the same answers. `before`: under the current publication. `strict`: under the draft, where
a sentence that nobody was asked counts as not sure, as it would today. `held`: under the draft with its new words
left out of account, so that what differs between `before` and `held` is a real effect of the edit:

- a sign that is new is left out;
- a sign with new words, or with other parts, is answered as its old words were, at the level where it stands now;
- everything else (removed signs, moved signs, other numbers, other ages) is as in the draft.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Questionnaire, SignRule
from triage.domain.assessment import Assessment, Measures, PublicationStanding
from triage.domain.carry import NOTHING, carry_answers
from triage.domain.engine import assess
from triage.domain.replay import EngineInput
from triage.domain.signs import Answers

_IN_ORDER = PublicationStanding(reviewed=True)
"""Review and withdrawal are not part of an edit, so they decide nothing here."""


@dataclass(frozen=True)
class Edit:
    """The questionnaires that are compared. Make it with `edit`."""

    current: Questionnaire
    draft: Questionnaire
    held: Questionnaire
    unasked: frozenset[str]
    """Keys of the draft's signs that nobody has answered in these words."""
    same_meaning: AbstractSet[str]


@dataclass(frozen=True)
class Decisions:
    """One check-in, decided three times."""

    before: Assessment
    held: Assessment
    strict: Assessment


def edit(current: Questionnaire, draft: Questionnaire, same_meaning: AbstractSet[str] = NOTHING) -> Edit:
    """The edit from `current` to `draft`. `same_meaning`: keys of signs whose answers carry over new words."""
    answered = kept_keys(current, draft, same_meaning) | _measures_asked(current)
    old = {rule.key: rule for rule in current.signs}
    unasked = frozenset(rule.key for rule in draft.signs if not _needs(rule) <= answered)
    held = tuple(
        rule if rule.key not in unasked else _as_answered(old[rule.key], rule)
        for rule in draft.signs
        if rule.key not in unasked or rule.key in old
    )
    return Edit(
        current=current,
        draft=draft,
        held=draft.model_copy(update={"signs": held}),
        unasked=unasked,
        same_meaning=same_meaning,
    )


_MEASURES = {
    "pain_at_least": frozenset({"pain_now", "pain_worst"}),
    "lasted_at_least": frozenset({"started_on"}),
}


def _needs(rule: SignRule) -> set[str]:
    """The keys of the questions that decide the sign."""
    asked = {part.answer_key for part in rule.parts if part.answer_key}
    return asked.union(*(_MEASURES[part.kind] for part in rule.parts if part.kind != "yes_no"))


def _measures_asked(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(question.key for question in questionnaire.questions if question.asks == "measure")


def _as_answered(old: SignRule, new: SignRule) -> SignRule:
    """The sign where it stands now, decided by the parts that were asked."""
    return new.model_copy(update={"parts": old.parts})


def kept_keys(
    asked: Questionnaire, now: Questionnaire, same_meaning: AbstractSet[str] = NOTHING
) -> frozenset[str]:
    """The answer keys of `asked` whose answers still answer the same sentence `now`."""
    keys = (part.answer_key for rule in asked.signs for part in rule.parts if part.answer_key)
    return frozenset(carry_answers(asked, now, dict.fromkeys(keys, Answer.YES), same_meaning))


@dataclass(frozen=True)
class Carrying:
    """Which answers to one publication still hold under each side of an edit."""

    to_current: frozenset[str]
    to_draft: frozenset[str]

    @classmethod
    def of(cls, asked: Questionnaire, edit: Edit) -> Carrying:
        """For answers that were given to `asked`."""
        return cls(kept_keys(asked, edit.current), kept_keys(asked, edit.draft, edit.same_meaning))


def decide_again(given: EngineInput, carrying: Carrying, edit: Edit) -> Decisions:
    """The decisions about what was `given`, with the day, age, history and site policy of then."""
    current = _only(given.answers, carrying.to_current)
    draft = _only(given.answers, carrying.to_draft)
    return Decisions(
        before=_decide(given, edit.current, current),
        held=_decide(given, edit.held, {**draft, **current}),
        strict=_decide(given, edit.draft, draft),
    )


def _only(answers: Answers, keys: AbstractSet[str]) -> dict[str, Answer]:
    return {key: answer for key, answer in answers.items() if key in keys}


def _decide(given: EngineInput, questionnaire: Questionnaire, answers: Answers) -> Assessment:
    return assess(
        questionnaire,
        answers,
        given.measures.model_copy(update=_not_asked(questionnaire)),
        history=given.history,
        policy=given.policy,
        standing=_IN_ORDER,
        age=given.age,
        as_of=given.as_of,
    )


@lru_cache(maxsize=64)
def _blanks(asked: frozenset[str]) -> dict[str, None]:
    return {name: None for name in Measures.model_fields if name not in asked}


def _not_asked(questionnaire: Questionnaire) -> dict[str, None]:
    """The measures that the questionnaire does not ask for: they decide nothing in it."""
    return _blanks(_measures_asked(questionnaire))


def causes(decisions: Decisions) -> frozenset[tuple[str, str]]:
    """Key and sentence of what makes a real change: what raises it now, or what no longer raises it."""
    before, after = decisions.before, decisions.held
    more, less = (after, before) if after.level > before.level else (before, after)
    there = {(reason.key, reason.level) for reason in less.reasons}
    return frozenset(
        (reason.key, reason.statement)
        for reason in more.reasons
        if reason.level > less.level and (reason.key, reason.level) not in there
    )


def waiting(decisions: Decisions, edit: Edit) -> frozenset[tuple[str, str, CareLevel]]:
    """Key, sentence and level of each sign that raises the draft's decision only because nobody answered it."""
    return frozenset(
        (reason.key, reason.statement, reason.level)
        for reason in decisions.strict.reasons
        if reason.kind == "unanswered" and reason.key in edit.unasked and reason.level > decisions.held.level
    )
