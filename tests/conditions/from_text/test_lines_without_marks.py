"""Lines that no mark makes items: where a lead-in ends, where an item ends, and what is no item at all."""

from __future__ import annotations

import pytest

from tests.conditions.from_text.test_getting_help import levels

START = "Sore elbow\n\nWhat is it?\nA sore arm.\n\nTreatment\nRest the arm.\n\n"


@pytest.mark.parametrize(
    "lead",
    [
        "Call the clinic or the ward straight away, day or night, if\nyou have:",
        "Call 911 or have somebody take you to the ER if you have these\nsymptoms:",
    ],
)
def test_a_lead_in_that_is_broken_into_two_lines_leads_into_its_list(lead: str) -> None:
    text = f"{START}{lead}\na purple cup that droops\nblue lips"
    assert levels(text, "purple cup") == {"emergency"}
    assert levels(text, "blue lips") == {"emergency"}


def test_an_item_may_end_in_a_small_word() -> None:
    text = f"{START}Dial 999 if\nthe purple cup hurts when you breathe in\nyou cough up blood\nyou faint"
    assert levels(text, "ou faint") == {"emergency"}
    assert levels(text, "breathe in you ") == set()


def test_dots_at_the_end_of_an_item_do_not_end_its_list() -> None:
    text = f"{START}Dial 999 if\nyou are short of breath\nyou drop the purple cup…\nyou faint"
    assert levels(text, "purple cup") == {"emergency"}
    assert levels(text, "ou faint") == {"emergency"}


def test_a_sentence_that_breaks_off_goes_on_in_the_next_line() -> None:
    text = f"{START}A purple cup and trouble breathing? This is an\nemergency. Dial 999."
    assert levels(text, "purple cup") <= {"emergency", "-"}


@pytest.mark.parametrize(
    "line",
    [
        "Plaster room: 01632 960 220",
        "Plaster room 01632 960 220, every day from 8am to 6pm",
        "Monday to Friday, 8.30am to 4.30pm",
        "Nurses: nurses@example.org",
    ],
)
@pytest.mark.parametrize(
    "before",
    [
        "How is it treated?\n",
        "Contact us\n",
        "Call your GP if\nthe cup is blue\n",
        "Prevention\nStretch.\n\n",
    ],
)
def test_how_to_reach_somebody_is_listed(line: str, before: str) -> None:
    assert levels(f"{START}{before}{line}", line) == {"-"}


@pytest.mark.parametrize(
    ("sign", "level"),
    [
        ("Call 01632 960 220 if you drop the purple cup", "call_provider"),
        ("You cannot lift the purple cup from 8am to 6pm", "emergency"),
    ],
)
def test_a_sign_with_a_number_in_it_is_a_sign(sign: str, level: str) -> None:
    text = f"{START}When to dial 999\nYou faint\n{sign}"
    assert levels(text, "purple cup") <= {level, "emergency", "-"}
    assert "treatment" not in levels(text, "purple cup")


def test_a_full_line_that_goes_on_in_small_letters_is_no_heading() -> None:
    text = (
        f"{START}It is a sore arm that many people get when they lift things again and\nagain, above all at work.\n"
        "Go to your nearest A&E department at once if you see that your fingers\nturn blue or that the purple cup falls."
    )
    assert levels(text, "ou see that your fingers turn blue or that the purple cup falls") == {"emergency"}


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize(
    ("lead", "level"), [("Call the same day if:", "urgent"), ("Call 999 if:", "emergency")]
)
def test_what_goes_on_below_a_list_of_signs_is_no_milder(lead: str, level: str, mark: str) -> None:
    heading = "When should I call my doctor?\n\nCall your doctor if:\n\nYou sleep badly.\n\n"
    signs = f"You have a fever.\n\nThe joint is redder.\n\n{mark}You drop the purple cup."
    assert levels(f"{START}{heading}{lead}\n\n{signs}", "purple cup") <= {level, "emergency", "-"}


def test_an_order_right_below_a_lead_in_is_no_item_of_it() -> None:
    text = f"{START}If you see any of these, call 999.\nAlso ring 999 for a purple cup in one eye.\n\nPrevention\nRest."
    assert levels(text, "ou see also ring") == set()
    assert levels(text, "purple cup") <= {"emergency", "-"}


def test_questions_after_a_label_head_nothing_and_are_listed_with_what_closes_them() -> None:
    face = "Think FAST:\n\nFace: has the cup dropped?\n\nSpeech: is the purple cup slurred?"
    text = f"{START}{face}\n\nTime: if you see any of these, call 999.\n\nPrevention\n\nRest."
    assert levels(text, "the cup dropped") == {"-"}
    assert levels(text, "purple cup") == {"-"}
