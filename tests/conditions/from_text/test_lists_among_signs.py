"""Lists and headings below a sign heading: signs are taken, what asks for no help is listed, and nothing gets lost."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from tests.conditions.from_text.test_getting_help import levels

URGENT = (
    "# Heart attack\n\n## What it is\n\nA clot.\n\n## Emergency help\n\nCall 911 if you have chest pain.\n\n"
)
NO_SIGNS = [
    "While you wait:", "What to bring:", "Please note the following:", "Preparing for your visit:", "You should:",
    "What the doctor will do:", "Useful numbers:", "Before your appointment:", "Bring:", "Wait for help and:",
    "Take with you:", "Green (stay at home):", "Looking after it at home:",
    "Do the following:", "Until the ambulance comes:", "Questions to ask:", "The nurse may:", "Do not:", "Sit down and:",
]  # fmt: skip
SIGNS = [
    "Any of these:",
    "You have:",
    "Signs of a stroke:",
    "Other warning signs include:",
    "Watch out for the following:",
]
FOR_WHOM = [
    "You are pregnant and:",
    "Your child is under two and:",
    "In babies:",
    "For older people:",
    "You have a stent and:",
]


@pytest.mark.parametrize("lead", NO_SIGNS)
@pytest.mark.parametrize(
    "layout",
    ["{}\n\n- a purple cup\n- a hat", "{}\na purple cup\na hat", "### {}\n\n- a purple cup\n- a hat"],
)
def test_a_list_that_asks_for_no_help_is_listed(layout: str, lead: str) -> None:
    assert levels(URGENT + layout.format(lead), "purple cup") <= {"-", "diagnosis", "treatment"}


@pytest.mark.parametrize("lead", SIGNS)
def test_a_list_of_signs_is_taken_as_signs(lead: str) -> None:
    assert levels(f"{URGENT}{lead}\n- a purple cup\n- a hat", "purple cup") == {"emergency"}


@pytest.mark.parametrize("lead", FOR_WHOM)
def test_for_whom_a_list_counts_is_kept_beside_its_signs(lead: str) -> None:
    text = f"{URGENT}{lead}\n- a purple cup\n- a hat"
    assert levels(text, "purple cup") == {"emergency"}
    assert levels(text, lead) == {"-"}


@pytest.mark.parametrize(
    ("heading", "lead", "item", "sign"),
    [
        (
            "When to call 911",
            "Chest pain that:",
            "spreads to your arm",
            "Chest pain that spreads to your arm",
        ),
        ("When to call 911", "Chest pain that:", "is crushing", "Chest pain that is crushing"),
        ("Call your doctor", "The cast:", "feels too tight", "The cast feels too tight"),
        ("Call your doctor", "Your fingers turn:", "blue", "Your fingers turn blue"),
        ("When to call 911", "Heart:", "a fast pulse", "A fast pulse"),
        ("When to call 911", "What to look for:", "a fast pulse", "A fast pulse"),
    ],
)
def test_a_noun_or_verb_that_leads_into_a_list_of_signs_is_kept_with_them(
    heading: str, lead: str, item: str, sign: str
) -> None:
    for text in (f"{lead}\n\n- {item}\n- you faint", f"{lead}\n{item}\nyou faint"):
        page = f"# Broken wrist\n\n## What it is\n\nA break.\n\n## {heading}\n\n{text}"
        assert levels(page, sign) == {"emergency" if "911" in heading else "call_provider"}
        assert "-" in levels(page, lead)


@pytest.mark.parametrize(
    "lead",
    [
        "Is hard to wake and:",
        "After the fever comes back:",
        "The tips of your fingers:",
        "Rest does not help and:",
    ],
)
def test_a_lead_in_that_only_sounds_like_an_instruction_leads_into_signs(lead: str) -> None:
    assert levels(f"{URGENT}{lead}\n- a purple cup\n- a hat", "purple cup") == {"emergency"}


@pytest.mark.parametrize("heading", ["Adults", "Symptoms", "What the doctor will do"])
def test_a_heading_below_a_sign_heading_takes_its_text_out_of_the_signs(heading: str) -> None:
    text = f"# Heart attack\n\n## What it is\n\nA clot.\n\n## When to see a doctor\n\n### {heading}\n\n- a purple cup"
    assert levels(text, "purple cup") <= {"-", "diagnosis"}


def test_an_unknown_heading_below_a_sign_heading_is_named_to_the_editor() -> None:
    text = f"{URGENT}### Adults\n\n- a purple cup"
    assert any("“Adults”" in note for note in place(read_pasted(text), language="en").notes)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please call the clinic if you cannot keep your purple appointment.",
        "Call us if you would like the purple one in another language.",
        "See your GP if you need a purple sick note.",
    ],
)
def test_what_is_about_an_appointment_or_a_paper_is_no_sign(sentence: str) -> None:
    assert levels(f"Sore elbow\n\nTreatment\n\nRest the arm.\n\n{sentence}", "purple") <= {"-", "treatment"}


@pytest.mark.parametrize("heading", ["How is it treated", "Symptoms"])
@pytest.mark.parametrize("lead", ["It can be caused by", "It can be caused by:", "Common causes include:"])
def test_a_lead_in_that_tells_its_section_counts_more_than_the_heading(lead: str, heading: str) -> None:
    text = f"Back pain\n\n{heading}\n\n- Rest\n- Ice\n\n{lead}\n\n- a purple cup\n- a hat"
    assert levels(text, "purple cup") == {"causes"}


BROKEN = [
    ["Severe pain in the arm that does", "not go away with a purple cup", "Blue lips", "A new rash"],
    [
        "Pus or fluid from the area",
        "You are confused, or very hard to",
        "wake with a purple cup",
        "A new rash",
    ],
    ["A fever of more than the", "38 of a purple cup", "Blue lips that do not turn red"],
]


@pytest.mark.parametrize("lines", BROKEN)
def test_a_sign_without_a_mark_that_was_broken_to_fit_is_one_sign(lines: list[str]) -> None:
    placed = place(read_pasted("\n".join(["Sore elbow\n\nCall 911 if:", *lines])), language="en")
    assert len(placed.document.emergency) == len(lines) - 1


def test_short_signs_that_begin_small_stay_apart() -> None:
    text = (
        "Sore elbow\n\nCall 911 if:\nChest pain\nshort of breath\nFever\nchills\nVomiting that lasts all day"
    )
    assert len(place(read_pasted(text), language="en").document.emergency) == 5


def test_an_item_that_says_not_to_call_is_no_sign() -> None:
    text = f"{URGENT}Any of these:\n- a hat\n- You do not need to call for a purple cup"
    assert levels(text, "purple cup") == {"-"}


def test_what_you_should_do_is_no_sign_after_signs_in_sentences() -> None:
    text = "Sore knee\n\nGo to A&E if:\n\nYour calf is hot.\n\nYou should not drive a purple cup.\n\nIce it."
    assert not levels(text, "purple cup") & {"emergency", "urgent", "call_provider"}
