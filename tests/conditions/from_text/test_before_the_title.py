"""What stands before the only first heading of a website is not the title, and no text of the page."""

from __future__ import annotations

import pytest

from conditions.domain.document import document_json
from conditions.domain.from_text.place import place
from conditions.domain.from_text.prose import MAYBE_AN_EMERGENCY
from conditions.domain.from_text.reading import read_pasted
from tests.conditions.from_text.test_getting_help import levels

PAGE = (
    "<div><a href='#main'>Skip to main content</a></div><ul><li>Home</li><li>Conditions</li></ul><p>Advert: shoes</p>"
    "<h1>Sore elbow</h1><p>The elbow hurts.</p><h2>Treatment</h2><p>Rest the arm.</p>"
)


def test_the_only_first_heading_is_the_title_whatever_stands_before_it() -> None:
    placed = place(read_pasted(PAGE), language="en")
    assert placed.document.title == "Sore elbow"
    assert "The elbow hurts." in str(document_json(placed.document)["overview"])
    assert [piece.text for piece in placed.unplaced] == [
        "Skip to main content",
        "Home",
        "Conditions",
        "Advert: shoes",
    ]


@pytest.mark.parametrize(
    "banner",
    [
        "Call 911 if you have purple pain.",
        "Call 911 if you have:\n\n- purple pain\n- a cold sweat",
        "Call 911 if you have:\npurple pain\na cold sweat",
        "- purple pain\n- a cold sweat\n\nIf any of these happen, call 911.",
        "- Home\n- Call 911 if you have purple pain",
        "Skip to content\n\n**If you have purple pain, go to the emergency room.**",
    ],
)
def test_a_banner_that_says_when_to_get_help_is_a_sign_before_the_title_too(banner: str) -> None:
    text = f"{banner}\n\n# Sore elbow\n\nThe elbow hurts.\n\n## Treatment\n\nRest the arm."
    placed = place(read_pasted(text), language="en")
    assert levels(text, "urple pain") == {"emergency"}
    assert placed.document.title == "Sore elbow"
    assert "The elbow hurts." in str(document_json(placed.document)["overview"])


def test_what_may_be_an_emergency_before_the_title_is_listed_as_such() -> None:
    text = "Purple pain is a medical emergency.\n\n# Sore elbow\n\nThe elbow hurts."
    whys = {piece.why for piece in place(read_pasted(text), language="en").unplaced}
    assert whys == {MAYBE_AN_EMERGENCY}


def test_the_subject_of_a_letter_is_its_title_and_the_address_above_is_listed() -> None:
    head = "The Example Surgery\n1 High Street\n\nDear Mr Example,"
    text = f"{head}\n\nSORE ELBOW\n\nI am writing about your elbow. It is worn."
    placed = place(read_pasted(text), language="en")
    assert placed.document.title == "SORE ELBOW"
    assert [piece.text for piece in placed.unplaced] == [
        "The Example Surgery",
        "1 High Street",
        "Dear Mr Example,",
    ]


def test_what_may_help_above_the_greeting_of_a_letter_is_a_sign() -> None:
    text = "Call 911 if you have purple pain.\n\nDear Mr Example,\n\nSORE ELBOW\n\nIt is worn."
    assert levels(text, "urple pain") == {"emergency"}


@pytest.mark.parametrize(
    ("line", "words", "section"),
    [
        ("Fracture Clinic", "Fracture Clinic", "-"),
        ("Information from your hospital", "your hospital", "-"),
        ("Most of them get better in a year", "get better", "main_message"),
        ("Call 911 if you faint in hospital.", "faint", "emergency"),
    ],
)
def test_whose_leaflet_it_is_is_not_its_message(line: str, words: str, section: str) -> None:
    text = f"# Sore elbow\n\n{line}\n\n## What is it?\n\nThe elbow hurts."
    assert levels(text, words) == {section}


@pytest.mark.parametrize(
    "head",
    [
        "Riverside Medical Practice\nPatient information",
        "EXAMPLE REGIONAL HOSPITAL\nEmergency Department Discharge Instructions",
        "Children's Services",
    ],
)
def test_whose_leaflet_it_is_is_not_its_title(head: str) -> None:
    placed = place(read_pasted(f"{head}\n\nSore elbow\n\nWhat is it?\nThe elbow hurts."), language="en")
    assert placed.document.title == "Sore elbow"
    assert [piece.text for piece in placed.unplaced] == head.split("\n")


@pytest.mark.parametrize(
    "line",
    ["Fracture Clinic, Outpatients Level 2", "Hill Family Practice, Dubbo", "Advice from your pharmacist"],
)
def test_whose_leaflet_it_is_heads_nothing(line: str) -> None:
    text = f"SORE ELBOW\n\n{line}\n\nThe elbow hurts when you lift it. It is common.\n\nTreatment\nRest."
    assert (levels(text, line[:12]), levels(text, "It is common")) == ({"-"}, {"overview"})


def test_a_first_sentence_that_a_line_break_parts_is_one_sentence() -> None:
    text = "Sore elbow\n\nA sore elbow\nis a strain of the tendon.\n\nTreatment\nRest the arm."
    assert levels(text, "A sore elbow is a strain") == {"overview"}
