"""Whoever is to be contacted, and however somebody is taken there: no emergency stays in a text."""

from __future__ import annotations

import pytest

from conditions.domain.from_text import help_kinds
from conditions.domain.from_text.help_kinds import may_be_an_emergency
from tests.conditions.from_text.test_getting_help import leaflets, levels

AT_ONCE = [
    "Contact the ward immediately if", "Ring the maternity unit straight away if", "Call Poison Control right away if",
    "Take your child to hospital if", "Come to hospital if", "Immediate medical attention is required if",
    "Come straight back to the ward if", "Take him straight to the emergency department when", "Call 988 if",
    "Rush her to hospital if",
    "Your child must be seen by a doctor at once if", "Bring your child to the emergency room if",
]  # fmt: skip
SOON = [
    "Go to an urgent treatment centre if", "An urgent referral is needed if", "Ask to be seen today if",
    "Your child needs to see a doctor today if", "Phone the transplant coordinator urgently if",
]  # fmt: skip
ANY_TIME = [
    "Bring your child back if", "Take him to the doctor if", "Alert your doctor if", "Page the doctor on call if",
    "Text the nurse if", "Call your health visitor if", "Your GP should check you if", "A doctor should examine you if",
    "It is time to see a doctor when", "Consider seeing a doctor if", "Think about seeing your GP if",
    "You might want to see a doctor if", "Medical review is needed if", "Worry if",
    "Get it looked at if", "Summon help if",
]  # fmt: skip
CASE = "you cannot lift the purple cup"
NO_NAME_FOR_IT = [
    "Go to the stroke house straight away if you cannot lift the purple cup.",
    "Take your child to the big house now if she cannot lift the purple cup.",
]
WHOEVER = [
    ("Phone the zebra line urgently if", {"urgent"}), ("You must ring Anna at once when", {"emergency"}),
    ("Ring the plaster room if", {"call_provider"}), ("Call Dr. Smith if", {"call_provider"}),
    ("Call your cardiologist if", {"call_provider"}), ("Call 555-123-4567 if", {"call_provider"}),
    ("Notify your oncologist right away if", {"emergency"}), ("Let your key worker know if", {"call_provider"}),
    ("Call now if", {"emergency"}), ("Call within 24 hours if", {"urgent"}), ("Phone straight away if", {"emergency"}),
    ("Seek urgent review if", {"urgent"}), ("Call the number below today if", {"urgent"}),
    ("Contact your GP as soon as possible if", {"urgent"}), ("Do not wait, call if", {"emergency"}),
    ("You need urgent care if", {"urgent"}), ("Feel free to call if", {"call_provider"}),
    ("Call EMS if", {"emergency"}), ("Dial 15 if", {"emergency"}), ("Dial 1-1-2 if", {"emergency"}),
    ("Call 108 if", {"emergency"}), ("Call 811 if", {"call_provider"}), ("Call 111 if", {"urgent"}),
]  # fmt: skip


@pytest.mark.parametrize("lead", AT_ONCE)
def test_at_once_is_an_emergency_or_listed_in_any_layout(lead: str) -> None:
    for text in leaflets(lead, CASE):
        assert levels(text, "purple cup") <= {"emergency", "-"}, text


@pytest.mark.parametrize("lead", SOON)
def test_soon_is_never_milder_in_any_layout(lead: str) -> None:
    for text in leaflets(lead, CASE):
        assert levels(text, "purple cup") <= {"emergency", "urgent", "-"}, text


@pytest.mark.parametrize("lead", ANY_TIME)
def test_advice_to_get_help_is_a_sign_or_listed_in_any_layout(lead: str) -> None:
    for text in leaflets(lead, CASE):
        assert levels(text, "purple cup") <= {"emergency", "urgent", "call_provider", "-"}, text


@pytest.mark.parametrize("sentence", NO_NAME_FOR_IT)
def test_haste_in_some_case_is_listed_whoever_is_to_help(sentence: str) -> None:
    assert levels(f"Sore elbow\n\nTreatment\n\nRest the arm. {sentence} Use ice.", "purple cup") == {"-"}


@pytest.mark.parametrize(("lead", "level"), WHOEVER)
def test_a_lead_in_that_says_to_call_leads_into_signs_whoever_is_called(lead: str, level: set[str]) -> None:
    for text in leaflets(lead, CASE):
        assert levels(text, "purple cup") == level, text


@pytest.mark.parametrize(
    "sentence",
    [
        "Contact lenses should be taken out when your eyes are purple.",
        "Contact dermatitis gets worse if your skin is purple.",
        "Seek shade when the sky is purple.",
        "Ring fingers swell more when they are purple.",
        "Page three shows what to do if it is purple.",
    ],
)
def test_a_sentence_that_calls_nobody_stays_in_its_text(sentence: str) -> None:
    assert levels(f"Sore elbow\n\nTreatment\n\nRest the arm. {sentence}", "purple") == {"treatment"}


@pytest.mark.parametrize(
    "fact",
    [
        "About 1 in 1,000 people get it",
        "Use less than 2,000 mg of sodium a day",
        "Walk 10,000 steps",
        "112/70 is usual",
    ],
)
def test_a_number_that_nobody_dials_is_no_emergency(fact: str) -> None:
    assert not may_be_an_emergency(fact)


def test_the_case_may_stand_far_behind_the_verb() -> None:
    assert may_be_an_emergency(f"Phone the desk at once, {'day or night, ' * 40}if the cup is purple")
    assert not may_be_an_emergency("If the cup is purple, it is at once clear: phone the desk")


def test_the_verbs_of_a_line_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []

    class Counted:
        def search(self, said: str) -> None:
            searched.append(len(said))

    monkeypatch.setattr(help_kinds, "_SENDS", Counted())
    may_be_an_emergency("at once " + "please go " * 50)
    may_be_an_emergency("at once " + "please go to the desk " * 50 + "if")
    assert len(searched) == 1


@pytest.mark.parametrize(
    "line", ["This needs emergency treatment in hospital", "A stroke is an emergency: dial 999."]
)
def test_what_may_be_an_emergency_is_not_the_line_under_the_title(line: str) -> None:
    assert levels(f"# Sore elbow\n\n{line}\n\n## What is it?\n\nThe elbow hurts.", line) == {"-"}


def test_what_stands_among_signs_goes_into_no_text_when_no_heading_names_a_section() -> None:
    text = "# Gout\n\nA sore toe.\n\n## Call your doctor if:\n\n- a fever\n\nThe tablets no longer help against the pain."
    assert levels(text, "no longer help") == {"-"}
