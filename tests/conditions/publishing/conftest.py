"""A small site, a page that may go live, one that lacks its emergency signs, and erin at the editor."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from conditions.builder import fill_page
from conditions.domain.document import ConditionDocument
from conditions.models import ConditionIndexPage, ConditionPage, HomePage, Publication
from portal.models import User
from tests.conditions.documents import good
from tests.factories import released

__all__ = ["is_served", "page_of", "publications", "released", "words"]


def words(**changes: Any) -> ConditionDocument:
    """A complete document that needs no glossary and no other page."""
    plain: dict[str, Any] = {
        "title": "Sprain",
        "terms": [],
        "overview": [{"kind": "paragraph", "text": "A stretched band."}],
    }
    return good(**plain | changes)


def page_of(document: ConditionDocument, slug: str = "sprain", *, live: bool = False) -> ConditionPage:
    """A page with these words, not yet in the tree."""
    page = ConditionPage(title=document.title, slug=slug, live=live)
    fill_page(page, document)
    return page


def publications(page: Page) -> list[Publication]:
    return list(Publication.objects.filter(page_id=page.pk).order_by("number"))


def is_served(page: Page) -> bool:
    """Whether a reader gets the page, asked through the whole site."""
    page = Page.objects.get(pk=page.pk)
    return Client().get(page.get_url() or "/nowhere/").status_code == 200


@pytest.fixture
def index(db: None) -> ConditionIndexPage:
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Home", slug="front", locale=locale))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    index: ConditionIndexPage = home.add_child(
        instance=ConditionIndexPage(title="Conditions", slug="conditions", locale=locale)
    )
    return index


@pytest.fixture
def draft(index: ConditionIndexPage) -> ConditionPage:
    """Complete, not live, released unsigned."""
    return released(index.add_child(instance=page_of(words())))


@pytest.fixture
def unsigned(index: ConditionIndexPage) -> ConditionPage:
    """Complete, not live, and nobody stands behind its words."""
    return index.add_child(instance=page_of(words(title="Unsigned"), slug="unsigned"))


@pytest.fixture
def unsafe(index: ConditionIndexPage) -> ConditionPage:
    """A draft without emergency signs, released unsigned."""
    return released(index.add_child(instance=page_of(words(title="Unsafe", emergency=[]), slug="unsafe")))


@pytest.fixture
def live(index: ConditionIndexPage) -> ConditionPage:
    page = released(index.add_child(instance=page_of(words(title="Live"), slug="live")))
    page.save_revision().publish()
    return ConditionPage.objects.get(pk=page.pk)


@pytest.fixture
def publication(draft: ConditionPage) -> Publication:
    return Publication.objects.create(
        page=draft,
        language="en",
        number=1,
        document='{"language":"en","title":"Draft"}',
        questionnaire='{"questions":[],"signs":[]}',
        sha256="a" * 64,
        published_at=timezone.now(),
    )


@pytest.fixture
def erin(db: None, client: Client, settings: Any) -> Client:
    """erin, signed in to the admin. In the demo her account needs no second factor."""
    settings.SIGNPOST_DEMO = True
    user = User.objects.create_superuser("erin@example.org", "a long password", is_demo=True)
    client.force_login(user)
    client.user = user
    return client
