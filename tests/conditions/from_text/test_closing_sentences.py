""" "If any of these happen, call 911" means what stands above it: no sign is lost, lowered or made of nothing."""

from __future__ import annotations

import pytest

from conditions.domain.from_text import closing
from conditions.domain.from_text.account import Account
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted
from conditions.domain.from_text.shapes import Block, Placed
from conditions.domain.markup import Piece, Pieces, plain
from tests.conditions.from_text.test_getting_help import levels

TWO_LISTS = (
    "Heart attack\n\nWhen to call for help\n- chest pain\n- cold sweat\nIf any of these happen, call 999.\n"
    "- a mild cough\n- a runny nose\nIf any of these happen, call your GP."
)
AFTER_A_LIST = [
    "If you have any of these, call 911 right away.", "If any of these happen, call 999.",
    "Call 911 if any of the above happen.",
    "If you notice any of these symptoms, dial 999.", "Should any of these signs appear, go to A&E.",
    "Call 911 if you have any of the symptoms listed above.", "If your child has any of these, call an ambulance.",
    "If this happens, go to the emergency room.", "Call 999 if any of these apply.",
]  # fmt: skip


def placed(text: str) -> Placed:
    return place(read_pasted(text), language="en")


@pytest.mark.parametrize("sentence", AFTER_A_LIST)
def test_a_list_takes_the_level_of_the_sentence_that_closes_it(sentence: str) -> None:
    text = f"Heart attack\n\nSymptoms\nWatch for these:\n- chest pain\n- cold sweat\n{sentence}\n\nTreatment\n\nRest."
    signs = [sign.statement.lower() for sign in placed(text).document.emergency]
    assert [" ".join(sign.split()[-2:]) for sign in signs] == ["chest pain", "cold sweat"]


@pytest.mark.parametrize("sentence", AFTER_A_LIST)
def test_a_text_before_such_a_sentence_is_listed_with_it(sentence: str) -> None:
    start = "Heart attack\n\nSymptoms\n\nSome people get chest pain or a grey face."
    for text in (f"{start} {sentence}", f"{start}\n{sentence}\n\nTreatment\n\nRest."):
        assert levels(text, "chest pain") == {"-"}
        assert not placed(text).document.emergency


def test_each_of_two_lists_takes_the_sentence_below_it() -> None:
    document = placed(TWO_LISTS).document
    assert [sign.statement for sign in document.emergency] == ["Chest pain", "Cold sweat"]
    assert [sign.statement for sign in document.call_provider] == ["A mild cough", "A runny nose"]


def test_a_sentence_between_two_lists_is_named_to_the_editor() -> None:
    assert any("stood between two lists" in note for note in placed(TWO_LISTS).notes)


@pytest.mark.parametrize("lead", ["Call 911 if you have:", "Call 911 if:"])
def test_a_list_is_never_lowered_by_the_sentence_that_closes_it(lead: str) -> None:
    text = f"Heart attack\n\nIt hurts.\n\n{lead}\n- chest pain\n- cold sweat\nIf any of these happen, call your GP."
    assert levels(text, "hest pain") == {"emergency"}
    assert levels(text, "If any of these happen, call your GP.") == {"-"}


@pytest.mark.parametrize(
    "lead",
    [
        "If you have any of these, call 911:",
        "If you have any of the following, call 911.",
        "Call 911 if any of these happen",
    ],
)
def test_a_sentence_that_points_forward_leads_into_the_list_after_it(lead: str) -> None:
    text = f"Heart attack\n\nSymptoms\n\n- a cough\n\n{lead}\n- chest pain\n- cold sweat"
    assert levels(text, "hest pain") == {"emergency"}
    assert levels(text, "cough") == {"symptoms"}


def test_a_sentence_after_a_text_leads_into_the_list_after_it_and_the_text_is_listed() -> None:
    text = "Heart attack\n\nSymptoms\n\nA grey face is one. If you notice these, call 911.\n- chest pain\n- sweat"
    assert levels(text, "hest pain") == {"emergency"}
    assert levels(text, "grey face") == {"-"}


def test_what_comes_after_the_sentence_stays_where_it_belongs() -> None:
    text = (
        "Sore elbow\n\nTreatment\n\n- a purple hand\n\nIf this happens, call 911. Use ice.\n\n- Rest the arm"
    )
    assert levels(text, "purple hand") == {"emergency"}
    assert levels(text, "Use ice.") == {"treatment"}
    assert levels(text, "Rest the arm") == {"treatment"}


def test_a_paragraph_of_a_thousand_closing_sentences_is_read_to_its_end() -> None:
    text = "Sore elbow\n\nTreatment\n\n" + "If any of these happen, call 911. " * 1200
    assert levels(text, "If any of these happen, call 911.") == {"-"}


def test_a_paragraph_is_parted_into_its_sentences_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parted: list[str] = []

    def counted(pieces: Pieces) -> list[Pieces]:
        parted.append(plain(pieces))
        return sentences(pieces)

    monkeypatch.setattr(closing, "sentences", counted)
    block = Block("line", (Piece("If any of these happen, call 911. " * 20),))
    closing.with_closings_first([block], Account())
    assert len(parted) == 1
