"""The front page, the A to Z, the search. Everything they show comes from current publications."""

from __future__ import annotations

import string
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from conditions.models import ConditionIndexPage, HomePage, SiteWording
from conditions.search.query import Found, Hit, find
from conditions.search.question import question_words
from conditions.selectors.listing import Entry, by_letter, entries, index_url
from conditions.serving import reading, revalidated
from conditions.views.frame import site_frame

SEARCH_LIMIT = 20
HOME_LIMIT = 12


def index(request: HttpRequest, page: ConditionIndexPage) -> HttpResponse:
    """A to Z of the pages that have a current publication."""
    reading(request)
    return revalidated(request, index_draft(request, page))


def index_draft(request: HttpRequest, page: ConditionIndexPage) -> HttpResponse:
    """The A to Z, also before it is live."""
    listed = entries(page.locale.language_code)
    groups = [
        {"letter": letter, "id": _letter_id(letter), "conditions": [_listed(entry) for entry in group]}
        for letter, group in by_letter(listed)
    ]
    context = {
        **site_frame(request, SiteWording.current()),
        "title": page.title,
        "groups": groups,
        "letters": _letters(listed),
        "self": page,
    }
    return TemplateResponse(request, "conditions/condition_index.html", context)


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The front page: search, the conditions, what the four answers mean."""
    reading(request)
    return revalidated(request, home_draft(request, page))


def home_draft(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The front page, also before it is live."""
    listed = entries(page.locale.language_code)[:HOME_LIMIT]
    conditions = [_listed(entry) for entry in listed]
    context = {
        **site_frame(request, SiteWording.current(), active=""),
        "conditions": conditions,
        "self": page,
    }
    if page.introduction:
        context["lead"] = page.introduction
    return TemplateResponse(request, "conditions/home_page.html", context)


@require_safe
def search_conditions(request: HttpRequest) -> HttpResponse:
    """Condition pages for `?q=`. Each hit links to its emergency and call-provider signs and names its review."""
    text = request.GET.get("q", "")[:200].strip()
    language = get_language() or "en"
    searched = bool(question_words(text, language))
    found = find(text, language=language, limit=SEARCH_LIMIT) if searched else Found([])
    hits = found.hits
    base = index_url(language)
    context = {
        **site_frame(request, SiteWording.current()),
        "query": text,
        "searched": searched,
        "too_short": bool(text) and not searched,
        "minimum_letters": 1,
        "count": len(hits),
        "partly": found.partly,
        "hits": [_found(hit, base) for hit in hits],
        "question_hit": _question(hits, base),
        "letters": _letters(entries(language)),
        "sample": any(hit.document.sample for hit in hits),
    }
    return revalidated(request, TemplateResponse(request, "conditions/search.html", context))


def brand_css(request: HttpRequest) -> HttpResponse:
    """The hospital's brand colour, and the shades that follow from it, as the variables of the style sheet."""
    reading(request)
    brand = SiteWording.current().brand
    css = (
        f":root{{--brand:{brand};--brand-deep:color-mix(in srgb,{brand} 75%,#000);"
        f"--brand-soft:color-mix(in srgb,{brand} 10%,#fff);--brand-line:color-mix(in srgb,{brand} 35%,#fff)}}"
    )
    return revalidated(
        request,
        HttpResponse(f"@media not (prefers-color-scheme:dark){{{css}}}\n", content_type="text/css"),
    )


def _letter_id(letter: str) -> str:
    return f"letter-{'other' if letter == '#' else letter.lower()}"


def _letters(listed: list[Entry]) -> list[dict[str, str]]:
    """The alphabet, and any other first letter in use, with links to those that have a condition."""
    used = {entry.letter for entry in listed}
    base = index_url(get_language() or "en")
    everything = sorted({*string.ascii_uppercase, *used})
    return [
        {"letter": each, "url": f"{base}#{_letter_id(each)}" if each in used else ""} for each in everything
    ]


def _listed(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "url": entry.url,
        "extract_html": entry.main_message,
        "reviewed_on": entry.reviewed_on,
        "number": entry.number,
        **_safety_links(entry.url),
    }


def _safety_links(url: str) -> dict[str, str]:
    return {"emergency_url": f"{url}#emergency", "call_url": f"{url}#call_provider"}


def _found(hit: Hit, base: str) -> dict[str, Any]:
    url = f"{base}{hit.publication.page.slug}/"
    return {
        "title": hit.document.title,
        "url": url,
        "also_called": ", ".join(
            name.text for name in hit.document.also_called if name.kind != "misspelling"
        ),
        "extract_html": hit.document.main_message,
        "reviewed_on": hit.publication.reviewed_on,
        "number": hit.publication.number,
        **_safety_links(url),
    }


def _question(hits: list[Hit], base: str) -> dict[str, str] | None:
    """The first hit in an emergency sign, to be asked before anything is listed."""
    for hit in hits:
        for sign in hit.emergency:
            url = f"{base}{hit.publication.page.slug}/"
            return {
                "statement_html": sign.statement,
                "title": hit.document.title,
                "emergency_url": f"{url}#emergency",
            }
    return None
