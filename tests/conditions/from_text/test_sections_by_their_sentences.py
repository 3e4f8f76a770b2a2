"""A heading whose words name no section: what its sentences say decides, when they agree. In doubt it is listed."""

from __future__ import annotations

import re

import pytest

from conditions.domain.from_text.note import note_of
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from conditions.domain.from_text.shapes import Placed
from tests.conditions.from_text.test_leaflets import where

LEAFLET = """# Frozen shoulder

## What is it?
The lining of the joint is tight and sore. Most people who have it are over 40.

## What causes it?
Often nobody knows. It can follow an injury.

## {heading}
{body}
"""
ORDERS = "Wear the sling for two weeks. Put ice on it for 15 minutes. Do not lift anything heavy."
TESTED = "A scan shows how tight the lining is. A blood sample was sent to the laboratory."


def draft(heading: str, body: str) -> Placed:
    return place(read_pasted(LEAFLET.format(heading=heading, body=body)), language="en")


@pytest.mark.parametrize(
    ("heading", "body", "section", "words"),
    [
        ("The weeks to come", ORDERS, "treatment", "Wear the sling"),
        ("Day by day", "- Wear the sling.\n- Put ice on it.\n- Keep the arm moving.", "treatment", "Put ice"),
        ("Day by day", "- Wear the sling\n- Put ice on it\n- Do not lift the arm", "treatment", "Put ice"),
        (
            "In the room",
            "The nurse presses on the joint. Your doctor looks at how far it turns.",
            "diagnosis",
            "presses on",
        ),
        ("Calming it down", "Paracetamol eases it. An injection may calm it.", "treatment", "injection"),
        ("A look inside", TESTED, "diagnosis", "blood sample"),
        (
            "Who does this strike?",
            "It is more common in people with diabetes. It is sometimes due to an old injury.",
            "causes",
            "old injury",
        ),
        (
            "Once is enough",
            "Moving early lowers the risk. Stretching makes it less likely. The vaccine prevents the worst.",
            "prevention",
            "Stretching",
        ),
    ],
)
def test_sentences_that_agree_decide_the_section(heading: str, body: str, section: str, words: str) -> None:
    assert where(draft(heading, body), words) == {section}


@pytest.mark.parametrize(
    ("heading", "body", "section", "words"),
    [
        (
            "Your cast",
            "The cast stays on for about six weeks. Keep it dry. Move your toes every hour.",
            "treatment",
            "stays on",
        ),
        (
            "How it came about",
            "Usually from a fall. Thin bones make it more likely. Old rugs are frequent culprits.",
            "causes",
            "Old rugs",
        ),
        (
            "How we got there",
            "A blood test measures the iron. A drop of fluid is looked at. An X-ray is not usually needed.",
            "diagnosis",
            "drop of fluid",
        ),
        (
            "Another time",
            "About 1 in 6 people get it again. Aspirin can cut the risk. Being a healthy weight helps as well.",
            "prevention",
            "healthy weight",
        ),
        (
            "Bit by bit",
            "At first many people feel washed out. The ache usually comes and goes.",
            "symptoms",
            "washed out",
        ),
        (
            "Coming through an attack",
            "Rest. Start your tablets as soon as you feel it coming. If you already take iron, keep taking it.",
            "treatment",
            "Start your",
        ),
        (
            "When the cast comes off",
            "The leg will feel a bit stiff. Do the exercises four times a day. Avoid heavy lifting for two weeks.",
            "treatment",
            "exercises",
        ),
    ],
)
def test_the_words_of_all_sentences_are_weighed(heading: str, body: str, section: str, words: str) -> None:
    assert where(draft(heading, body), words) == {section}


@pytest.mark.parametrize(
    "body",
    [
        "You still have pain after three weeks. Your stitches come out. The tablets do nothing.",
        "The cast is cracked after two weeks. Your dressing is wet. You have taken all your tablets.",
        "Some people may notice blood. The ache usually comes and goes.",
        "You may feel weak at first. The arm often goes numb.",
    ],
)
def test_what_may_be_signs_is_not_weighed(body: str) -> None:
    assert where(draft("Day by day", body), body[:12]) == {"-"}


def test_a_list_of_signs_ends_what_is_weighed() -> None:
    text = re.sub("^#+ ", "", LEAFLET.format(heading="Going home", body=ORDERS), flags=re.MULTILINE)
    found = place(
        read_pasted(text + "\nCall 911 if\nyour fingers are white\nyour hand is cold"), language="en"
    )
    assert (where(found, "Wear the sling"), where(found, "hand is cold")) == ({"treatment"}, {"emergency"})


def test_a_heading_needs_no_marks() -> None:
    text = re.sub("^#+ ", "", LEAFLET.format(heading="The weeks to come", body=ORDERS), flags=re.MULTILINE)
    assert where(place(read_pasted(text), language="en"), "Wear the sling") == {"treatment"}


def test_the_heading_stays_above_its_sentences() -> None:
    assert where(draft("The weeks to come", ORDERS), "The weeks to come") == {"treatment"}


def test_the_editor_is_told_that_the_sentences_decided() -> None:
    assert "“The weeks to come” names no section" in note_of(draft("The weeks to come", ORDERS))


@pytest.mark.parametrize(
    "heading",
    [
        "Complications",
        "Side effects",
        "Disclaimer",
        "More information",
        "Useful numbers and addresses",
        "Where can I find out more?",
        "Driving",
        "If it bleeds",
        "When it gets bad",
        "Red flags we know",
        "Problems",
        "Should I worry?",
        "Long-term problems",
        "Keeping safe tonight",
    ],
)
def test_some_headings_are_never_placed_by_their_sentences(heading: str) -> None:
    assert where(draft(heading, ORDERS), "Wear the sling") == {"-"}


