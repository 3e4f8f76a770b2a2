"""The tables behind the source radar and the glossary's use follow what is served."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from wagtail.models import Locale

from conditions.domain.usage import cited, domain_of, says
from conditions.models import Citation, Term, TermUse
from conditions.services import usage
from tests.conditions.documents import good
from tests.factories import a_condition_page, a_site, republish

pytestmark = pytest.mark.django_db

LIGAMENT = {"word": "ligament", "meaning": "A band that joins bones."}


def a_term(word: str = "ligament") -> Term:
    a_site()
    return Term.objects.create(locale=Locale.objects.get(language_code="en"), word=word, meaning="A band.")


def says_paragraph(text: str) -> list[dict[str, str]]:
    return [{"kind": "paragraph", "text": text}]


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.CDC.gov:443/a?b#c", "cdc.gov"),
        ("http://health.example.org./x", "health.example.org"),
        ("https://www.MÜNCHEN.de/x", "xn--mnchen-3ya.de"),
        ("https://xn--mnchen-3ya.de/y", "xn--mnchen-3ya.de"),
        ("tel:911", ""),
        ("mailto:a@example.org", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_a_domain_is_the_bare_host(url: str, domain: str) -> None:
    assert domain_of(url) == domain


def test_sources_and_links_in_the_text_are_cited_once_each() -> None:
    found = cited(
        good(overview=says_paragraph("See [a](https://a.org/x), [b](https://a.org/x), [c](tel:911)."))
    )
    assert [(one.kind, one.url) for one in found] == [
        ("source", "https://example.org"),
        ("link", "https://example.org/video"),
        ("link", "https://a.org/x"),
    ]


def test_a_phrase_is_found_only_as_whole_words_in_order() -> None:
    words = ["the", "hip", "joint", "moves"]
    assert says(words, ["hip", "joint"])
    assert not says(words, ["joint", "hip"])
    assert not says(words, ["hip", "moves"])
    assert not says(words, [])


def test_a_published_page_has_its_citations() -> None:
    page = a_condition_page()
    assert list(Citation.objects.filter(page=page, kind="source").values_list("domain", flat=True)) == [
        "example.org"
    ]


def test_a_new_publication_replaces_them() -> None:
    page = republish(a_condition_page(), sources=[{"title": "New", "url": "https://new.example.net/a"}])
    assert set(page.citations.filter(kind="source").values_list("title", "domain")) == {
        ("New", "new.example.net")
    }


def test_a_page_out_of_use_cites_nothing() -> None:
    page = a_condition_page()
    page.unpublish()
    assert not Citation.objects.exists()
    assert not TermUse.objects.exists()


def test_a_marked_word_and_a_word_that_is_only_said_are_told_apart() -> None:
    a_term(), a_term("hip joint")
    a_condition_page(overview=says_paragraph("A [[Ligament]] is in the Hip joint."), terms=[LIGAMENT])
    assert dict(TermUse.objects.values_list("word", "marked")) == {"ligament": True, "hip joint": False}


def test_a_word_that_is_marked_once_does_not_count_as_unmarked() -> None:
    a_term()
    a_condition_page(overview=says_paragraph("A [[ligament]]. Another ligament."), terms=[LIGAMENT])
    assert list(TermUse.objects.values_list("marked", flat=True)) == [True]


def test_a_new_term_finds_the_pages_that_say_its_word() -> None:
    page = a_condition_page(overview=says_paragraph("A nerve is squeezed."))
    a_condition_page("other", overview=says_paragraph("Muscles hurt."))
    term = a_term("Nerve")
    assert [use.page_id for use in term.uses.all()] == [page.pk]


def test_a_renamed_term_lets_go_of_its_old_word() -> None:
    a_term()
    a_condition_page(overview=says_paragraph("A [[ligament]] and a tendon."), terms=[LIGAMENT])
    term = Term.objects.get(word="ligament")
    term.word = "tendon"
    term.save()
    assert {(use.word, use.term_id, use.marked) for use in TermUse.objects.all()} == {
        ("ligament", None, True),
        ("tendon", term.pk, False),
    }


def test_a_marked_word_stays_listed_when_its_term_is_deleted() -> None:
    a_term("nerve"), a_term()
    a_condition_page(overview=says_paragraph("A [[ligament]] by a nerve."), terms=[LIGAMENT])
    Term.objects.all().delete()
    assert list(TermUse.objects.values_list("word", "term")) == [("ligament", None)]


def test_a_rebuild_makes_the_same_rows() -> None:
    a_term()
    a_condition_page(overview=says_paragraph("A [[ligament]]."), terms=[LIGAMENT])
    before = (
        set(Citation.objects.values_list("page", "url")),
        set(TermUse.objects.values_list("page", "word")),
    )
    Citation.objects.all().delete()
    assert usage.rebuild() == 1
    after = set(Citation.objects.values_list("page", "url")), set(TermUse.objects.values_list("page", "word"))
    assert after == before


def test_the_migration_records_what_was_published_before_it() -> None:
    a_term(), a_term("nerve")
    a_condition_page(overview=says_paragraph("A [[ligament]] by a nerve."), terms=[LIGAMENT])
    rows = (
        Citation.objects.values_list("page", "position", "url"),
        TermUse.objects.values_list("word", "term", "marked"),
    )
    before = [set(found) for found in rows]
    Citation.objects.all().delete()
    TermUse.objects.all().delete()
    import_module("conditions.migrations.0003_reports").fill(apps, None)
    assert [set(found.all()) for found in rows] == before
