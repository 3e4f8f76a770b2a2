"""Finding a condition: A to Z and search, over current publications only, the same on every database."""

from __future__ import annotations

import pytest
from django.test import Client

from conditions.models import SearchEntry
from conditions.search.normalise import tokens
from conditions.search.query import search
from conditions.search.question import question_words
from tests.factories import a_condition_page, current, republish

pytestmark = pytest.mark.django_db


def titles(text: str, language: str = "en") -> list[str]:
    return [hit.document.title for hit in search(text, language=language)]


def test_accents_and_case_do_not_matter_in_either_direction() -> None:
    a_condition_page("neumonia", title="Neumonía")
    assert titles("NEUMONIA") == ["Neumonía"]
    assert titles("neumonía") == ["Neumonía"]


def test_a_title_comes_before_another_name_and_another_name_before_text() -> None:
    a_condition_page("c", title="Cramp", overview=[{"kind": "paragraph", "text": "Unlike a sprain."}])
    a_condition_page("b", title="Bruise", also_called=[{"text": "sprain of the skin", "kind": "lay"}])
    a_condition_page("z", title="Sprain", also_called=[])
    assert titles("sprain") == ["Sprain", "Bruise", "Cramp"]


def test_a_misspelling_finds_the_page_and_is_not_shown() -> None:
    a_condition_page(also_called=[{"text": "siatica", "kind": "misspelling"}])
    assert titles("siatica") == ["Deep gluteal syndrome"]
    assert "siatica" not in Client().get("/conditions/deep-gluteal-syndrome/").content.decode()


def test_every_word_must_be_there() -> None:
    a_condition_page()
    assert titles("gluteal squeezed") == ["Deep gluteal syndrome"]
    assert titles("gluteal zebra") == []


def test_the_last_word_may_be_the_beginning_of_one_from_three_letters_on() -> None:
    a_condition_page()
    assert titles("deep glu") == ["Deep gluteal syndrome"]
    assert titles("deep gl") == []


@pytest.mark.parametrize(
    "text", ["", "  ", "!!", "***", "'\"", "\\", "(", "AND", "OR NOT", "NEAR(", '"a', "a:*", "-x", "%", "_"]
)
def test_any_text_is_a_question_and_never_an_error(text: str) -> None:
    a_condition_page()
    assert isinstance(titles(text), list)
    assert Client().get("/search/", {"q": text}).status_code == 200


def test_hyphens_numbers_and_letters_of_any_script_are_found() -> None:
    a_condition_page("l5-s1", title="L5-S1 disc", also_called=[{"text": "椎間板", "kind": "lay"}])
    assert titles("l5-s1") == titles("L5 S1") == titles("椎間板") == ["L5-S1 disc"]


def test_only_what_is_current_is_found() -> None:
    page = a_condition_page(title="Old words")
    republish(page, title="New words")
    assert titles("old words") == []
    assert titles("new words") == ["New words"]
    page.refresh_from_db()
    page.unpublish()
    assert titles("new words") == []
    assert not SearchEntry.objects.exists()


def test_another_language_is_another_index() -> None:
    a_condition_page()
    assert titles("gluteal", language="es") == []


def test_a_hit_in_an_emergency_sign_is_asked_first_as_a_question() -> None:
    a_condition_page(
        "a", title="Aching", emergency=[{"key": "cold", "statement": "Your leg is cold or blue"}]
    )
    a_condition_page("cold", title="Cold legs", also_called=[{"text": "leg cold", "kind": "lay"}])
    text = Client().get("/search/", {"q": "leg cold"}).content.decode()
    text = text[text.index("<main") :]
    assert (
        text.index("Is this true for you now?")
        < text.index("Your leg is cold or blue")
        < text.index("Cold legs")
    )


def test_each_hit_links_to_its_warnings_and_names_its_publication() -> None:
    page = a_condition_page()
    text = Client().get("/search/", {"q": "gluteal"}).content.decode()
    assert "/conditions/deep-gluteal-syndrome/#emergency" in text
    assert "/conditions/deep-gluteal-syndrome/#call_provider" in text
    assert f"Publication {current(page).number}" in text


def test_finding_nothing_says_what_to_do() -> None:
    text = Client().get("/search/", {"q": "zebra"}).content.decode()
    assert "Nothing found for “zebra”" in text
    assert "call 911" in text


def test_the_a_to_z_lists_current_pages_under_their_letters() -> None:
    a_condition_page("b", title="Bursitis")
    a_condition_page("a", title="Ánkle sprain")
    text = Client().get("/conditions/").content.decode()
    assert (
        text.index('id="letter-a"')
        < text.index("Ánkle sprain")
        < text.index('id="letter-b"')
        < text.index("Bursitis")
    )


def test_the_a_to_z_says_that_it_is_empty() -> None:
    a_condition_page().unpublish()
    assert "No condition has been published yet." in Client().get("/conditions/").content.decode()


def test_the_front_page_lists_conditions() -> None:
    a_condition_page()
    assert "/conditions/deep-gluteal-syndrome/" in Client().get("/").content.decode()


def test_a_search_takes_a_constant_number_of_queries(django_assert_max_num_queries) -> None:
    for number in range(25):
        a_condition_page(f"pain-{number}", title=f"Pain {number}")
    with django_assert_max_num_queries(5):
        assert len(search("pain", language="en", limit=20)) == 20


def test_words_are_folded_the_same_for_every_database() -> None:
    assert tokens("Déjà-vu, Straße ﬁn L5/S1") == ["deja", "vu", "strasse", "fin", "l5", "s1"]


def test_a_long_question_costs_no_more_than_a_short_one() -> None:
    assert len(question_words("word " * 50 + " ".join(str(n) for n in range(100)), "en")) == 8


@pytest.mark.parametrize("address", ["/", "/conditions/"])
def test_a_list_names_the_publication_that_its_words_are_from(address: str) -> None:
    republish(a_condition_page(), main_message="Other words.")
    text = Client().get(address).content.decode()
    assert text.index("Other words.") < text.index("Publication 2")
