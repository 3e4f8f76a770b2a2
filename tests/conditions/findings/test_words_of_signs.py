"""What the word lists find in signs, and what they must leave alone."""

from __future__ import annotations

import datetime

import pytest

from conditions.domain.findings import Code, findings
from tests.conditions.documents import good

PLAIN = "You cannot walk"


def found(code: str, *signs: dict[str, object], section: str = "urgent") -> list[str]:
    document = good(**{section: list(signs), "symptoms": [{"kind": "paragraph", "text": "It hurts."}]})
    return [one.path for one in findings(document, today=datetime.date(2026, 5, 4)) if one.code == code]


def sign(statement: str, key: str = "a", **more: object) -> dict[str, object]:
    return {"key": key, "statement": statement, **more}


@pytest.mark.parametrize(
    "words",
    [
        "You are very dizzy",
        "Your leg is very swollen",
        "You are in extreme pain",
        "You have intense pain",
        "You bleed heavily",
        "It is badly swollen",
        "You feel terribly weak",
        "You are rather pale",
    ],
)
def test_words_of_degree_are_vague(words: str) -> None:
    assert found(Code.VAGUE, sign(words)) == ["urgent[0].statement"]
    assert found(Code.VAGUE, sign(PLAIN, how_to_tell=words)) == ["urgent[0].how_to_tell"]


@pytest.mark.parametrize(
    "words",
    [
        "It hurts since the very first day",
        "You are so weak that you cannot stand up",
        "It hurts more than 6 hours, rather than less",
        "One pad is full of blood within an hour",
        "It hurts at the very same place",
    ],
)
def test_what_can_be_counted_or_seen_is_not_vague(words: str) -> None:
    assert found(Code.VAGUE, sign(words)) == []
    assert found(Code.VAGUE, sign(PLAIN, how_to_tell=words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Could it be broken",
        "Was there an injury",
        "Would you faint",
        "Has it lasted a week",
        "Were you hurt",
        "Rest and see a doctor",
        "Rest until it is gone",
        "Call and ask what is wrong",
        "Use ice",
        "What hurts",
        "Who is with you",
        "How bad is it",
        "How long have you had it",
        "When did it start",
        "Where does it hurt",
        "Can you walk",
    ],
)
def test_a_question_or_an_instruction_is_no_sign(words: str) -> None:
    assert found(Code.NOT_YES_NO, sign(words)) == ["urgent[0].statement"]


@pytest.mark.parametrize(
    "words",
    [
        "Rest and home care have not made it better",
        "Rest does not help",
        "Rest, ice and heat do not help",
        "Use of the arm hurts",
        "Was hit by a car",
        "Had a fall",
        "Will not stop",
        "Can’t pee",
        "When you cough, pain shoots down your leg",
        "Where you were bitten is hot",
        "What you cough up is red",
        "How you walk has changed",
        "You cannot tell whether you need to pee",
        "You do not know if you passed out",
    ],
)
def test_a_statement_is_no_question_and_no_instruction(words: str) -> None:
    assert found(Code.NOT_YES_NO, sign(words)) == []


def test_how_to_tell_may_compare_with_a_few_days_ago() -> None:
    words = "Compare with a few days ago"
    assert found(Code.VAGUE, sign(words)) == ["urgent[0].statement"]
    assert found(Code.VAGUE, sign(PLAIN, how_to_tell=words)) == []


FIVE = [sign(f"Sign {number} is there", f"s{number}") for number in range(5)]


@pytest.mark.parametrize(
    "words",
    [
        "You are not sure where you are",
        "You are not sure who you are with",
        "A concerning lump is there",
        "A worrying lump is there",
        "You see other signs of infection",
    ],
)
def test_a_sign_of_something_hides_no_sixth_one(words: str) -> None:
    assert found(Code.TOO_MANY_SIGNS, *FIVE, sign(words, "x")) == ["urgent"]


@pytest.mark.parametrize(
    "words",
    [
        "Something else worries you",
        "You are worried",
        "You have a concern",
        "Anything else frightens you",
        "You have other symptoms",
        "You are not sure whether this is serious",
        "You are not sure what to do",
    ],
)
def test_a_catch_all_is_one_more(words: str) -> None:
    assert found(Code.TOO_MANY_SIGNS, *FIVE, sign(words, "x")) == []
