"""The source radar and the use of the glossary: what they list, group and count."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from conditions.models import Citation, ConditionPage, Term, TermUse
from conditions.selectors.usage import citations, of_domain, words
from tests.conditions.reports.conftest import many_pages
from tests.conditions.reports.test_spreadsheets import rows
from tests.factories import a_condition_page, a_site

pytestmark = pytest.mark.django_db


def a_term(word: str) -> Term:
    a_site()
    return Term.objects.create(locale=Locale.objects.get(language_code="en"), word=word, meaning="Meaning.")


def paragraph(text: str) -> list[dict[str, str]]:
    return [{"kind": "paragraph", "text": text}]


def citing(slug: str, *urls: str) -> ConditionPage:
    sources = [{"title": f"Source {url}", "url": url} for url in urls]
    return a_condition_page(slug, title=slug.capitalize(), sources=sources, virtual_care=None)


def shown(client: Client, name: str, **query: str) -> str:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_pages_are_grouped_by_the_domain_that_they_cite(erin: Client) -> None:
    citing("hip", "https://www.b.org/1", "https://a.org/1")
    citing("knee", "https://b.org/2")
    html = shown(erin, "source_radar")
    assert re.search(r"a\.org \(1 page\).*b\.org \(2 pages\)", html)
    assert html.count('scope="rowgroup" colspan') == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("b.org", {"b.org", "data.b.org"}),
        ("https://www.b.org/anything", {"b.org", "data.b.org"}),
        ("data.b.org", {"data.b.org"}),
        ("B.ORG", {"b.org", "data.b.org"}),
        ("org", {"b.org", "data.b.org", "notb.org"}),
        ("%", set()),
        ("[", set()),
    ],
)
def test_a_domain_is_found_with_everything_under_it(asked: str, found: set[str]) -> None:
    citing("hip", "https://b.org", "https://data.b.org/x", "https://notb.org")
    assert set(citations().filter(of_domain(asked)).values_list("domain", flat=True)) == found


def test_a_source_is_found_by_its_title_and_address(erin: Client) -> None:
    citing("hip", "https://b.org/a-guide")
    citing("knee", "https://c.org/other")
    for query in ("a-guide", "source https://b", "b.org"):
        html = shown(erin, "source_radar", q=query)
        assert "Hip" in html
        assert "Knee" not in html


def test_a_source_without_an_address_comes_last(erin: Client) -> None:
    a_condition_page(
        sources=[{"title": "A book"}, {"title": "A site", "url": "https://a.org"}], virtual_care=None
    )
    assert [row["Title"] for row in rows(erin, "source_radar")] == ["A site", "A book"]
    assert "Without a web address" in shown(erin, "source_radar")


def test_markup_in_a_source_is_shown_as_text(erin: Client) -> None:
    a_condition_page(sources=[{"title": "<script>alert(1)</script>", "url": "https://a.org"}])
    assert "<script>alert(1)" not in shown(erin, "source_radar")


def test_a_script_address_is_never_a_link(erin: Client) -> None:
    a_condition_page()
    Citation.objects.update(url="javascript:alert(1)")
    assert 'href="javascript' not in shown(erin, "source_radar")


def test_the_glossary_tells_used_unused_unmarked_and_lost_words_apart() -> None:
    for word in ("ligament", "nerve", "tendon", "disc"):
        a_term(word)
    a_condition_page(
        overview=paragraph("A [[ligament]], a [[disc]] and a nerve."),
        terms=[{"word": word, "meaning": "Meaning."} for word in ("ligament", "disc")],
    )
    Term.objects.get(word="disc").delete()
    facts = {one.word: (one.term is not None, one.marked, one.unmarked) for one in words()}
    assert facts == {
        "disc": (False, 1, 0),
        "ligament": (True, 1, 0),
        "nerve": (True, 0, 1),
        "tendon": (True, 0, 0),
    }


@pytest.mark.parametrize(
    ("use", "listed"),
    [("unused", {"tendon"}), ("unmarked", {"nerve"}), ("used", {"ligament"}), ("lost", set())],
)
def test_the_glossary_filters_by_use(erin: Client, use: str, listed: set[str]) -> None:
    for word in ("ligament", "nerve", "tendon"):
        a_term(word)
    a_condition_page(
        overview=paragraph("A [[ligament]] and a nerve."), terms=[{"word": "ligament", "meaning": "Meaning."}]
    )
    assert {row["Word"] for row in rows(erin, "glossary_use", use=use)} == listed


def test_the_glossary_names_the_pages_and_links_to_their_editor(erin: Client) -> None:
    a_term("nerve")
    page = a_condition_page(overview=paragraph("A nerve."), title="Squeezed nerve")
    html = shown(erin, "glossary_use")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "Squeezed nerve" in html
    assert "No page" in html


def test_the_glossary_is_searched_by_word(erin: Client) -> None:
    a_term("nerve"), a_term("tendon")
    assert [row["Word"] for row in rows(erin, "glossary_use", q="NER")] == ["nerve"]


def test_a_word_of_a_thousand_pages_names_a_few_and_says_how_many_more(
    erin: Client, django_assert_max_num_queries: Any
) -> None:
    term = a_term("nerve")
    many_pages(1000)
    pages = ConditionPage.objects.filter(slug__startswith="many-").values_list("pk", flat=True)
    TermUse.objects.all().delete()
    TermUse.objects.bulk_create(
        TermUse(page_id=pk, language="en", word="nerve", term=term, marked=True) for pk in pages
    )
    with django_assert_max_num_queries(25):
        html = shown(erin, "glossary_use")
    assert "and 990 more" in html
    assert len(rows(erin, "glossary_use", use="used")) == 1000


def test_the_radar_opens_with_a_thousand_pages(erin: Client, django_assert_max_num_queries: Any) -> None:
    many_pages(1000)
    pages = ConditionPage.objects.filter(slug__startswith="many-").values_list("pk", flat=True)
    Citation.objects.all().delete()
    Citation.objects.bulk_create(
        Citation(
            page_id=pk,
            position=at,
            language="en",
            kind="source",
            title="A",
            domain=f"d{at}.org",
            url="https://d",
        )
        for pk in pages
        for at in range(5)
    )
    with django_assert_max_num_queries(25):
        html = shown(erin, "source_radar")
    assert "d0.org (1000 pages)" in html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("needs_review", "Nothing needs a review: every live page was reviewed"),
        ("source_radar", "No published page names a source"),
        ("glossary_use", "The glossary has no words yet"),
    ],
)
def test_an_empty_report_says_kindly_what_that_means(erin: Client, name: str, words: str) -> None:
    assert words in erin.get(reverse(name)).content.decode()
    assert words not in erin.get(reverse(name), {"q": "zzz"}).content.decode()
