"""A line in a list of signs is a sign, although it begins with a word that sections begin with; and what follows the
list is not in it."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from tests.conditions.from_text.test_getting_help import levels

LEADS = [
    ("Call your doctor if", "call_provider"),
    ("Call 911 if you have:", "emergency"),
    ("Call 999 if you:", "emergency"),
]
BEGIN_LIKE_SECTIONS = [
    "Symptoms get worse", "Your symptoms return", "Symptoms that do not go away", "Signs of infection",
    "Signs of infection (redness, pus)", "Symptoms of a stroke", "Your medicine makes you dizzy", "Tests were positive",
    "Treatment does not work", "Self-care does not help", "Cause of fever is unknown", "Diagnosis is not clear",
    "Your recovery is slower than expected", "How you feel gets worse", "Signs of infection: redness and pus",
]  # fmt: skip
START = "Sore elbow\n\nTreatment\n\nRest the arm.\n\n"
END = "\n\nPrevention\n\nBend it."


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(("lead", "level"), LEADS)
@pytest.mark.parametrize("line", BEGIN_LIKE_SECTIONS)
def test_a_line_among_signs_is_no_heading_and_sinks_none_after_it(
    line: str, lead: str, level: str, gap: str
) -> None:
    first = gap.join([lead, line, "You cannot lift the purple cup"])
    second = gap.join([lead, "You have a fever", line, "You cannot lift the purple cup"])
    for signs in (first, second):
        for words in (line[1:], "purple cup"):
            assert levels(START + signs + END, words) <= {level, "-"}, signs
        assert levels(START + signs + END, "purple cup") == {level}, signs


@pytest.mark.parametrize(
    "items",
    [
        "- **Signs of infection:** redness and pus\n- a purple cup that you cannot lift",
        "1. Signs of infection\n2. Signs of dehydration\n3. a purple cup that you cannot lift",
        "- fever\n- **Symptoms return.** More pain\n- a purple cup that you cannot lift",
    ],
)
def test_an_item_among_signs_is_no_heading(items: str) -> None:
    assert levels(f"{START}Call 911 if you have:\n\n{items}{END}", "purple cup") <= {"emergency", "-"}


@pytest.mark.parametrize(
    "heading",
    [
        "Prevention",
        "Treatment for sore elbows",
        "What can be done",
        "How is it treated?",
        "Recovery after surgery",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_next_section_begins_after_signs_all_the_same(heading: str, gap: str) -> None:
    text = f"{START}Call 911 if\nYou faint\nYour lips are blue{gap}{heading}\nDrink purple tea."
    assert levels(text, "purple tea") <= {"treatment", "prevention"}


@pytest.mark.parametrize("heading", ["Taking care of yourself", "Wound care", "Next steps", "Remember"])
@pytest.mark.parametrize("marks", ["", "- "])
def test_what_stands_apart_after_the_signs_is_no_sign(heading: str, marks: str) -> None:
    signs = f"Get help now\nCall 911 if you:\n{marks}faint\n\nLet your care team know if\n{marks}You are sad"
    text = f"{START}{signs}\n\n{heading}\nDrink purple tea every day. Stay in touch with friends."
    for words in ("purple tea", heading):
        assert not levels(text, words) & {"emergency", "urgent", "call_provider"}


@pytest.mark.parametrize("line", ["Symptoms get worse", "Treatment is not always needed"])
def test_a_sentence_that_begins_like_a_heading_is_none(line: str) -> None:
    text = f"Sore elbow\n\nWhat is it?\n\nA sore arm.\n{line}\n\nTreatment\n\nDrink purple tea."
    assert levels(text, line) == {"overview"}


SIGNS_IN_LAYOUTS = {
    "marked": "When to call 911\n\n- you faint\n- your lips are blue",
    "led": "When to get help right away\n\nCall 911 if:\n- you faint\n- your lips are blue",
    "unmarked": "When to call 911\n\nYou faint\nYour lips are blue",
    "sentences": "When to call 911\n\nYou faint.\nYour lips are blue.",
    "sentence": "When to call 911\n\nCall 911 if you faint or your lips are blue.",
}


@pytest.mark.parametrize("signs", SIGNS_IN_LAYOUTS.values(), ids=list(SIGNS_IN_LAYOUTS))
@pytest.mark.parametrize(
    "heading", ["Wound care", "Diet", "Bathing", "Next steps", "Taking care of yourself"]
)
@pytest.mark.parametrize("body", ["\n- Drink purple tea\n- Rest", "\n\n- Drink purple tea\n- Rest"])
def test_a_list_below_a_few_words_that_stand_after_the_signs_is_no_list_of_signs(
    signs: str, heading: str, body: str
) -> None:
    text = f"Sore elbow\n\nWhat is it?\n\nA sore arm.\n\n{signs}\n\n{heading}{body}"
    assert levels(text, "purple tea") <= {"treatment", "-"}
    assert "emergency" not in levels(text, heading)
    assert levels(text, "lips are blue") == {"emergency"}


def test_the_editor_is_asked_to_look_below_words_that_may_group_signs() -> None:
    text = (
        "Sore elbow\n\nWhen to call 911\n\nHeart attack\n- chest pain\n\nStroke\n- a purple cup that droops"
    )
    assert levels(text, "purple cup") == {"-"}
    notes = place(read_pasted(text), language="en").notes
    assert "“Stroke”, below “When to call 911”" in "".join(notes)


@pytest.mark.parametrize(
    "words",
    ["In babies", "Children under five", "You are pregnant", "Other warning signs", "Fever with a rash"],
)
def test_words_that_may_be_a_sign_or_say_for_whom_head_nothing(words: str) -> None:
    text = f"Sore elbow\n\nWhen to call 911\n\n- chest pain\n\n{words}\n- a purple cup"
    assert levels(text, "purple cup") == {"emergency"}


def test_what_to_do_after_an_emergency_number_is_no_sign() -> None:
    text = "Asthma\n\nWhat to do:\nSit up\nCall 000\nKeep giving 4 puffs of the purple inhaler"
    assert "emergency" not in levels(text, "purple inhaler")


def test_signs_that_somebody_needs_help_are_signs() -> None:
    text = "Asthma\n\nSigns your child needs help fast:\nA purple cup\nGrey lips\n\nTreatment\n\nRest."
    assert levels(text, "purple cup") == {"emergency"}


def test_what_to_talk_about_is_no_sign() -> None:
    text = f"{START}Talk to your doctor or midwife about:\n- another purple cup\n- how you feel"
    assert not levels(text, "purple cup") & {"emergency", "urgent", "call_provider"}


def test_lines_that_stand_apart_after_a_list_of_signs_are_none() -> None:
    signs = "Call us at 555-0101 for:\nBleeding\nVision changes\n\nFor emergencies, dial 911."
    text = f"Sinus surgery\n\n{signs}\n\nDiet\nEat purple food for a week.\nDrink water."
    assert not levels(text, "purple food") & {"emergency", "urgent", "call_provider"}


@pytest.mark.parametrize(
    "order", ["Bring your list of medicines", "Bring your medicines", "Do not bend the hip"]
)
@pytest.mark.parametrize("lead", ["Call your doctor if", "REASONS TO GO TO THE EMERGENCY ROOM"])
def test_an_order_among_signs_heads_nothing_and_sinks_no_sign_after_it(order: str, lead: str) -> None:
    text = f"Sore elbow\n\n{lead}\nA blue foot\n{order}\nA purple hand\nA cold hand"
    level = "emergency" if lead.isupper() else "call_provider"
    assert levels(text, "purple hand") == {level}
    assert levels(text, order) <= {"-"}


def test_how_long_it_takes_ends_a_list_of_signs_without_marks() -> None:
    text = "Sore elbow\n\nCall us if\nA blue foot\nThe cast cracks\nHow long it takes\nMost need six purple weeks"
    assert levels(text, "purple weeks") <= {"-", "treatment"}
