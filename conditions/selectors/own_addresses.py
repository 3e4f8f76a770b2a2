"""Whether a full web address leads somewhere on this site. Addresses of other sites are not looked at."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.models import Page, Site

from conditions.domain.markup import web_address
from conditions.models import ConditionPage
from conditions.page_views import page_views


def leads_nowhere(address: str) -> bool:
    """Whether `address` is of this site and readers find nothing there; one query, and none for other sites."""
    if not web_address(address):  # the gate says what is wrong with it
        return False
    parts = urlsplit(address)
    roots = [root.root_path for root in Site.get_site_root_paths() if _host(root.root_url) == parts.hostname]
    if not parts.hostname or not roots:
        return False
    path = unquote(parts.path) or "/"
    if path.startswith(settings.STATIC_URL):
        return False
    found = _view(path)
    return found is None or (found.url_name == "wagtail_serve" and not _is_page(found.args[0], roots))


def _host(root_url: str) -> str | None:
    return urlsplit(root_url).hostname


def _view(path: str) -> ResolverMatch | None:
    """What answers there, in the language that the address asks for; Wagtail is asked for every path that is left. A
    missing slash at the end is put there for readers."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        for way in (path, f"{path}/"):
            try:
                return resolve(way)
            except Resolver404:
                continue
    return None


def _is_page(within: str, roots: list[str]) -> bool:
    """`within`: the address below a site's root. A condition page has further addresses under its own."""
    pages = Page.objects.live()
    above, _, part = within.rstrip("/").rpartition("/")
    if page_views.has_part(ConditionPage, part):
        within, pages = f"{above}/", pages.exact_type(ConditionPage)
    return bool(pages.filter(url_path__in=[root + within for root in roots]).exists())
