"""A sent check-in decided again: under the words of today, and under those of a draft.

A check-in answered one publication, which need not be that of today. What it was never asked decides nothing real, on
either side: `before` and `held` are decisions under today's words and under the draft's as far as they were asked, so
that what differs between the two is an effect of the edit on answers that were given:

- a sign that it was not asked is left out: one that is new, one that was not for people of that age, one of which
  another part was a no already;
- a sign with other words, or with other parts, is answered as the words that it was asked, at the level where it
  stands now;
- everything else (removed signs, moved signs, other numbers, other ages) is as it stands.

`today` and `strict` are the same two with nothing left out: a sentence that was not asked counts as not sure, as it
would in a check-in that is opened now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Questionnaire, SignRule
from triage.domain.assessment import Assessment, Measures, PublicationStanding
from triage.domain.carry import NOTHING, carry_answers
from triage.domain.engine import assess
from triage.domain.replay import EngineInput
from triage.domain.signs import Answers, applies, status_of

_IN_ORDER = PublicationStanding(reviewed=True)
"""Review and withdrawal are not part of an edit, so they decide nothing here."""


@dataclass(frozen=True)
class Side:
    """One side of an edit, for check-ins that answered a certain publication. Make it with `Side.of`."""

    words: Questionnaire
    kept: frozenset[str]
    """Answer keys whose answers still answer the same sentence."""
    unasked: frozenset[str]
    """Keys of signs that the check-ins were not asked in these words."""
    held: Questionnaire
    """`words` as far as they were asked."""
    otherwise: tuple[tuple[SignRule, SignRule], ...]
    """Signs as they were asked and as `held` has them, where the ages or the parts differ."""

    @classmethod
    def of(cls, asked: Questionnaire, words: Questionnaire, same_meaning: AbstractSet[str] = NOTHING) -> Side:
        """`words` for answers that were given to `asked`. `same_meaning`: keys of signs whose answers carry from
        the words of `asked` to these."""
        kept = kept_keys(asked, words, same_meaning)
        answered, old = kept | _measures_asked(asked), {rule.key: rule for rule in asked.signs}
        unasked = frozenset(rule.key for rule in words.signs if not _needs(rule) <= answered)
        signs = tuple(
            rule if rule.key not in unasked else _as_answered(old[rule.key], rule)
            for rule in words.signs
            if rule.key not in unasked or rule.key in old
        )
        measures = _measures_of(asked, signs) - _measures_asked(words)
        questions = (*words.questions, *(one for one in asked.questions if one.key in measures))
        held = words.model_copy(update={"signs": signs, "questions": questions})
        return cls(words, kept, unasked, held, tuple(_otherwise(old, signs)))

    def not_asked(self, given: EngineInput) -> frozenset[str]:
        """Keys of the signs of `held` that stood in the publication, but of which this person was not asked all."""
        return frozenset(
            rule.key
            for old, rule in self.otherwise
            if any(part.answer_key and part.answer_key not in given.answers for part in rule.parts)
            and _passed_by(old, given)
        )


@dataclass(frozen=True)
class Edit:
    """Today's words and the draft's, for check-ins that answered a certain publication."""

    current: Side
    draft: Side


@dataclass(frozen=True)
class Decisions:
    """One check-in, decided four times, and what it was not asked of the draft."""

    before: Assessment
    held: Assessment
    today: Assessment
    strict: Assessment
    unasked: frozenset[str]


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


def _measures_of(asked: Questionnaire, signs: tuple[SignRule, ...]) -> frozenset[str]:
    """The measures that were asked and that decide one of the signs."""
    return _measures_asked(asked) & {key for rule in signs for key in _needs(rule)}


def _as_answered(old: SignRule, new: SignRule) -> SignRule:
    """The sign where it stands now, decided by the parts that were asked."""
    return new.model_copy(update={"parts": old.parts})


def _otherwise(
    old: Mapping[str, SignRule], signs: tuple[SignRule, ...]
) -> Iterator[tuple[SignRule, SignRule]]:
    for rule in signs:
        asked = old.get(rule.key)
        if asked and (asked.parts, asked.applies_to) != (rule.parts, rule.applies_to):
            yield asked, rule


def _passed_by(asked: SignRule, given: EngineInput) -> bool:
    """Whether no question of the sign was left to ask: it is not for people of this age, or a part of it is a no."""
    return (
        not applies(asked, given.answers, given.age)
        or status_of(asked, given.answers, given.measures, given.as_of) == Answer.NO
    )


def kept_keys(
    asked: Questionnaire, now: Questionnaire, same_meaning: AbstractSet[str] = NOTHING
) -> frozenset[str]:
    """The answer keys of `asked` whose answers still answer the same sentence `now`."""
    keys = (part.answer_key for rule in asked.signs for part in rule.parts if part.answer_key)
    return frozenset(carry_answers(asked, now, dict.fromkeys(keys, Answer.YES), same_meaning))


def decide_again(given: EngineInput, edit: Edit) -> Decisions:
    """The decisions about what was `given`, with the day, age, history and site policy of then."""
    before, today, _ = _decide_both(given, edit.current)
    held, strict, unasked = _decide_both(given, edit.draft)
    return Decisions(before, held, today, strict, unasked)


def _decide_both(given: EngineInput, side: Side) -> tuple[Assessment, Assessment, frozenset[str]]:
    """As far as it was asked, and with nothing left out: one decision, where nothing is. And what was not asked."""
    not_asked = side.not_asked(given)
    held = _decide(given, _without(side.held, not_asked), given.answers)
    if not side.unasked and not not_asked:
        return held, held, side.unasked
    kept = {key: answer for key, answer in given.answers.items() if key in side.kept}
    return held, _decide(given, side.words, kept), side.unasked | not_asked


def _without(questionnaire: Questionnaire, keys: frozenset[str]) -> Questionnaire:
    if not keys:
        return questionnaire
    signs = tuple(rule for rule in questionnaire.signs if rule.key not in keys)
    return questionnaire.model_copy(update={"signs": signs})


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


def waiting(decisions: Decisions) -> frozenset[tuple[str, str, CareLevel]]:
    """Key, sentence and level of each sign that raises the draft's decision only because it was not asked, and does
    not do so today."""
    already = {
        (reason.key, reason.level) for reason in decisions.today.reasons if reason.kind == "unanswered"
    }
    return frozenset(
        (reason.key, reason.statement, reason.level)
        for reason in decisions.strict.reasons
        if reason.kind == "unanswered"
        and reason.key in decisions.unasked
        and reason.level > decisions.held.level
        and (reason.key, reason.level) not in already
    )


def lower_until_asked(decisions: Decisions) -> bool:
    """Whether the level falls, by this edit, only because words were not asked: an old yes does not answer them."""
    return decisions.strict.level < min(decisions.held.level, decisions.today.level)
