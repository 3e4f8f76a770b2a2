"""The language of every printed text is looked at, wherever it stands on the page."""

from __future__ import annotations

import datetime

from conditions.domain.findings import Code, findings
from tests.conditions.documents import good

LONG = " ".join(["word"] * 21) + "."
FIVE_SENTENCES = "It hurts. It aches. It burns. It stings. It stops."
CARE = {"label": "Use virtual care", "url": "https://example.org/video"}


def found(**changes: object) -> set[tuple[str, str]]:
    document = good(**changes)
    return {(one.code, one.path) for one in findings(document, today=datetime.date(2026, 5, 4))}


def test_a_printed_reason_for_no_emergency_signs_is_read() -> None:
    about = found(emergency=[], emergency_exemption=f"A radiculopathy in 20 %. {LONG}")
    for code in (Code.MEDICAL_WORD, Code.PERCENTAGE, Code.LONG_SENTENCE):
        assert (code, "emergency_exemption") in about


def test_a_reason_that_is_not_printed_is_not() -> None:
    about = found(emergency_exemption=f"A radiculopathy in 20 %. {LONG}")
    assert "emergency_exemption" not in {path for _, path in about}


def test_the_offer_of_virtual_care_is_read() -> None:
    about = found(virtual_care=CARE | {"text": f"A radiculopathy in 20 %. {LONG}"})
    for code in (Code.MEDICAL_WORD, Code.PERCENTAGE, Code.LONG_SENTENCE):
        assert (code, "virtual_care.text") in about
    assert "virtual_care.text" not in {path for _, path in found()}


def test_a_text_of_more_than_3_sentences_is_too_long_wherever_it_stands() -> None:
    option = {"kind": "option", "name": "Rest", "what_to_expect": FIVE_SENTENCES}
    test = {"kind": "test", "name": "X-ray", "what_happens": FIVE_SENTENCES, "what_it_shows": "A break."}
    similar = [{"name": "Gout", "relation": "similar", "how_different": FIVE_SENTENCES}]
    about = found(treatment=[option], diagnosis=[test], similar_conditions=similar)
    assert {path for code, path in about if code == Code.LONG_PARAGRAPH} == {
        "treatment[0].what_to_expect",
        "diagnosis[0].what_happens",
        "similar_conditions[0].how_different",
    }


def test_three_sentences_are_not_too_long() -> None:
    option = {"kind": "option", "name": "Rest", "what_to_expect": "It hurts. It aches. It stops."}
    assert Code.LONG_PARAGRAPH not in {code for code, _ in found(treatment=[option])}
