"""The words before a sign: those that say for whom or with what it counts are never dropped, and its subject is kept."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.note import note_of
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from tests.conditions.from_text.test_getting_help import levels


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sore elbow\n\nCall 911 if you have purple pain AND:\n- you sweat", "purple pain"),
        ("# Sore elbow\n\n## Call 911 if you have purple pain and\n\n- you sweat", "purple pain"),
        (
            "# UTI\n\n## See a pharmacist if:\n\nYou are a woman aged 16 to 64 and:\n\n- it burns",
            "aged 16 to 64",
        ),
        ("Sore elbow\n\nPregnant women should call their midwife if:\n- it burns", "Pregnant women"),
        ("# Sore elbow\n\n## Call 911 if you cannot lift the cup\n\nRest.", "cannot lift the cup"),
    ],
)
def test_a_qualifier_is_listed_where_it_is_not_in_the_sign(text: str, words: str) -> None:
    assert "-" in levels(text, words)


def test_the_words_that_the_page_replaces_stay_with_the_draft() -> None:
    placed = place(
        read_pasted("Sore elbow\n\nIt hurts.\n\nCall your provider if:\n- it burns"), language="en"
    )
    assert "- Call your provider if:" in note_of(placed)


def emergencies(text: str) -> list[str]:
    return [sign.statement for sign in place(read_pasted(text), language="en").document.emergency]


def test_the_subject_of_a_lead_in_stands_before_items_that_begin_with_a_verb() -> None:
    text = (
        "Croup\n\nIt coughs.\n\nCall 911 if your child:\n- has trouble breathing\n- cannot drink\n- blue lips"
    )
    assert emergencies(text) == ["Your child has trouble breathing", "Your child cannot drink", "Blue lips"]


def test_marked_items_after_the_first_line_of_a_list_belong_to_it() -> None:
    text = "Sore elbow\n\nGo to the emergency department if\nyou have a fever and\n- pus comes out, or\n- it is red"
    assert emergencies(text) == ["You have a fever", "Pus comes out", "It is red"]


def test_a_sentence_after_short_items_is_no_item() -> None:
    text = "Sore elbow\n\nCall the doctor if you have:\nfever\npus\nYour next visit is on Monday.\nWe wish you luck."
    placed = place(read_pasted(text), language="en")
    assert [sign.statement for sign in placed.document.call_provider] == ["You have fever", "You have pus"]


def test_items_of_a_list_are_not_joined_unless_one_is_indented_deeper() -> None:
    filler = (
        "This text is broken into lines that are nearly as wide as it is\nand goes on in the next line, as here.\n"
        * 4
    )
    text = (
        f"Sore elbow\n\n{filler}\nCall 911 if you have any of these:\n face drooping, arm weakness or trouble speaking\n"
        " chest pain or pressure that lasts more than\n  5 minutes\n fainting"
    )
    assert emergencies(text)[:2] == [
        "You have face drooping, arm weakness or trouble speaking",
        "You have chest pain or pressure that lasts more than 5 minutes",
    ]


@pytest.mark.parametrize(
    ("words", "place_of"), [("4th ed. Example Press", "sources"), ("ED is common", "overview")]
)
def test_ed_is_a_place_only_where_somebody_goes_to_it(words: str, place_of: str) -> None:
    heading = "Sources" if place_of == "sources" else "What is it?"
    assert levels(f"Sore elbow\n\n{heading}\n\nHandbook, {words}; 2022.", words) == {place_of}
