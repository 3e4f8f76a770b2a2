"""What a reader of a condition page gets: everything from the current publication, warnings first."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.models import Locale

from conditions.models import ConditionPage, SiteWording, Term
from tests.factories import a_condition_page, a_site, current, republish

pytestmark = pytest.mark.django_db
URL = "/conditions/deep-gluteal-syndrome/"


def page_text(url: str = URL) -> str:
    response = Client().get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_every_sign_word_for_word_where_results_can_link_to_it() -> None:
    page = a_condition_page()
    text = page_text()
    for _, sign in current(page).parsed_document().signs():
        assert f'id="sign-{sign.key}"' in text
        assert escape(sign.statement) in text


def test_the_emergency_strip_stands_right_under_the_heading() -> None:
    a_condition_page()
    text = page_text()
    text = text[text.index("<main") :]
    assert (
        text.index("</h1>") < text.index("#emergency") < text.index("Most people get better with home care")
    )


def test_lists_come_in_the_order_of_urgency_and_say_any_of_these() -> None:
    a_condition_page()
    text = page_text()
    order = [text.index(f'id="{level}"') for level in ("emergency", "urgent", "call_provider")]
    assert order == sorted(order)
    assert text.count("if any of these is true") == 3


def test_the_emergency_heading_says_what_to_do_in_the_words_of_the_site() -> None:
    SiteWording.objects.create(emergency_number="112", emergency_action="call 112")
    a_condition_page()
    assert 'href="tel:112"' in page_text()


def test_it_says_who_reviewed_it_and_which_publication_it_is() -> None:
    page = a_condition_page()
    text = page_text()
    assert "Reviewed by Rhea Reviewer" in text
    assert "Publication 1" in text
    assert current(page).sha256[:12] in text


def test_it_says_on_which_day_it_was_reviewed_and_when_it_is_due_again() -> None:
    a_condition_page()
    text = page_text()
    lead = text[text.index("</h1>") : text.index('id="emergency"')]
    assert 'Reviewed by Rhea Reviewer (sample reviewer), on <span class="nowrap">May 4, 2026</span>' in lead
    about = text[text.index('id="about"') :]
    assert 'Rhea Reviewer (sample reviewer), on <span class="nowrap">May 4, 2026</span>.' in about
    assert 'Next review by <span class="nowrap">May 2099</span>.' in about


def test_it_says_that_nobody_has_reviewed_it() -> None:
    a_condition_page(reviewed=False)
    assert "Not yet clinically reviewed" in page_text()


def test_a_sample_says_that_it_is_one() -> None:
    a_condition_page()
    assert "Sample content, not medical advice." in page_text()


def test_a_draft_that_was_saved_later_changes_nothing_for_the_reader() -> None:
    page = a_condition_page()
    page.main_message = "Words that nobody approved."
    page.save_revision()
    assert "nobody approved" not in page_text()


def test_a_glossary_word_says_how_to_pronounce_it_once_and_links_to_its_meaning() -> None:
    a_site()
    Term.objects.create(
        locale=Locale.objects.get(), word="sciatic", respelling="sy-AT-ik", meaning="Of the hip.", syllables=3
    )
    a_condition_page(
        overview=[{"kind": "paragraph", "text": "The [[sciatic]] nerve. The [[sciatic]] nerve is long."}]
    )
    text = page_text()
    overview = text[text.index('id="overview"') : text.index('id="symptoms"')]
    assert overview.count("(sy-AT-ik)") == 1
    assert overview.count('href="#term-sciatic"') == 2
    assert 'id="term-sciatic"' in text
    assert "Of the hip." in text


def test_markup_from_a_document_cannot_become_html() -> None:
    a_condition_page(overview=[{"kind": "paragraph", "text": "<script>alert(1)</script> & **bold**"}])
    text = page_text()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <strong>bold</strong>" in text


def test_structured_data_names_the_emergency_signs_and_cannot_end_its_script() -> None:
    a_condition_page(title="Pain </script><b>")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page_text(), re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "MedicalWebPage"
    assert data["about"]["name"] == "Pain </script><b>"
    assert "You cannot pass urine" in data["about"]["signOrSymptom"][1]["name"]


def test_other_conditions_are_links_only_while_the_public_can_open_them() -> None:
    similar = [
        {"page": "sciatica", "name": "Sciatica", "relation": "similar", "how_different": "Pain in the leg."}
    ]
    sciatica = a_condition_page("sciatica", title="Sciatica")
    a_condition_page(similar_conditions=similar)
    assert 'href="/conditions/sciatica/"' in page_text()
    ConditionPage.objects.get(pk=sciatica.pk).unpublish()
    text = page_text()
    assert 'href="/conditions/sciatica/"' not in text
    assert "Pain in the leg." in text


def test_a_page_whose_publication_ended_is_not_found() -> None:
    page = a_condition_page()
    page.unpublish()
    assert Client().get(URL).status_code == 404


def test_the_reader_gets_the_new_words_after_a_new_publication() -> None:
    page = a_condition_page()
    republish(page, main_message="New words.")
    assert "New words." in page_text()


def test_no_policy_exception_and_no_third_party() -> None:
    a_condition_page()
    response = Client().get(URL)
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    text = response.content.decode()
    loaded = re.findall(r'<(?:script|img|iframe|source)[^>]+src="([^"]+)"', text)
    loaded += re.findall(r'<link[^>]+rel="(?:stylesheet|preload|icon)"[^>]+href="([^"]+)"', text)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=", text)


def test_browsers_ask_again_each_time() -> None:
    a_condition_page()
    assert Client().get(URL)["Cache-Control"] == "no-cache"


def test_the_number_of_queries_does_not_grow_with_the_page(django_assert_max_num_queries) -> None:
    similar = [
        {
            "page": f"other-{number}",
            "name": f"Other {number}",
            "relation": "similar",
            "how_different": "Differs.",
        }
        for number in range(5)
    ]
    for number in range(5):
        a_condition_page(f"other-{number}", title=f"Other {number}")
    a_condition_page(similar_conditions=similar)
    client = Client()
    client.get(URL)
    with django_assert_max_num_queries(17):  # one of them asks which pages the links lead to now
        client.get(URL)
