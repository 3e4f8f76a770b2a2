"""Whom to contact, how soon and in which case, in the words of real leaflets: the signs and their lists."""

from __future__ import annotations

import pytest

from conditions.domain.document import document_json
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from conditions.domain.from_text.run_together import parts_of
from conditions.domain.from_text.shapes import Placed
from tests.conditions.from_text.ways_of_getting_help import WAYS, Way

LEVELS = ("call_provider", "urgent", "emergency")


def drafted(text: str) -> Placed:
    return place(read_pasted(f"Sore elbow\n\nSore elbow hurts on the outside.\n\n{text}\n"), language="en")


def signs(text: str) -> list[tuple[str, str]]:
    """The level and the statement of each sign."""
    document = document_json(drafted(text).document)
    return [(level, str(row)) for level in LEVELS for row in document.get(level, ())]  # type: ignore[union-attr]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.text[:50])
def test_each_way_to_say_it_makes_its_signs(way: Way) -> None:
    wanted = [(level, words) for level in LEVELS for words in getattr(way, level)]
    found = signs(way.text)
    assert len(found) == len(wanted), found
    for (level, row), (wanted_level, words) in zip(found, wanted, strict=True):
        assert (level, words.casefold() in row.casefold()) == (wanted_level, True), found


@pytest.mark.parametrize("way", [way for way in WAYS if way.listed], ids=lambda way: way.text[:50])
def test_what_is_no_sign_beside_them_is_listed(way: Way) -> None:
    listed = " ".join(piece.text for piece in drafted(way.text).unplaced)
    assert [words for words in way.listed if words not in listed] == []


@pytest.mark.parametrize(
    "case",
    [
        "you cannot eat, drink or sleep",
        "the skin is red, painful or sore",
        "it hurts when you walk, turn over or cough",
        "you have weakness in your face, an arm or a leg",
        "you have a fever, and your wound is red, or you are sick",
        "your baby has not fed, drinks little and sleeps a lot",
        "you have a rash, it is spreading, or you feel unwell",
        "you have a cough that hurts, lasts for weeks or brings up blood",
    ],
)
def test_parts_that_cannot_be_asked_alone_stay_one_sign(case: str) -> None:
    assert parts_of(case) == [case]


@pytest.mark.parametrize("heading", ["Emergency signs", "Call 999", "Red flags: go to A&E", "Urgent"])
def test_only_a_heading_that_names_nobody_leaves_the_haste_to_its_sentence(heading: str) -> None:
    text = f"{heading}\n\nMake an appointment with us if your toes are numb."
    assert [level for level, _ in signs(text)] != ["call_provider"]


def test_a_general_heading_still_raises_a_sentence_that_says_no_time() -> None:
    assert [level for level, _ in signs("Red flags\n\nCall us if your toes are numb.")] == ["emergency"]


def test_the_time_in_the_case_is_no_time_to_get_help() -> None:
    text = "Red flags\n\nCall us if your toes are more numb than at your next visit or today."
    assert [level for level, _ in signs(text)] == ["emergency"]


def test_a_gp_straight_away_is_urgent_and_any_doctor_at_once_an_emergency() -> None:
    case = "straight away if your toes are numb."
    found = [
        signs(f"{call} {case}")[0][0]
        for call in ("Call your GP", "Call your GP or the ward", "Call a doctor")
    ]
    assert found == ["urgent", "emergency", "emergency"]


def test_items_in_small_letters_below_an_empty_line_are_not_run_together() -> None:
    items = [
        "a severe headache, or trouble seeing",
        "bleeding that will not stop after ten minutes",
        "a hard knock",
    ]
    broken = "This is a line that was broken to fit its width, as\nthe others of this text were before they were sent."
    text = "\n".join([broken, "", "CALL 911 IF YOU HAVE", "", *items])
    assert [level for level, _ in signs(text)] == ["emergency"] * 3


@pytest.mark.parametrize(
    "after",
    [
        "Do not leave it until the morning.",
        "Lie her on her side until the crew takes over.",
        "Do not drive yourself.",
    ],
)
def test_what_to_do_until_help_comes_is_in_no_text(after: str) -> None:
    start = "How it is diagnosed\n\nWe look at it.\n\n"
    for text in (f"Call 999 if you faint. {after}", f"Call 999 if:\n\nyou faint\nyou are blue\n{after}"):
        assert after in " ".join(piece.text for piece in drafted(start + text).unplaced)
