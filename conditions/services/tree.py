"""The page tree that content stands in: home and one A to Z for each language."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from conditions.models import ConditionIndexPage, HomePage

INDEX_SLUG = "conditions"
_INDEX_TITLES = {"en": "Conditions A to Z", "es": "Afecciones de la A a la Z"}
UNNAMED = ("localhost", "127.0.0.1")
"""Hosts of a site that nobody named yet: Wagtail's own, and the demo's."""
_WELCOME = "Welcome to your new Wagtail site!"


@transaction.atomic
def ensure_tree(language: str) -> ConditionIndexPage:
    """The A to Z of `language`; makes it, its home page and the site when they are not there.

    A language other than the site's own stands as a translation of it, so that its addresses get a prefix.

    Raises:
        ValueError: the site is not set up for `language`.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"The language {language} is not one of this site's.")
    locale, _ = Locale.objects.get_or_create(language_code=language)
    index: ConditionIndexPage | None = ConditionIndexPage.objects.filter(locale=locale).first()
    if index is not None:
        return index
    source = None if language == settings.LANGUAGE_CODE else ensure_tree(settings.LANGUAGE_CODE)
    home = _ensure_home(locale, source)
    index = ConditionIndexPage(
        title=_INDEX_TITLES.get(language, "Conditions"), slug=INDEX_SLUG, locale=locale
    )
    if source is not None:
        index.translation_key = source.translation_key
    home.add_child(instance=index)
    index.save_revision().publish()
    return index


def _ensure_home(locale: Locale, source: ConditionIndexPage | None) -> HomePage:
    home: HomePage | None = HomePage.objects.filter(locale=locale).first()
    if home is not None:
        return home
    home = HomePage(title=settings.WAGTAIL_SITE_NAME, slug=f"home-{locale.language_code}", locale=locale)
    if source is not None:
        home.translation_key = source.get_parent().translation_key
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    if source is None:
        _point_site_at(home)
    return home


def name_site(address: str) -> None:
    """Give the site the host and port of `address`, for links in mails, unless an administrator gave it others."""
    parts = urlsplit(address)
    port = parts.port or (80 if parts.scheme == "http" else 443)
    for site in Site.objects.filter(is_default_site=True, hostname__in=UNNAMED):
        site.hostname, site.port = parts.hostname or site.hostname, port
        site.save()


def _point_site_at(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    before = site.root_page if site.root_page_id else None
    site.root_page = home
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    if before is not None and before.title == _WELCOME and before.is_leaf():
        before.delete()
