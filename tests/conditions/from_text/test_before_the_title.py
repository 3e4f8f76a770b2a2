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
