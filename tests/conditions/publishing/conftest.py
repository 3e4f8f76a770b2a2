"""A small site: a home page, its A to Z, and pages that are complete or lack their emergency signs."""

from __future__ import annotations


import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from conditions.models import ConditionIndexPage, ConditionPage, HomePage, Publication


@pytest.fixture
def index(db: None) -> ConditionIndexPage:
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Home", slug="home", locale=locale))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home.add_child(instance=ConditionIndexPage(title="Conditions", slug="conditions", locale=locale))


@pytest.fixture
def draft(index: ConditionIndexPage) -> ConditionPage:
    return index.add_child(instance=ConditionPage(title="Draft", slug="draft", live=False))


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