@pytest.mark.parametrize(
    "body",
    [
        "Wear the sling for two weeks. A scan shows how tight the lining is.",
        "Wear the sling for two weeks.",
        "Wear the sling. Your fingers go white. The pain keeps coming. The hand is cold.",
        "Wear the sling. Put ice on it. You may feel a sharp pain in the chest.",
        "Wear the sling. Put ice on it. You are short of breath and have chest pain.",
        "Wear the sling. Put ice on it. Your hand is swollen.",
        "Wear the sling. Put ice on it. The tablets no longer help.",
        "Wear the sling. Put ice on it. Rest at home if the fingers go white.",
        "Wear the sling. Put ice on it. Go to the hospital if your fingers go white.",
        "Wear the sling. Put ice on it. It may be an emergency.",
        "- Wear the sling\n- white fingers\n- a cold hand",
        "Wear the sling. Put ice on it. It is serious when:\n- the fingers go white",
    ],
)
def test_sentences_that_do_not_agree_or_may_be_signs_decide_nothing(body: str) -> None:
    assert where(draft("The weeks to come", body), "Wear the sling") == {"-"}


def test_after_signs_every_sentence_must_agree() -> None:
    signs = "Call 911 if you have:\n- a white hand\n- chest pain\n\n## The weeks to come\n"
    agreeing = draft("Warning signs", signs + ORDERS)
    doubtful = draft("Warning signs", signs + ORDERS + " The hand is cold.")
    assert (where(agreeing, "Wear the sling"), where(doubtful, "The hand is cold")) == ({"treatment"}, {"-"})


def test_a_heading_with_others_below_it_is_not_placed_by_its_sentences() -> None:
    assert where(
        draft("Day by day", f"{ORDERS}\n\n### It strikes again\nThe hand is hot."), "hand is hot"
    ) == {"-"}


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("How did they find the tear?", "diagnosis"),
        ("How do doctors find it?", "diagnosis"),
        ("How will the team tell what it is?", "diagnosis"),
        ("How would I know that I have it?", "symptoms"),
        ("How can you tell if you have it?", "symptoms"),
        ("How does it affect sleep?", "symptoms"),
        ("How do stones affect the body?", "symptoms"),
        ("How can I get fewer flare-ups?", "prevention"),
        ("How can I get flare-ups less often?", "prevention"),
    ],
)
def test_a_heading_is_known_by_the_stems_of_its_words(heading: str, section: str) -> None:
    assert where(draft(heading, "Nobody can say so yet."), "Nobody can say") == {section}


def test_numbers_to_call_are_in_no_section_without_marks_either() -> None:
    numbers = f"{ORDERS}\n\nUseful numbers\nPlaster room: 01632 960 441"
    text = re.sub("^#+ ", "", LEAFLET.format(heading="Treatment", body=numbers), flags=re.MULTILINE)
    assert where(place(read_pasted(text), language="en"), "960 441") == {"-"}


@pytest.mark.parametrize("words", ["Wetting the nappy less often", "Fewer wet nappies", "Side effects"])
def test_no_line_of_a_list_of_signs_heads_a_section(words: str) -> None:
    text = LEAFLET.format(heading="Call 911 if you notice:", body=f"a white hand\n{words}\nchest pain")
    assert where(place(read_pasted(text), language="en"), "chest pain") == {"emergency"}


@pytest.mark.parametrize(
    "body",
    [
        "It spreads by touch. Do not share towels. Keep the child at home.",
        "It spreads by touch.\n\nDo not share towels. Keep the child at home.",
        "It spreads by touch.\n\nTo protect others\ndo not share towels\nwash your hands\nkeep the child at home",
    ],
)
def test_advice_below_the_causes_that_keeps_it_from_others_is_prevention(body: str) -> None:
    found = draft("Is it catching?", body)
    assert (where(found, "spreads by touch"), where(found, "at home")) == ({"causes"}, {"prevention"})


def test_a_paragraph_before_the_first_heading_that_describes_symptoms_is_among_them() -> None:
    text = "# Gout\n\nGout is a kind of arthritis.\n\nIt often starts at night. It can be red.\n\n## Treatment\nRest."
    found = place(read_pasted(text), language="en")
    assert (where(found, "arthritis"), where(found, "at night")) == ({"overview"}, {"symptoms"})


@pytest.mark.parametrize(
    "line",
    [
        "Based on NICE guideline NG232",
        "Royal College of Midwives, 2022",
        "References are available on request.",
    ],
)
def test_what_a_leaflet_rests_on_is_a_source_below_any_heading(line: str) -> None:
    found = draft("The weeks to come", f"{ORDERS}\n\n{line}")
    assert (where(found, line.rstrip(".")), where(found, "Wear the sling")) == ({"sources"}, {"treatment"})


@pytest.mark.parametrize(
    "line", ["Leaflet reviewed March 2024", "Pamphlet 0882E, revised May 2025", "Ref CED/14"]
)
def test_when_a_leaflet_was_made_is_no_source_of_it(line: str) -> None:
    assert where(draft("Sources", f"A textbook\n{line}"), line) == {"-"}


def test_a_source_among_the_last_lines_is_no_item_of_a_list() -> None:
    lines = "Ward office, weekdays 9 to 4\nRoyal College of Midwives, 2022\nAction on Elbows website"
    found = draft("The weeks to come", f"{ORDERS}\n\n{lines}")
    assert (where(found, "Royal College"), where(found, "Elbows website")) == ({"sources"}, {"sources"})
