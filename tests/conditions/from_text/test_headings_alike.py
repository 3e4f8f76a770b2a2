"""In a text without marks a line is a heading when it stands as the known headings of the same text do."""

from __future__ import annotations

import pytest

from tests.conditions.from_text.test_getting_help import levels

KNOWN = (
    "Frozen shoulder\n\nWhat is it?{0}A stiff joint.\n\nSymptoms{0}It is sore. It is stiff.\n\n"
    "Diagnosis{0}The doctor turns the arm. A scan is not needed.\n\n"
)
SIGNS = "Call 999 if\nYou faint\nYour lips are blue\n\n"
ORDERS = "Wear the purple sling at night.\nPut ice on it.\nMove the fingers every hour."


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("before", ["", SIGNS])
@pytest.mark.parametrize("heading", ["Daily care", "Weeks to come", "Walking", "Afterwards", "Day by day"])
def test_a_line_that_stands_as_the_known_headings_do_heads_what_follows(
    heading: str, before: str, gap: str
) -> None:
    text = f"{KNOWN.format(gap)}{before}{heading}{gap}{ORDERS}"
    assert levels(text, "purple sling") == {"treatment"}


@pytest.mark.parametrize("heading", ["Daily care", "Weeks to come", "Walking", "Afterwards"])
@pytest.mark.parametrize("body", [ORDERS, ORDERS.replace("\n", " ")])
def test_a_text_without_empty_lines_has_its_headings_too(heading: str, body: str) -> None:
    text = f"{KNOWN}{heading}\n{body}\nPrevention\nStretch every day.".format("\n").replace("\n\n", "\n")
    assert levels(text, "purple sling") == {"treatment"}


@pytest.mark.parametrize("line", ["Fits", "Blue lips", "Feeling faint", "Swollen legs", "Bleeding"])
@pytest.mark.parametrize("end", ["", "."])
def test_a_line_among_signs_heads_nothing_in_a_text_without_empty_lines(line: str, end: str) -> None:
    signs = (
        f"Call 999 if you have\nChest pain{end}\nA cold hand.\n{line}\nA purple foot.\nPrevention\nStretch."
    )
    text = KNOWN.format("\n").replace("\n\n", "\n") + signs
    assert levels(text, "purple foot") <= {"emergency", "-"}


def test_each_question_is_a_heading_without_empty_lines() -> None:
    text = "Reflux\nQ: What is it?\nA: Purple milk.\nQ: When will it go?\nA: By the first birthday."
    assert levels(text, "first birthday") == {"-"}


def test_a_heading_right_below_another_one_is_part_of_its_section() -> None:
    text = f"{KNOWN.format(chr(10))}Treatment\n\nEvery day\nPurple pads help.\n\nAt night\nSome people like a sling."
    assert levels(text, "Purple pads") == {"treatment"}
    assert levels(text, "Some people") == {"treatment"}


@pytest.mark.parametrize(
    "line", ["Fits", "Blue lips", "Feeling faint", "Swollen legs", "Weakness", "Walking is hard", "Bleeding"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("end", ["", "."])
def test_an_empty_line_in_a_list_of_signs_sinks_none_of_them(line: str, gap: str, end: str) -> None:
    signs = f"Call 999 if you have\nchest pain{end}\na cold hand{end}\n\n{line}{end}\nA purple foot{end}"
    text = KNOWN.format(gap) + signs
    assert levels(text, "purple foot") <= {"emergency", "-"}
    assert levels(text, line[1:]) <= {"emergency", "-"}


def test_lines_of_a_list_with_empty_lines_between_them_head_nothing() -> None:
    items = "Aching at night\n\nWeak grip\n\nPurple fingers\n\nIt often lasts for years."
    text = KNOWN.format("\n\n") + "What you may notice\n\n" + items
    assert levels(text, "Purple fingers") == {"symptoms"}


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("How to stop it coming back", "prevention"),
        ("How to avoid another one", "prevention"),
        ("The vaccine", "prevention"),
        ("Keeping your bones strong", "prevention"),
        ("How it is found", "diagnosis"),
        ("Is it catching?", "causes"),
        ("Steroid creams", "treatment"),
        ("Your tablets", "treatment"),
        ("Will antibiotics help?", "treatment"),
        ("What happened", "overview"),
        ("How do I know I have it?", "symptoms"),
        ("Easing the symptoms", "treatment"),
        ("How do doctors recognise it?", "diagnosis"),
        ("Looking after your feet in future", "prevention"),
        ("During an attack", "treatment"),
    ],
)
@pytest.mark.parametrize("before", ["", SIGNS])
def test_more_headings_are_known_without_marks(heading: str, section: str, before: str) -> None:
    text = f"{KNOWN.format(chr(10))}{before}{heading}\nNobody has purple words for that."
    assert levels(text, "purple words") == {section}


@pytest.mark.parametrize("said", ["Start to walk as soon as you can.", "Rest if you need to."])
def test_an_order_without_anybody_to_call_is_no_haste(said: str) -> None:
    text = KNOWN.format("\n") + f"Back to normal\nWear the purple sling. {said}"
    assert levels(text, "purple sling") == {"treatment"}


def test_what_is_to_come_and_normal_is_a_symptom() -> None:
    said = "The purple arm will be sore. It is normal to feel tired. You may have cramps at night."
    text = f"{KNOWN.format(chr(10))}What to expect\n{said}"
    assert levels(text, "purple arm") == {"symptoms"}


@pytest.mark.parametrize(
    "said",
    ["The hand is cold.", "Call 999 if you faint.", "You cannot move it.", "You may need to go to A&E."],
)
@pytest.mark.parametrize("before", ["", SIGNS])
def test_what_may_be_a_sign_is_never_what_is_to_come(said: str, before: str) -> None:
    expected = f"What to expect\nIt is normal to feel tired. The purple hand stops moving. {said}"
    text = KNOWN.format("\n") + before + expected
    assert levels(text, "purple hand") == {"-"}


def test_whose_leaflet_it_is_stands_in_no_text() -> None:
    text = "Frozen shoulder\nPurple ward, Example Hospital\n\nWhat is it?\nA stiff joint."
    assert levels(text, "Purple ward") == {"-"}
