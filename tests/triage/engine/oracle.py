"""The rules of the design written a second time, slowly and plainly, to judge the engine by."""

from __future__ import annotations

from conditions.domain.questionnaire import Answer, RulePart, SignRule
from tests.strategies import Case


def counts(case: Case, rule: SignRule) -> bool:
    """Whether the sign counts for this person."""
    keys = [part.answer_key for part in rule.parts if part.kind == "yes_no"]
    if any(case.answers.get(key) is Answer.YES for key in keys):
        return True
    if case.age is None or rule.applies_to is None:
        return True
    youngest = 0 if rule.applies_to.age_from is None else rule.applies_to.age_from
    oldest = 999 if rule.applies_to.age_to is None else rule.applies_to.age_to
    return youngest <= case.age <= oldest


def answer_to(case: Case, rule: SignRule) -> Answer:
    answers = {_part(case, part) for part in rule.parts}
    for answer in (Answer.NO, Answer.UNSURE):
        if answer in answers:
            return answer
    return Answer.YES


def _part(case: Case, part: RulePart) -> Answer:
    if part.kind == "yes_no":
        return case.answers.get(part.answer_key or "", Answer.UNSURE)
    if part.kind == "lasted_at_least":
        if case.measures.started_on is None:
            return Answer.UNSURE
        return _reached((case.as_of - case.measures.started_on).days, part.value)
    pains = (case.measures.pain_now, case.measures.pain_worst)
    if None not in pains:
        return _reached(max(pain for pain in pains if pain is not None), part.value)
    known = [pain for pain in pains if pain is not None]
    return Answer.YES if known and _reached(known[0], part.value) is Answer.YES else Answer.UNSURE


def _reached(measured: int, at_least: int | None) -> Answer:
    assert at_least is not None
    return Answer.YES if measured >= at_least else Answer.NO
