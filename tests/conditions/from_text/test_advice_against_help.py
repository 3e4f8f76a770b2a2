"""Advice against help, and leave to go: nothing that stands under it ever becomes a sign."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.help_kinds import advises_against
from tests.conditions.from_text.test_getting_help import levels

AGAINST = [
    "You do not need to call your doctor if:", "You don't need to go to the emergency room if:", "Do not call 911 if:",
    "There is no need to see a doctor if:", "No need to call your GP if:", "You should not go to the ER if:",
    "You need not see a doctor if:", "You can wait to see your doctor if:", "Do not go to A&E if:",
    "You do not have to contact us if:", "Stay home and do not visit the hospital if:", "You may not need to see a doctor if:",
    "You can usually look after yourself without seeing a GP if:", "It is not necessary to call the clinic if:",
    "You are safe to go home from hospital if:", "You can leave the hospital when:", "Do not see the nurse if:",
    "You probably don't need medical help if:", "Calling 911 is not needed if:", "An ambulance is not needed if:",
    "Please do not ring the ward if:", "Avoid going to the emergency department if:", "Don't call us if:",
    "You would not normally need to see a doctor if:", "Your doctor does not need to see you if:", "It isn't an emergency if:",
    "When not to call 911:", "When you should not go to the ER:", "Not a reason to call your doctor:",
    "You do not usually need to call a doctor when", "Do not call 911 or go to A&E if:", "Do not call or visit the clinic if:",
]  # fmt: skip
ASKING = [
    "Do not wait to call 911 if you faint", "Don't hesitate to call your doctor if", "If you do not improve, call your doctor",
    "Call your doctor after you leave the hospital if you have a fever", "Do not go to your GP, call 999 if",
    "Do not drive yourself to the ER if you have chest pain", "You do not need to be sure: call 999 if you think",
    "Call 911 if you cannot see a doctor", "You should only call 999 if", "This is not a medical emergency, but see your doctor if",
    "After you leave the hospital, call your doctor if you have a fever", "Never ignore chest pain, call 911 if",
    "If your wound does not heal call your doctor", "Call 111 if you do not need to call 999", "Do not stay home. Call 911 if",
    "Call 999 and do not go to bed if", "Do not delay seeing a doctor if", "If you are not sure call 111",
    "Do not put off seeing your doctor if", "The pain does not go away after you see your doctor",
]  # fmt: skip
SIGNS = [
    "no reason to live", "You do not feel safe to go home", "You have passed out for no reason", "losing weight for no reason",
    "not able to leave the house", "not needed to pass water for 12 hours", "no longer able to leave the hospital bed",
    "you cannot walk without needing help", "your child does not talk to or look at someone",
]  # fmt: skip
START = "Sore elbow\n\nTreatment\n\nRest the arm.\n\n"


@pytest.mark.parametrize("lead", AGAINST)
@pytest.mark.parametrize(
    "layout",
    [
        START + "{lead}\n- you see the purple cup\n- it is hot",
        START + "{lead}\nyou see the purple cup\nit is hot",
        "# Sore elbow\n\n## Call your doctor if\n\n- it hurts\n\n### {lead}\n\n- you see the purple cup",
        "# Sore elbow\n\n## Call your doctor if\n\n- it hurts\n\n{lead}\n\n- you see the purple cup\n- it is hot",
        "# Sore elbow\n\n## Call your doctor if\n\n- it hurts\n- {lead}\n  - you see the purple cup\n- it is hot",
        START + "Rest more. {lead}\n- you see the purple cup\n- it is hot",
    ],
)
def test_a_list_under_advice_against_help_is_listed_whole(layout: str, lead: str) -> None:
    assert levels(layout.format(lead=lead), "purple cup") == {"-"}


@pytest.mark.parametrize("lead", AGAINST)
def test_a_sentence_that_advises_against_help_is_no_sign(lead: str) -> None:
    sentence = f"{lead.rstrip(':')} you see the purple cup."
    for text in (START + sentence, f"{START}When to see a doctor\n\n- It hurts\n- {sentence}\n"):
        assert not levels(text, "purple cup") & set(SIGN_SECTIONS)


@pytest.mark.parametrize("sentence", ASKING)
def test_a_sentence_that_asks_for_help_does_not_advise_against_it(sentence: str) -> None:
    assert not advises_against(sentence)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("lead", "section"), [("Call 911 if", "emergency"), ("Call your provider if", "call_provider")]
)
def test_a_sign_that_speaks_of_no_help_is_no_advice_against_it(lead: str, section: str, sign: str) -> None:
    assert levels(f"# Sore elbow\n\n## {lead}\n\n- it hurts\n- {sign}", sign[1:]) == {section}
    assert levels(f"# Sore elbow\n\n## {lead}\n\n{sign}\nit hurts", sign[1:]) == {section}


@pytest.mark.parametrize("lead", ["You see no reason to live and:", "You lose weight for no reason and:"])
def test_a_lead_in_without_a_reason_leads_into_signs(lead: str) -> None:
    text = f"# Sore elbow\n\n## Call 911 if\n\n- it hurts\n\n{lead}\n\n- you see the purple cup\n- it is hot"
    assert levels(text, "purple cup") == {"emergency"}
