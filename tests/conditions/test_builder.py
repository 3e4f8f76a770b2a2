"""A page and its document say the same thing."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from hypothesis import HealthCheck, given, settings
from wagtail.images import get_image_model

from conditions.builder import canonical_document, document_of, fill_page, read_page
from conditions.models import ConditionPage, Reviewer, Term
from conditions.services.tree import ensure_tree
from tests.conditions.documents import documents, good

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return ensure_tree("en")


def stored(index, document, **fields):
    page = ConditionPage(title=document.title, slug="ankle-sprain", live=False, **fields)
    fill_page(page, document)
    index.add_child(instance=page)
    return ConditionPage.objects.get(pk=page.pk)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_filling_a_page_and_reading_it_gives_the_same_document(index, document):
    page = ConditionPage(title=document.title, slug="x", live=False)
    fill_page(page, document)
    again = ConditionPage(**{name: getattr(page, name) for name in ("title", "slug")})
    again = page.with_content_json(page.serializable_data())
    assert read_page(again).document == canonical_document(document)
    assert read_page(again).stops == []


def test_a_stored_page_gives_back_every_section(index):
    Term.objects.create(
        locale=index.locale, word="Ligament", respelling="LIG-uh-ment", meaning="A band.", syllables=3
    )
    page = stored(index, good())
    document = document_of(page)
    assert document == canonical_document(
        good(terms=[{"word": "Ligament", "respelling": "LIG-uh-ment", "meaning": "A band.", "syllables": 3}])
    )


def test_a_draft_without_words_can_be_read(index):
    page = ConditionPage(title="Draft", slug="draft", live=False)
    page.emergency = [("sign", {"statement": "", "kind": "yes_no"})]
    page.treatment = [
        ("timeframe", {"what": "", "shortest": None, "longest": 2, "unit": "weeks"}),
        ("paragraph", "<p>Rest</p>"),
    ]
    index.add_child(instance=page)
    reading = read_page(ConditionPage.objects.get(pk=page.pk))
    assert reading.document.emergency == ()
    assert [block.kind for block in reading.document.treatment] == ["paragraph"]
    assert {stop.field.partition(".")[0] for stop in reading.stops} == {"emergency[0]", "treatment[0]"}


def test_a_list_in_a_paragraph_becomes_a_block(index):
    page = stored(index, good())
    page.overview = [("paragraph", "<p>One</p><ol><li>a</li><li>b <b>c</b></li></ol>")]
    assert [block.kind for block in document_of(page).overview] == ["paragraph", "steps"]


def test_an_exemption_counts_only_with_a_reviewer(index):
    page = stored(index, good(emergency=[], emergency_exemption="Never dangerous."))
    assert document_of(page).emergency_exemption == ""
    assert [stop.code for stop in read_page(page).stops] == ["unsigned_exemption"]
    page.emergency_exemption_by = Reviewer.objects.create(name="Rhea Reviewer")
    assert document_of(page).emergency_exemption == "Never dangerous."
    assert read_page(page).stops == []


def picture(content=SVG, title="ankle.svg"):
    return get_image_model().objects.create(
        title=title, file=ImageFile(ContentFile(content), name="ankle.svg")
    )


def test_a_picture_is_named_and_fingerprinted(index):
    image = picture()
    page = stored(index, good(overview=[{"kind": "figure", "image": "ankle.svg", "alt": "The ankle"}]))
    figure = document_of(page).overview[0]
    assert (figure.image, figure.alt, len(figure.sha256)) == ("ankle.svg", "The ankle", 64)
    assert page.overview[0].value["image"] == image


def test_a_picture_with_a_program_has_no_fingerprint(index):
    picture(SVG.replace(b"<path", b"<script>alert(1)</script><path"))
    page = stored(index, good(overview=[{"kind": "figure", "image": "ankle.svg"}]))
    assert document_of(page).overview[0].sha256 is None


def test_a_link_follows_a_page_that_moves_address(index):
    other = stored(index, good(title="Broken ankle"))
    page = ConditionPage(title="Second", slug="second", live=False)
    fill_page(page, good(overview=[{"kind": "paragraph", "text": "See [it](page:ankle-sprain)."}]))
    other.slug = "ankle-fracture"
    other.save()
    assert document_of(page).overview[0].text == "See [it](page:ankle-fracture)."


def test_dates_of_sources_are_dates(index):
    page = stored(index, good(sources=[{"title": "Sprains", "published": "2024-05-01"}]))
    assert document_of(page).sources[0].published == datetime.date(2024, 5, 1)
