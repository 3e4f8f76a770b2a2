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
