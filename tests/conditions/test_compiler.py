"""From a page's signs to the questions of its check-in."""

from __future__ import annotations

import pytest
from hypothesis import given
from pydantic import ValidationError

from conditions.domain.canonical import canonical_json, sha256_of, without_empty
from conditions.domain.care_level import CareLevel
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import AgeRange, ConditionDocument, Sign, SignPart
from conditions.domain.questionnaire import Questionnaire, RulePart
from tests.strategies import OTHER_WORRY, compiled, documents
from tests.triage.engine.sample import DOCUMENT, QUESTIONNAIRE

TITLE = {"language": "en", "title": "A page"}


def questions_of(**content: object) -> list[str]:
    document = ConditionDocument(**TITLE, **content)  # type: ignore[arg-type]
    return [question.key for question in compiled(document).questions]


def call(sign: Sign) -> ConditionDocument:
    return ConditionDocument(**TITLE, call_provider=(sign,))


def test_signs_stand_most_urgent_first_and_measures_last() -> None:
    assert [question.key for question in QUESTIONNAIRE.questions] == [
        "bone-visible",
        "numb-foot",
        "cannot-stand",
        "weak-ankle",
        "hot-and-fever.1",
        "hot-and-fever.fever",
        "no-better.2",
        "other-worry",
        "pain_now",
        "pain_worst",
        "side",
        "started_on",
    ]


def test_every_page_asks_last_whether_something_else_worries_you() -> None:
    (rule,) = compiled(ConditionDocument(**TITLE)).signs
    assert (rule.key, rule.level, rule.statement) == ("other-worry", CareLevel.CALL_PROVIDER, OTHER_WORRY)
    assert questions_of() == ["other-worry"]


def test_a_question_carries_its_sign() -> None:
    question = next(question for question in QUESTIONNAIRE.questions if question.key == "cannot-stand")
    assert question.model_dump(exclude_defaults=True) == {
        "key": "cannot-stand",
        "asks": "sign",
        "kind": "yes_no",
        "text": "You cannot take four steps",
        "sign": "cannot-stand",
        "level": CareLevel.URGENT,
        "how_to_tell": "Try it while holding on to something.",
        "applies_to": {"age_from": 5},
    }


def test_a_part_is_asked_in_its_own_words() -> None:
    part = next(question for question in QUESTIONNAIRE.questions if question.key == "hot-and-fever.fever")
    assert (part.text, part.sign) == ("You have a fever", "hot-and-fever")


def test_a_rule_holds_the_fingerprint_of_its_sentence() -> None:
    assert {rule.statement_sha256 for rule in QUESTIONNAIRE.signs} == {
        sha256_of(rule.statement) for rule in QUESTIONNAIRE.signs
    }


@pytest.mark.parametrize(
    ("content", "measures"),
    [
        ({}, []),
        ({"asks_pain": True}, ["pain_now", "pain_worst"]),
        ({"asks_side": True}, ["side"]),
        (
            {"urgent": (Sign(key="a", statement="A", kind="pain_at_least", value=7),)},
            ["pain_now", "pain_worst"],
        ),
        ({"urgent": (Sign(key="a", statement="A", kind="lasted_at_least", value=7),)}, ["started_on"]),
    ],
)
def test_a_measured_sign_makes_its_measure_a_question(
    content: dict[str, object], measures: list[str]
) -> None:
    assert questions_of(**content) == ["other-worry", *measures]


def test_a_measured_part_makes_its_measure_a_question_and_is_not_asked() -> None:
    parts = (
        SignPart(key="1", statement="It is bad", kind="pain_at_least", value=8),
        SignPart(key="2", statement="It is long", kind="lasted_at_least", value=3),
        SignPart(key="3", statement="It is hot"),
    )
    sign = Sign(key="all", statement="All three", kind="all_of", all_of=parts)
    assert questions_of(emergency=(sign,)) == [
        "all.3",
        "other-worry",
        "pain_now",
        "pain_worst",
        "started_on",
    ]


def test_measure_questions_say_what_they_take() -> None:
    questions = {question.key: question for question in QUESTIONNAIRE.questions}
    assert (questions["pain_now"].kind, questions["pain_now"].minimum, questions["pain_now"].maximum) == (
        "integer",
        0,
        10,
    )
    assert [choice.value for choice in questions["side"].choices] == ["left", "right", "both", "middle"]
    assert questions["started_on"].kind == "date"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Left"), ("es", "Izquierdo"), ("es-MX", "Izquierdo"), ("tlh", "Left")],
)
def test_measure_questions_are_in_the_language_of_the_page(language: str, text: str) -> None:
    side = compiled(DOCUMENT.model_copy(update={"language": language})).questions[-2]
    assert (side.key, side.choices[0].text) == ("side", text)


