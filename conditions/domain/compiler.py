"""Compiles a page's signs into the questionnaire that a check-in answers (design 4.2).

Keys come from the page and never from its words or language, so a translation asks the same questions.
"""

from __future__ import annotations

from conditions.domain.canonical import sha256_of
from conditions.domain.care_level import CareLevel
from conditions.domain.document import AgeRange, ConditionDocument, Sign, SignPart
from conditions.domain.measure_texts import measure_texts
from conditions.domain.questionnaire import (
    OTHER_WORRY_KEY,
    Choice,
    Question,
    Questionnaire,
    RulePart,
    Side,
    SignRule,
)

MAX_PAIN = 10


def compile_questionnaire(document: ConditionDocument, *, other_worry: str) -> Questionnaire:
    """The questionnaire of `document`: its signs most urgent first, then the measures pain, side and start.

    `other_worry` is the site's wording of the last sign, level call_provider, that every questionnaire has.
    Raises ValueError (pydantic's ValidationError) for a sign that cannot be decided: a measured one without
    a value, an `all_of` without parts, a key used twice or reserved. The gate says so in plain words before.
    """
    signs = [_rule(sign, level) for level, sign in document.signs()]
    signs.append(_rule(Sign(key=OTHER_WORRY_KEY, statement=other_worry), CareLevel.CALL_PROVIDER))
    asked = [question for sign in signs for question in _sign_questions(sign)]
    return Questionnaire(signs=tuple(signs), questions=(*asked, *_measure_questions(document, signs)))


def _rule(sign: Sign, level: CareLevel) -> SignRule:
    return SignRule(
        key=sign.key,
        level=level,
        statement=sign.statement,
        statement_sha256=sha256_of(sign.statement),
        parts=_parts(sign),
        how_to_tell=sign.how_to_tell,
        finding=sign.finding,
        applies_to=_bounded(sign.applies_to),
    )


def _parts(sign: Sign) -> tuple[RulePart, ...]:
    if sign.kind == "all_of":
        return tuple(_rule_part(part, f"{sign.key}.{part.key}") for part in sign.all_of)
    only = SignPart(key=sign.key, statement=sign.statement, kind=sign.kind, value=sign.value)
    return (_rule_part(only, sign.key),)


def _rule_part(part: SignPart, answer_key: str) -> RulePart:
    return RulePart(
        kind=part.kind,
        answer_key=answer_key if part.kind == "yes_no" else None,
        statement=part.statement,
        value=part.value,
    )


def _bounded(ages: AgeRange | None) -> AgeRange | None:
    """None for a range that is open at both ends: it says nothing, and canonical JSON leaves it out."""
    return None if ages == AgeRange() else ages


def _sign_questions(sign: SignRule) -> list[Question]:
    return [
        Question(
            key=part.answer_key,
            asks="sign",
            kind="yes_no",
            text=part.statement,
            sign=sign.key,
            level=sign.level,
            how_to_tell=sign.how_to_tell,
            applies_to=sign.applies_to,
        )
        for part in sign.parts
        if part.answer_key is not None
    ]


def _measure_questions(document: ConditionDocument, signs: list[SignRule]) -> list[Question]:
    """A measured sign makes its measure a question, also when the page does not ask for it otherwise."""
    texts = measure_texts(document.language)
    kinds = {part.kind for sign in signs for part in sign.parts}
    questions = []
    if document.asks_pain or "pain_at_least" in kinds:
        questions.append(_pain_question("pain_now", texts["pain_now"]))
        questions.append(_pain_question("pain_worst", texts["pain_worst"]))
    if document.asks_side:
        choices = tuple(Choice(value=side, text=texts[side]) for side in Side)
        questions.append(
            Question(key="side", asks="measure", kind="choice", text=texts["side"], choices=choices)
        )
    if "lasted_at_least" in kinds:
        questions.append(Question(key="started_on", asks="measure", kind="date", text=texts["started_on"]))
    return questions


def _pain_question(key: str, text: str) -> Question:
    return Question(key=key, asks="measure", kind="integer", text=text, minimum=0, maximum=MAX_PAIN)
