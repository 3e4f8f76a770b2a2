"""Who is to call, what is a reason to, and words between commas after "if": the signs are the same."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from tests.conditions.from_text.test_ways_of_getting_help import drafted, signs

LEVELS = ("emergency", "urgent", "call_provider")
ASIDES = [
    "Go to the emergency department or phone 112 if, with an infection like this, you",
    "Call 999 if, at any time, you",
]
CALLERS = [
    "Friends and family should",
    "Relatives or carers should",
    "Your family must",
    "Anyone who is with you should",
    "People around you need to",
    "Someone near you should",
]
REASONS = [
    ("Collapsing with a fast heartbeat is another reason to call 999.", "emergency"),
    ("Collapsing with a fast heartbeat is a reason to go to hospital.", "emergency"),
    ("Collapsing with a fast heartbeat means you should call 999.", "emergency"),
    ("Collapsing with a fast heartbeat needs an ambulance.", "emergency"),
    ("Collapsing with a fast heartbeat is a good reason to see your GP today.", "urgent"),
]
NO_REASONS = [
    "This is another reason to call 999.",
    "Collapsing with a fast heartbeat is not a reason to call 999.",
    "It needs an ambulance.",
    "Your child needs an ambulance.",
    "There is no reason to call 999.",
]


def stated(text: str) -> list[tuple[str, str]]:
    """The signs, word for word."""
    document = drafted(text).document
    return [(level, sign.statement) for level in LEVELS for sign in getattr(document, level)]


@pytest.mark.parametrize("lead", ASIDES)
def test_words_between_commas_after_if_leave_the_list_after_them_signs(lead: str) -> None:
    found = signs(f"{lead}\nhave slurred speech\nhave purple patches on the skin")
    assert [level for level, _ in found] == ["emergency", "emergency"]
    assert ["slurred speech" in found[0][1], "purple patches" in found[1][1]] == [True, True]


@pytest.mark.parametrize("lead", ASIDES)
def test_words_between_commas_after_if_are_listed(lead: str) -> None:
    text = f"{lead}\nhave slurred speech\nhave purple patches on the skin"
    assert lead.split(",")[1] in " ".join(piece.text for piece in drafted(text).unplaced)


@pytest.mark.parametrize("caller", CALLERS)
def test_whoever_is_close_by_may_be_the_one_who_calls(caller: str) -> None:
    found = signs(
        f"{caller} call 911 if you cannot swallow, if you have a seizure, or if you will not wake up."
    )
    assert len(found) == 3
    assert {level for level, _ in found} == {"emergency"}


@pytest.mark.parametrize("cannot", ["can't", "can’t", "can not", "cannot"])
def test_what_somebody_cannot_do_is_a_case_and_no_permission(cannot: str) -> None:
    assert stated(f"Call 911 if you {cannot} swallow.") == [("emergency", f"You {cannot} swallow")]


@pytest.mark.parametrize(("sentence", "level"), REASONS)
def test_what_is_a_reason_to_get_help_is_a_sign(sentence: str, level: str) -> None:
    found = signs(sentence)
    assert len(found) == 1
    assert found[0][0] == level
    assert "Collapsing with a fast heartbeat" in found[0][1]
    assert "reason" not in found[0][1]


@pytest.mark.parametrize("sentence", NO_REASONS)
def test_what_says_no_case_or_no_reason_is_listed(sentence: str) -> None:
    assert signs(sentence) == []
    placed = place(read_pasted(f"Sore elbow\n\nIt hurts.\n\n{sentence}\n"), language="en")
    assert sentence.rstrip(".") in " ".join(piece.text for piece in placed.unplaced)


WRAPPED = [
    "See your GP in the usual way if attacks come more often, if\n"
    "you lose weight without trying, or if your tablets make you sick.",
    "See your GP if attacks come more often, or if\nyou lose weight without trying, or if your tablets make you sick.",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_a_sentence_broken_after_one_more_if_keeps_the_cases_before_it(text: str) -> None:
    assert stated(text) == [
        ("call_provider", "Attacks come more often"),
        ("call_provider", "You lose weight without trying"),
        ("call_provider", "Your tablets make you sick"),
    ]


def test_a_lead_in_that_ends_in_a_comma_and_if_begins_a_list_all_the_same() -> None:
    text = "Ring the surgery, or 111 when it is closed, if\nyou are sick, and cannot drink\nyou have a rash."
    assert [level for level, _ in signs(text)] == ["urgent", "urgent"]
