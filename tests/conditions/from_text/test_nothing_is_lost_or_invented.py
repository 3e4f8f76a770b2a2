"""For any text: each of its words is in the draft or listed, and the draft holds no other word."""
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted, read_upload
from conditions.domain.from_text.reading_text import read_text
from conditions.domain.from_text.shapes import Block, UnreadableError
from tests.conditions.from_text.words import accounted, in_draft, read, words

LEAFLETS = sorted(
    path for path in Path(__file__).parent.glob("*/*") if path.suffix in (".txt", ".md", ".html", ".docx")
)
_PHRASES = st.sampled_from(
    [
        "Symptoms", "SYMPTOMS:", "What is sciatica?", "2. How is it treated", "Call your doctor if", "Call your provider if:",
        "Get medical attention right away if you have:", "Call 911 if you cannot breathe.", "Also called: a hip, or HPS",
        "The condition can be caused by:", "- sitting for long", "1. rest", "o\tice", "• heat • cold", "Sources",
        "https://example.org/a", "Related conditions", "Other: it differs", "You have a fever; or you are cold", "**Diagnosis**",
        "# Hip pain", "## Odd", "| a | b |", "-----", "If you fall, go to the ER right away.", "[more](http://example.org)",
        "You feel weak. You may fall.", "See your GP today if any of the following apply:", "numb (all over)", "pain,", "and",
        "Pronunciation: hip", "word " * 50, "A. B. C.", "[[bone]] and [x](page:y) *so* __strong__ `code`", "Both of these:",
        "Make an appointment with your GP if", "Urgent review if:", "Wheezing? Call 111 today.", "It is also known as gout.",
        "Most get better, but see a doctor if it lasts", "This is an emergency. Dial 999.", "999 or nearest ED if: you fall",
        "Call 999 | Call your GP | Rest", "--- | ---|---", "|---|---|", "a rash\tGo to A&E", "| RED | <br>- numb | Dial 999 |",
        "İstanbul ﬁre ß Ǆ", "a\u00adb", "## Day by day", "Wear the sling. Put ice on it.",
        "Useful numbers", "Fracture Clinic", "if", "You", "-", "1.", "", "", "\t",
    ]
)  # fmt: skip
_LINES = st.lists(st.one_of(_PHRASES, st.text(max_size=60)), min_size=1, max_size=25)
TEXTS = st.builds("\n".join, _LINES)


def check(blocks: list[Block]) -> None:
    try:
        placed = place(blocks, language="en")
    except UnreadableError:
        assert all(len(word) <= 3 for word in read(blocks)), "only list marks"
        return
    before = read(blocks)
    addresses = words(" ".join(piece.link for block in blocks for piece in block.pieces))
    assert not before - accounted(placed)
    assert not set(in_draft(placed)) - set(before) - set(addresses) - {"untitled"}


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_placing_keeps_every_word_of_any_text(text: str) -> None:
    check(read_text(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_reading_keeps_every_word_of_any_text(text: str) -> None:
    blocks = read_text(text)
    found = read(blocks) + words(" ".join(piece.link for block in blocks for piece in block.pieces))
    assert not words(text) - found - words(text.replace("\\", ""))
    assert not set(found) - set(words(text.replace("\\", ""))) - set(words(text))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            _PHRASES,
            st.sampled_from(
                ["<p>", "</p>", "<li>", "<ul>", "</ul>", "<h2>", "</h2>", "<br>", "<b>", "</b>", "<table><tr><td>", "</td><td>",
                 "</table>", "<table>", "<tr>", "<th rowspan=2>", "<td colspan=3>", "<caption>", "<img alt='a foot'>", "Call 999", "<nav>", "</nav>", "<a href='http://x.org/y'>", "</a>", "<script>x</script>", "<!-- y -->", "&nbsp;"]
            ),
        ),
        min_size=1, max_size=30,
    )
)  # fmt: skip
def test_placing_keeps_every_word_of_any_html(parts: list[str]) -> None:
    try:
        blocks = read_pasted("<p>" + "".join(parts) + "</p>")
    except UnreadableError:
        return
    check(blocks)


@pytest.mark.parametrize("leaflet", LEAFLETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_placing_keeps_every_word_of_a_leaflet(leaflet: Path) -> None:
    check(read_upload(leaflet.name, leaflet.read_bytes()))


def test_every_folder_of_leaflets_is_read() -> None:
    assert {path.parent.name for path in LEAFLETS} == {
        "leaflets",
        "unseen",
        "third",
        "first_look",
        "second_look",
        "third_look",
        "fourth_look",
        "fifth_look",
        "sixth_look",
        "seventh_look",
        "eighth_look",
        "ninth_look",
        "tenth_look",
        "eleventh_look",
    }


def test_an_address_in_the_middle_of_a_word_stays_in_its_word() -> None:
    check(read_pasted("Sources\n\nSymptomshttps://example.org/a"))
