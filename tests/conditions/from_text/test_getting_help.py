"""Whom to contact, how soon, and "if": whatever words a leaflet takes for them, and wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.domain.document import SIGN_SECTIONS, document_json
from conditions.domain.from_text.getting_help import heading_level
from conditions.domain.from_text.help_kinds import may_be_an_emergency
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted

CASE = "you cannot lift the purple cup"
WAYS = st.sampled_from(
    ["Call", "Contact", "Ring", "Phone", "Speak to", "Talk with", "Make an appointment with", "Book a visit with", "See",
     "Please contact", "You should call", "Follow up with", "Get in touch with", "Visit", "Arrange to see", "Consult"]
)  # fmt: skip
PEOPLE = st.sampled_from(
    ["your GP", "a doctor", "your healthcare provider", "the nurse", "your surgery", "the clinic", "a pharmacist", "us",
     "your physical therapist", "our physiotherapist", "your primary care doctor", "the practice", "your care team"]
)  # fmt: skip
AT_ONCE = st.sampled_from(
    ["Call 911", "Dial 999", "Ring 112 for an ambulance", "Go to A&E", "Go to the ER", "Go straight to casualty",
     "Get to the nearest emergency department", "See a doctor right away", "Get medical help immediately",
     "Go to hospital straight away", "Phone your surgery at once", "Call your provider now"]
)  # fmt: skip
TODAY = st.sampled_from(
    ["See a doctor today", "Call your provider the same day", "Ask for an urgent GP appointment", "Contact NHS 111",
     "Speak to a nurse within 24 hours", "Visit an urgent care clinic", "Get medical advice urgently"]
)  # fmt: skip
CONJUNCTIONS = st.sampled_from(["if", "when", "if:", "as soon as"])


def leaflets(lead: str, case: str) -> list[str]:
    """The same advice in the layouts that people choose; always under or after something else."""
    start = "Sore elbow\n\nTreatment\n\nRest the arm for two days.\n\n"
    colon = lead if lead.endswith(":") else f"{lead}:"
    return [
        f"{start}{lead.rstrip(':')} {case}.",
        f"{start}{lead}\n\n{case}\nit is still sore",
        f"{start}{colon}\n- {case}\n- it is still sore",
        f"# Sore elbow\n\n## How it is diagnosed\n\nWe look at it.\n\n## {lead}\n\n- {case}\n- it is still sore",
        f"# Sore elbow\n\n## Treatment\n\nRest it.\n\n**{colon}**\n\n* {case}\n* it is still sore",
        f"<h1>Sore elbow</h1><h2>Causes</h2><p>Work.</p><p><b>{colon}</b></p><ul><li>{case}</li><li>it is sore</li></ul>",
        f"Sore elbow\n\nIt hurts. Most of the time rest helps. {lead.rstrip(':')} {case}. Stretch the arm later.",
    ]


def levels(text: str, words: str) -> set[str]:
    """Where `words` stand: sections, or "-" when they are listed as not placed."""
    placed = place(read_pasted(text), language="en")
    found = {name for name, value in document_json(placed.document).items() if words in str(value)}
    return found | {"-" for piece in placed.unplaced if words in piece.text}


@settings(max_examples=150, deadline=None)
@given(st.builds("{} {} {}".format, WAYS, PEOPLE, CONJUNCTIONS))
def test_any_way_to_contact_anybody_leads_into_signs(lead: str) -> None:
    for text in leaflets(lead, CASE):
        found = levels(text, "purple cup")
        assert found
        assert found <= set(SIGN_SECTIONS), text


@settings(max_examples=100, deadline=None)
@given(st.builds("{} {}".format, AT_ONCE, CONJUNCTIONS))
def test_what_is_asked_for_at_once_is_an_emergency_in_any_layout(lead: str) -> None:
    for text in leaflets(lead, CASE):
        assert levels(text, "purple cup") == {"emergency"}, text


@settings(max_examples=100, deadline=None)
@given(st.builds("{} {}".format, TODAY, CONJUNCTIONS))
def test_what_is_asked_for_today_is_never_milder_in_any_layout(lead: str) -> None:
    for text in leaflets(lead, CASE):
        assert levels(text, "purple cup") <= {"urgent", "emergency"}, text


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Make an appointment with your GP if", "call_provider"),
        ("When should I worry?", "call_provider"),
        ("Non-urgent advice: See a GP if:", "call_provider"),
        ("Yellow flags (tell your physical therapist at your next visit)", "call_provider"),
        ("Urgent GP appointment if:", "urgent"),
        ("Same-day review by a doctor when:", "urgent"),
        ("999 or nearest ED if:", "emergency"),
        ("Red flags", "emergency"),
        ("About this condition", None),
        ("Do I have a frozen shoulder?", None),
        ("Tests you may need", None),
        ("What will happen at your appointment", None),
        ("When you do not need to see a doctor", None),
    ],
)
def test_a_heading_says_how_urgent_it_is(heading: str, level: str | None) -> None:
    assert heading_level(heading) == level


@pytest.mark.parametrize(
    "sentence",
    [
        "It may be a stroke, which is a medical emergency.",
        "A hot, swollen calf needs urgent attention.",
        "Somebody who faints must be taken to hospital immediately.",
        "The emergency department is the place for sudden weakness.",
    ],
)
def test_what_may_be_an_emergency_is_listed_and_not_left_in_a_text(sentence: str) -> None:
    text = f"Sore elbow\n\nTreatment\n\nRest the arm. {sentence} Use ice.\n\n- Rest\n- {sentence}\n- Ice"
    assert may_be_an_emergency(sentence)
    assert levels(text, sentence.rstrip(".")) == {"-"}


@pytest.mark.parametrize("sentence", ["This is not an emergency.", "You can go back to work right away."])
def test_a_calm_sentence_stays_in_its_text(sentence: str) -> None:
    assert levels(f"Sore elbow\n\nTreatment\n\nRest the arm. {sentence}", sentence) == {"treatment"}


def test_an_emergency_in_a_milder_list_is_raised_and_the_editor_told() -> None:
    text = "Sore elbow\n\nCall your doctor if:\n- it is sore\n- the purple cup falls (this is an emergency)"
    placed = place(read_pasted(text), language="en")
    assert "purple cup" in placed.document.emergency[0].statement
    assert any("asks for more haste than its list" in note for note in placed.notes)


def test_a_list_whose_lead_in_may_be_an_emergency_is_listed_whole() -> None:
    text = "Sore elbow\n\nTreatment\n\nRest it.\n\nSigns for an ambulance:\n- a purple hand\n- a cold hand"
    assert levels(text, "purple hand") == {"-"}


def test_a_heading_that_may_be_an_emergency_takes_its_text_out_of_the_section_above() -> None:
    text = "# Sore elbow\n\n## Treatment\n\nRest it.\n\n### Ambulance\n\nA purple hand.\n\n- a cold hand"
    assert levels(text, "purple hand") == {"-"}
    assert levels(text, "cold hand") == {"-"}


def test_items_below_an_item_get_its_words_without_any_of_these() -> None:
    text = "Sore elbow\n\nCall your doctor if:\n- You have any of these:\n  - a purple hand\n- it is sore"
    placed = place(read_pasted(text), language="en")
    assert [sign.statement for sign in placed.document.call_provider] == [
        "You have a purple hand",
        "It is sore",
    ]


def test_advice_that_stays_in_a_text_is_named_to_the_editor() -> None:
    text = "Sore elbow\n\nTreatment\n\nRest it. Tell your doctor if you take purple pills."
    placed = place(read_pasted(text), language="en")
    assert levels(text, "purple pills") == {"treatment"}
    assert any("Tell your doctor if you take purple pills" in note for note in placed.notes)


def test_a_question_before_an_order_is_the_sign() -> None:
    text = "Sore elbow\n\nTreatment\n\nRest it. Wheezing or a tight purple chest? Call 111 today."
    assert levels(text, "tight purple chest") == {"urgent"}


def test_a_sentence_before_an_order_stays_with_it() -> None:
    text = "Sore elbow\n\nTreatment\n\nRest it. Purple lips can mean a clot. Dial 999."
    assert levels(text, "Purple lips can mean a clot. Dial 999.") == {"-"}


def test_what_stands_before_the_advice_in_one_sentence_is_listed() -> None:
    text = "Sore elbow\n\nTreatment\n\nMost purple elbows get better at home, but see your doctor if it hurts at night."
    assert levels(text, "Most purple elbows") == {"-"}
    assert levels(text, "hurts at night") == {"call_provider"}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_may_be_an_emergency_does_not_vanish_among_the_sources(between: str) -> None:
    warning = "If pain is sudden and severe, it may be an emergency."
    source = "Source: NHS, Plantar fasciitis, https://www.nhs.uk/conditions/plantar-fasciitis/"
    placed = place(
        read_pasted(between.join(["Sore heel\n\nYour heel is sore.\n", source, warning])), language="en"
    )
    assert any(warning in one.text for one in placed.unplaced)
    assert warning not in str(document_json(placed.document).get("sources", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "I would be grateful if you would contact the surgery if {}.",
        "We would be glad for you to ring the ward when {}.",
        "We ask that you will call the clinic if {}.",
    ],
)
def test_a_polite_letter_asks_for_help_as_well(sentence: str) -> None:
    text = f"# Sore elbow\n\n## Treatment\n\nRest it.\n\n{sentence.format(CASE)}"
    assert levels(text, CASE[4:]) == {"call_provider"}


@pytest.mark.parametrize("heading", ["Summon an ambulance", "Alert the paramedics", "Do not wait - 999"])
def test_a_heading_that_sends_for_an_emergency_leads_into_signs(heading: str) -> None:
    assert levels(f"# Sore elbow\n\n## {heading}\n\n- when {CASE}\n- a cold hand", CASE[4:]) == {"emergency"}


@pytest.mark.parametrize("same", ["Do the same", "Do this too", "Please do this as well"])
@pytest.mark.parametrize(
    ("lead", "level"), [("Call 999", "emergency"), ("Ask for an urgent appointment", "urgent")]
)
def test_to_do_the_same_is_as_urgent_as_the_sentence_before(same: str, lead: str, level: str) -> None:
    text = f"Sore elbow\n\nWhen to get help\n{lead} if you faint. {same} if {CASE}."
    assert levels(text, "annot lift the purple cup") == {level}


def test_to_do_the_same_as_something_else_is_no_sign() -> None:
    text = f"Sore elbow\n\nTreatment\nRest the arm. Do the same if {CASE}."
    assert levels(text, "purple cup") <= {"treatment", "-"}


@pytest.mark.parametrize("lead", ["You should also make an appointment", "Book a routine visit"])
def test_an_appointment_needs_nobody_to_be_named(lead: str) -> None:
    assert levels(f"Sore elbow\n\nTreatment\nRest. {lead} if {CASE}.", "purple cup") == {"call_provider"}


def test_something_may_be_the_case() -> None:
    text = f"Sore elbow\n\nTreatment\nRest. If something bites you, or {CASE}, let us know today."
    assert levels(text, "purple cup") == {"urgent"}
