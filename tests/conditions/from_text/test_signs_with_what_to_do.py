"""Signs that stand in one line with what to do, and orders that stand among signs."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from conditions.domain.from_text.shapes import Placed
from tests.conditions.from_text.test_getting_help import levels

START = "Sore elbow\n\n## What is it?\n\nIt is an illness of the arm.\n\n"


def placed(text: str) -> Placed:
    return place(read_pasted(START + text), language="en")


@pytest.mark.parametrize("mark", [" – ", " - ", " → ", " = ", " | ", ": ", " ("])
def test_a_row_of_a_sign_and_what_to_do_is_a_sign(mark: str) -> None:
    end = ")" if mark == " (" else ""
    rows = f"Purple stools{mark}go to A&E{end}\nGreen urine{mark}see your GP today{end}\nItching{mark}use a cream{end}"
    assert levels(START + rows, "Purple stools") == {"emergency"}
    assert levels(START + rows, "Green urine") == {"urgent"}
    assert levels(START + rows, "Itching") == {"overview"}


@pytest.mark.parametrize(
    "text",
    [
        "Purple stools – call 911",
        "**Purple stools – call 911**\n\n- for a day\n- at night",
        "## Call 911 for purple stools\n\n- at night",
        "Purple stools: call 911 if they last a day.",
        "Call 911 for purple stools or if you faint.",
        "Call 911 for purple stools, or when you faint.",
        "Go to the ER with purple stools, or if you faint.",
        "Talk to your doctor about purple stools when you are tired.",
        "Call us after purple stools if you are tired.",
    ],
)
def test_a_case_never_vanishes_into_the_words_that_the_page_replaces(text: str) -> None:
    found = placed(text)
    assert not [piece for piece in found.recognised if "urple stools" in piece.text]
    assert levels(START + text, "urple stools") & {"emergency", "call_provider", "-"}


def test_for_advice_is_no_case() -> None:
    found = placed("Call the clinic for advice if you are dizzy.")
    assert [piece.text for piece in found.recognised][1:] == ["Call the clinic for advice if"]


def test_what_to_do_besides_calling_is_listed() -> None:
    found = placed("If you have chest pain, call 911 and chew an aspirin.")
    assert [piece.text for piece in found.unplaced] == [", call 911 and chew an aspirin."]


@pytest.mark.parametrize(
    "order", ["Use cold packs", "Keep the arm raised", "Change the sling daily", "Take paracetamol"]
)
@pytest.mark.parametrize("start", ["", "- ", "3. "])
def test_an_order_among_signs_is_listed(order: str, start: str) -> None:
    text = f"{START}Call 911 if:\n{start}your lips swell\n{start}you cannot swallow\n{start}{order}"
    assert levels(text, order) == {"-"}


@pytest.mark.parametrize(
    "sign", ["use your inhaler more often", "keep being sick", "stop passing urine", "take too many"]
)
def test_what_you_do_is_no_order(sign: str) -> None:
    assert levels(f"{START}Call 911 if you:\n- faint\n- {sign}", sign[1:]) == {"emergency"}


@pytest.mark.parametrize("sign", ["use of the neck muscles to breathe", "drink much more than usual"])
def test_a_sign_that_begins_as_an_order_is_no_order(sign: str) -> None:
    assert levels(f"{START}Call 911 if:\n- a fit\n- {sign}", sign[1:]) == {"emergency"}


def test_a_lead_in_at_the_end_of_a_paragraph_leads_into_signs() -> None:
    text = f"{START}## More\n\nIt is high pressure. Seek help at once if you have:\n\na purple spot\na bad headache"
    assert levels(text, "purple spot") == {"emergency"}


def test_sentences_before_a_lead_in_are_not_taken_for_words_that_the_page_replaces() -> None:
    found = placed(
        "## Act now\n\nVery rarely a nerve is squeezed. The signs are\n\n- purple legs\n- numb legs"
    )
    assert [piece.text for piece in found.recognised][1:] == ["Act now", "The signs are"]


@pytest.mark.parametrize("lead", ["We want you to go to hospital", "I would like you to go to hospital"])
def test_a_wish_is_advice_as_well(lead: str) -> None:
    assert levels(f"{START}{lead} if you see purple spots.", "purple spots") == {"emergency"}


def test_the_following_are_reasons_leads_into_signs() -> None:
    text = "The following are reasons to go to hospital: a purple headache; weakness of one arm; a fit after a fall."
    assert levels(START + text, "purple headache") & {"emergency", "-"}
    assert levels(START + text.replace(": ", ":\n\n"), "purple headache") == {"emergency"}


def test_what_should_be_reported_soon_does_not_stay_in_a_text() -> None:
    text = "## Treatment\n\nRest. Purple palms should be reported to your midwife within 24 hours."
    assert levels(START + text, "Purple palms") == {"-"}


@pytest.mark.parametrize(
    "text", ["Ring the surgery for a dressing.", "They can be reached on 01632 960 111."]
)
def test_whom_to_call_without_a_case_does_not_stay_in_a_text(text: str) -> None:
    assert levels(f"{START}## Treatment\n\nA dry purple socket hurts. {text}", text) == {"-"}


def test_cases_that_make_a_sentence_too_long_are_parted() -> None:
    cases = "you see a purple spot on the skin of your arm, or if you feel very cold and start to shake, or if the skin"
    found = placed(
        f"Call 911 if {cases} around the sore elbow is hard, hot and shiny and the pain goes up the arm."
    )
    assert [sign.statement for sign in found.document.emergency][:2] == [
        "You see a purple spot on the skin of your arm", "You feel very cold and start to shake",
    ]  # fmt: skip


def test_what_a_reader_may_do_again_is_no_sign() -> None:
    text = "## When should I worry?\nAny baby under 3 months must be seen.\nChildren may return to nursery when well."
    assert "call_provider" not in levels(START + text, "return to nursery")


def test_a_greeting_is_no_title() -> None:
    found = place(read_pasted("Dear Mrs Example,\n\nYour elbow is sore. Rest it for a week."), language="en")
    assert "Example" not in found.document.title


def test_a_broken_line_of_a_list_of_semicolons_goes_on() -> None:
    text = "Call 911 if you have:\na fit; weakness or slurred speech that you\nhave not had before; a headache\nat night."
    assert levels(START + text, "that you have not had before") == {"emergency"}


def test_bare_numbers_count_headings() -> None:
    sections = ("1   What it is\nAn illness.", "2   What sets it off\nPurple work.", "3   Zebra\nStripes.")
    text = "\n\n".join(["Sore elbow", "It hurts.", *sections])
    assert levels(text, "Purple work") == {"causes"}
    assert levels(text, "Stripes") == {"-"}
