"""Whether a full web address leads somewhere on this site. Addresses of other sites are not looked at."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site

from conditions.domain.markup import web_address


def leads_nowhere(address: str) -> bool:
    """Whether `address` is of this site and readers find nothing there; one query, and none for other sites."""
    if not web_address(address):  # the gate says what is wrong with it
        return False
    parts = urlsplit(address)
    roots = [root.root_path for root in Site.get_site_root_paths() if _host(root.root_url) == parts.hostname]
    if not parts.hostname or not roots:
        return False
    path = unquote(parts.path) or "/"
    return not _is_view(path) and not _is_page(path, roots)


def _host(root_url: str) -> str | None:
    return urlsplit(root_url).hostname


def _is_view(path: str) -> bool:
    """Whether something else than Wagtail, which is asked for every path that is left, answers there."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def _is_page(path: str, roots: list[str]) -> bool:
    language = get_language_from_path(path)
    below = path.removeprefix(f"/{language}/") if language else path
    within = below.strip("/")
    places = [f"{root}{within}/" if within else root for root in roots]
    return bool(Page.objects.live().filter(url_path__in=places).exists())