def test_a_rule_carries_what_its_sign_says() -> None:
    rules = {rule.key: rule for rule in QUESTIONNAIRE.signs}
    assert (rules["numb-foot"].level, rules["numb-foot"].finding) == (CareLevel.EMERGENCY, "numbness")
    assert rules["no-better"].applies_to == AgeRange(age_from=18, age_to=64)
    assert [(part.kind, part.value) for part in rules["no-better"].parts] == [
        ("lasted_at_least", 7),
        ("yes_no", None),
    ]


def test_an_age_range_that_is_open_at_both_ends_is_none() -> None:
    questionnaire = compiled(call(Sign(key="a", statement="A", applies_to=AgeRange())))
    assert questionnaire.signs[0].applies_to is None


@pytest.mark.parametrize(
    "sign",
    [
        Sign(key="a", statement="A", kind="pain_at_least"),
        Sign(key="a", statement="A", kind="lasted_at_least"),
        Sign(key="a", statement="A", kind="all_of"),
        Sign(key="a", statement="A", value=3),
        Sign(key="other-worry", statement="A"),
    ],
)
def test_it_refuses_a_sign_that_cannot_be_decided(sign: Sign) -> None:
    with pytest.raises(ValidationError):
        compiled(call(sign))


def test_it_refuses_a_key_used_twice() -> None:
    sign = Sign(key="a", statement="A")
    with pytest.raises(ValidationError, match="sign keys used twice: a"):
        compiled(ConditionDocument(**TITLE, urgent=(sign,), call_provider=(sign,)))


def test_it_refuses_a_part_key_used_twice_and_a_sign_named_like_a_measure() -> None:
    parts = (SignPart(key="1", statement="B"), SignPart(key="1", statement="C"))
    with pytest.raises(ValidationError, match=r"question keys used twice: a\.1"):
        compiled(call(Sign(key="a", statement="A", kind="all_of", all_of=parts)))
    named = call(Sign(key="side", statement="A")).model_copy(update={"asks_side": True})
    with pytest.raises(ValidationError, match="question keys used twice: side"):
        compiled(named)


def test_a_stored_rule_with_other_words_than_its_fingerprint_is_refused() -> None:
    tampered = QUESTIONNAIRE.model_dump_json().replace("You can see bone", "You can see skin")
    with pytest.raises(ValidationError, match="not the fingerprint"):
        Questionnaire.model_validate_json(tampered)


def test_an_asked_part_has_a_key_and_a_measured_part_a_value() -> None:
    for wrong in ({"kind": "yes_no"}, {"kind": "pain_at_least", "answer_key": "a"}):
        with pytest.raises(ValidationError, match="answer key"):
            RulePart(statement="A", **wrong)  # type: ignore[arg-type]


@given(documents())
def test_compiling_is_deterministic_and_survives_canonical_storage(document: ConditionDocument) -> None:
    questionnaire = compiled(document)
    stored = canonical_json(without_empty(questionnaire.model_dump(mode="json")))
    assert Questionnaire.model_validate_json(stored) == questionnaire == compiled(document)


def in_other_words(sign: Sign) -> Sign:
    parts = tuple(part.model_copy(update={"statement": f"Parte {part.key}"}) for part in sign.all_of)
    words = {"statement": f"La frase {sign.key}", "how_to_tell": "Pruébelo", "all_of": parts}
    return sign.model_copy(update=words)


@given(documents())
def test_p21_a_translation_changes_words_and_never_keys_levels_or_rules(document: ConditionDocument) -> None:
    sections = {
        section: tuple(in_other_words(sign) for sign in getattr(document, section))
        for section in ("emergency", "urgent", "call_provider")
    }
    spanish = document.model_copy(update={"language": "es", "title": "Una página", **sections})
    translated = compile_questionnaire(spanish, other_worry="Otra cosa le preocupa")
    assert rules_of(translated) == rules_of(compiled(document))


def rules_of(questionnaire: Questionnaire) -> list[object]:
    """Everything but the words."""
    parts = {"__all__": {"statement"}}
    words = {"statement", "statement_sha256", "how_to_tell"}
    return [
        [
            rule.model_dump(exclude=dict.fromkeys(words, True) | {"parts": parts})
            for rule in questionnaire.signs
        ],
        [
            question.model_dump(exclude={"text": True, "how_to_tell": True, "choices": {"__all__": {"text"}}})
            for question in questionnaire.questions
        ],
    ]
