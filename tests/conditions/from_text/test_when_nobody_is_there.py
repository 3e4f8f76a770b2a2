"""Whom to call while the surgery is closed: when that is, is no sign of a patient."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from tests.conditions.from_text.test_getting_help import levels

BELOW_A_HEADING = "# Sore elbow\n\n## Treatment\n\nRest the arm for two days.\n\n## When to get help\n\n{}\n"
BEFORE_A_CASE = [
    (
        "Ring the surgery the same day, or 111 when we are closed, if you cannot lift the purple cup.",
        "urgent",
    ),
    ("Call the surgery, or 111 if the surgery is closed, if you cannot lift the purple cup.", "urgent"),
    ("Contact us during the day or, if we're shut, 111 if you cannot lift the purple cup.", "urgent"),
    ("Call the ward, or 999 if nobody answers, if you cannot lift the purple cup.", "emergency"),
    (
        "Phone the eye clinic, or casualty when the clinic is not open, if you cannot lift the purple cup.",
        "emergency",
    ),
    ("Call 111 when the practice is shut or at weekends if you cannot lift the purple cup.", "urgent"),
]
ALONE = [
    "Call 111 when we are closed.",
    "Go to A&E when the clinic is closed.",
    "Call 999 when the line is busy.",
    "If we are closed, call 111.",
    "If eye casualty is closed, go to the main Emergency Department.",
    "When the clinic is shut at weekends, go to A&E.",
]
OF_THE_PATIENT = [
    "Your airway feels closed", "The eye is swollen shut", "We are closed and you have chest pain",
    "Nobody answers or you have chest pain",
]  # fmt: skip


def statements(sentence: str) -> list[tuple[str, str]]:
    document = place(read_pasted(BELOW_A_HEADING.format(sentence)), language="en").document
    return [(level.value, sign.statement) for level, sign in document.signs()]


@pytest.mark.parametrize(("sentence", "level"), BEFORE_A_CASE)
def test_whom_to_call_while_nobody_is_there_belongs_to_the_lead_in(sentence: str, level: str) -> None:
    assert statements(sentence) == [(level, "You cannot lift the purple cup")]


@pytest.mark.parametrize("sentence", ALONE)
def test_that_nobody_is_there_is_listed_and_is_no_sign(sentence: str) -> None:
    assert levels(BELOW_A_HEADING.format(sentence), sentence.rstrip(".")) == {"-"}


@pytest.mark.parametrize("case", OF_THE_PATIENT)
def test_what_a_patient_notices_is_a_sign_all_the_same(case: str) -> None:
    assert statements(f"Call 999 if {case[0].lower()}{case[1:]}.") == [("emergency", case)]
