"""Public pages. Everything they show comes from current publications; a preview shows the draft the same way."""

from __future__ import annotations

import string
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from conditions.builder import document_of
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument
from conditions.models import ConditionIndexPage, ConditionPage, HomePage, Publication, SiteWording
from conditions.page_views import page_views
from conditions.presenter import DRAFT, Facts, present, slugs_named
from conditions.search.query import Found, Hit, find
from conditions.search.question import question_words
from conditions.selectors.listing import Entry, by_letter, entries, index_url, urls_of
from conditions.selectors.wording import frame
from conditions.serving import reading, revalidated

SEARCH_LIMIT = 20
HOME_LIMIT = 12


def condition(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """One condition page from its current publication; 404 when it has none."""
    reading(request)
    # The page was routed before the epoch was read, so its address is asked for again.
    here = Publication.objects.current().filter(page=page, page__live=True, page__url_path=page.url_path)
    publication = here.first()
    if publication is None:
        raise Http404("This page has no current publication.")
    document = publication.parsed_document()
    wording = SiteWording.current()
    view = present(
        document,
        slug=page.slug,
        facts=Facts.of(publication),
        wording=wording,
        urls=urls_of(slugs_named(document), publication.language),
        question_count=len(publication.compiled().questions),
        address=_public_address(page, request),
    )
    context = {**_site(request, wording), "page": view, "self": page, "page_language": document.language}
    return revalidated(TemplateResponse(request, "conditions/condition_page.html", context))


def _public_address(page: ConditionPage, request: HttpRequest) -> str:
    """The page's address as printed and as search engines keep it: under BASE_URL, whatever host was asked."""
    parts = page.get_url_parts(request)
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{parts[2]}" if parts else ""


def condition_draft(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """The draft, shown by the same code as the published page."""
    document = document_of(page)
    wording = SiteWording.current()
    view = present(
        document,
        slug=page.slug,
        facts=DRAFT,
        wording=wording,
        urls=urls_of(slugs_named(document), document.language),
        question_count=_draft_questions(document, other_worry=wording.other_worry),
    )
    context = {**_site(request, wording), "page": view, "page_language": document.language}
    return TemplateResponse(request, "conditions/condition_page.html", context)


def _draft_questions(document: ConditionDocument, *, other_worry: str) -> int:
    """How many questions the draft asks; 0 while it has a sign that cannot be decided yet, so that it still shows."""
    try:
        return len(compile_questionnaire(document, other_worry=other_worry).questions)
    except ValueError:
        return 0


def index(request: HttpRequest, page: ConditionIndexPage) -> HttpResponse:
    """A to Z of the pages that have a current publication."""
    reading(request)
    return revalidated(_index(request, page))


def _index(request: HttpRequest, page: ConditionIndexPage) -> HttpResponse:
    listed = entries(page.locale.language_code)
    groups = [
        {"letter": letter, "id": _letter_id(letter), "conditions": [_listed(entry) for entry in group]}
        for letter, group in by_letter(listed)
    ]
    context = {
        **_site(request, SiteWording.current()),
        "title": page.title,
        "groups": groups,
        "letters": _letters(listed),
        "self": page,
    }
    return TemplateResponse(request, "conditions/condition_index.html", context)


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The front page: search, the conditions, what the four answers mean."""
    reading(request)
    return revalidated(_home(request, page))


def _home(request: HttpRequest, page: HomePage) -> HttpResponse:
    listed = entries(page.locale.language_code)[:HOME_LIMIT]
    conditions = [_listed(entry) for entry in listed]
    context = {
        **_site(request, SiteWording.current(), active=""),
        "conditions": conditions,
        "self": page,
    }
    if page.introduction:
        context["lead"] = page.introduction
    return TemplateResponse(request, "conditions/home_page.html", context)


@require_safe
def search_conditions(request: HttpRequest) -> HttpResponse:
    """Condition pages for `?q=`. Each hit links to its emergency and call-provider signs and names its review."""
    text = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    language = get_language() or "en"
    searched = bool(question_words(text, language))
    found = find(text, language=language, limit=SEARCH_LIMIT) if searched else Found([])
    hits = found.hits
    base = index_url(language)
    context = {
        **_site(request, SiteWording.current()),
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
    return TemplateResponse(request, "conditions/search.html", context)


def brand_css(request: HttpRequest) -> HttpResponse:
    """The hospital's brand colour, and the shades that follow from it, as the variables of the style sheet."""
    reading(request)
    brand = SiteWording.current().brand
    css = (
        f":root{{--brand:{brand};--brand-deep:color-mix(in srgb,{brand} 75%,#000);"
        f"--brand-soft:color-mix(in srgb,{brand} 10%,#fff);--brand-line:color-mix(in srgb,{brand} 35%,#fff)}}"
    )
    return revalidated(
        HttpResponse(f"@media not (prefers-color-scheme:dark){{{css}}}\n", content_type="text/css")
    )


def _site(request: HttpRequest, wording: SiteWording, *, active: str = "conditions") -> dict[str, Any]:
    """The frame of a public page. It names whoever is signed in; such a page is never kept (`reading`)."""
    user = getattr(request, "user", None)  # a preview is asked for without the middleware
    return {
        **frame(wording),
        "nav_active": active,
        "account_name": user.get_short_name() if user and user.is_authenticated else "",
    }


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


def register() -> None:
    """Tell the page types how they are shown. Called once, at start-up."""
    page_views.register(ConditionPage, published=condition, draft=condition_draft)
    page_views.register(ConditionIndexPage, published=index, draft=_index)
    page_views.register(HomePage, published=home, draft=_home)
