"""Search finds what people type when they are in a hurry: lay words, endings, slips of the fingers."""

from __future__ import annotations

import pytest
from django.test import Client

from conditions.models import SearchEntry, SearchWord
from conditions.search.index import index_again
from conditions.search.query import find, search
from tests.factories import a_condition_page

pytestmark = pytest.mark.django_db

SIGNS = [
    {"key": "cannot-pee", "statement": "You cannot pee, or you cannot feel when you need to"},
    {"key": "control", "statement": "You have newly lost control of your bladder or bowels"},
    {"key": "numb", "statement": "You are newly numb between your legs"},
    {"key": "cold", "statement": "Your leg is cold, pale or blue"},
]


def first_sign(text: str) -> str:
    """The key of the emergency sign that the question is answered with."""
    hits = find(text, language="en").hits
    return hits[0].emergency[0].key if hits and hits[0].emergency else ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("cant pee", "cannot-pee"),
        ("can't pee", "cannot-pee"),
        ("I can’t pee", "cannot-pee"),
        ("can not urinate", "cannot-pee"),
        ("unable to pass urine", "cannot-pee"),
        ("peeing", "cannot-pee"),
        ("incontinence", "control"),
        ("incontinent", "control"),
        ("incontinance", "control"),
        ("wet myself", "control"),
        ("bladder", "control"),
        ("blader", "control"),
        ("numness", "numb"),
        ("numbness", "numb"),
        ("legs are cold", "cold"),
        ("leg suddenly cold after running", "cold"),
    ],
)
def test_an_emergency_in_anyones_words_is_asked_first(text: str, key: str) -> None:
    a_condition_page(emergency=SIGNS)
    a_condition_page(
        "other", title="Numbing cream", also_called=[{"text": "pee control cold", "kind": "lay"}]
    )
    assert first_sign(text) == key


@pytest.mark.parametrize(
    "text", ["bum hurts", "my butt is aching", "sore bottom", "buttock pains", "bottok pain"]
)
def test_lay_words_find_the_page(text: str) -> None:
    a_condition_page("a", title="Buttock pain", also_called=[])
    assert search(text, language="en")[0].document.title == "Buttock pain"


@pytest.mark.parametrize("text", ["a", "I", "the", "is it", "t", "my"])
def test_a_lone_letter_or_filler_word_shows_no_emergency_sign(text: str) -> None:
    a_condition_page(emergency=[{"key": "a", "statement": "I have a t in the sign, it is my own"}])
    assert first_sign(text) == ""
    assert "Is this true for you now?" not in Client().get("/search/", {"q": text}).content.decode()


def test_the_very_words_come_before_other_words_for_them() -> None:
    a_condition_page("a", title="Ache of the bum")
    a_condition_page("b", title="Buttock pain")
    assert [hit.document.title for hit in search("buttock pain", language="en")] == [
        "Buttock pain",
        "Ache of the bum",
    ]


def test_when_no_page_holds_all_words_the_page_says_so_and_shows_what_holds_most() -> None:
    a_condition_page("a", title="Wrist sprain", overview=[{"kind": "paragraph", "text": "From a keyboard."}])
    a_condition_page("b", title="Wrist cyst")
    text = Client().get("/search/", {"q": "wrist keyboard zebra"}).content.decode()
    assert "None holds all your words (“wrist keyboard zebra”); these hold some" in text
    assert "Wrist sprain" in text
    assert "Wrist cyst" not in text


def test_weak_words_alone_bring_no_page() -> None:
    a_condition_page()
    assert find("cannot zebra", language="en").hits == []


@pytest.mark.parametrize("text", ["gluteal", "zebra", "a", "!", "gluteal zebra", "cant pee"])
def test_every_answer_says_whom_to_call(text: str) -> None:
    a_condition_page(emergency=SIGNS)
    page = Client().get("/search/", {"q": text}).content.decode()
    assert "If you need help now" in page
    assert 'href="tel:911"' in page


def test_a_short_word_is_taken_as_it_is_typed() -> None:
    a_condition_page("a", title="Bursa")
    assert search("burs", language="en")
    assert not search("brsa", language="en")


def test_words_that_were_indexed_in_an_earlier_way_are_indexed_again() -> None:
    a_condition_page("a", title="Walking trouble")
    SearchEntry.objects.update(title="", everything="", folding=0)
    SearchWord.objects.all().delete()
    index_again()
    assert search("walks", language="en")
    assert SearchWord.objects.filter(word="trouble").exists()


@pytest.mark.parametrize("text", ["zebra", "numness zebras unable wrist legs bums hurting urinate"])
def test_even_a_question_without_an_answer_asks_the_database_little(
    text: str, django_assert_max_num_queries
) -> None:
    a_condition_page(emergency=SIGNS)
    with django_assert_max_num_queries(16):
        find(text, language="en")


def test_an_unknown_language_has_whole_words_and_no_error() -> None:
    assert find("can't pee", language="de").hits == []
