"""One condition page: from its current publication, as a draft, or out of use."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from conditions.builder import document_of
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument
from conditions.models import ConditionPage, Publication, SiteWording
from conditions.presenter import (
    DRAFT,
    WHAT_CHANGED,
    Facts,
    present,
    sign_lists,
    slugs_named,
    withdrawn_words,
)
from conditions.selectors.listing import urls_of
from conditions.selectors.publications import withdrawn_from
from conditions.selectors.words import served_document
from conditions.serving import reading, revalidated
from conditions.views.frame import site_frame


def condition(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """One condition page from its current publication; 404 when it has none."""
    reading(request)
    # The page was routed before the epoch was read, so its address is asked for again.
    here = Publication.objects.current().filter(page=page, page__live=True, page__url_path=page.url_path)
    publication = here.first()
    if publication is None:
        return _not_served(request, page)
    document = served_document(publication)
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
    context = {**site_frame(request, wording), "page": view, "self": page, "page_language": document.language}
    return revalidated(request, TemplateResponse(request, "conditions/condition_page.html", context))


def _public_address(page: ConditionPage, request: HttpRequest) -> str:
    """The page's address as printed and as search engines keep it: under BASE_URL, whatever host was asked."""
    parts = page.get_url_parts(request)
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{parts[2]}" if parts else ""


def _not_served(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """A withdrawn page says so (410) and keeps its signs readable; any other page is a 404."""
    publication = withdrawn_from(page)
    if publication is None:
        raise Http404("This page has no current publication.")
    return revalidated(request, withdrawn(request, publication))


def withdrawn(request: HttpRequest, publication: Publication) -> HttpResponse:
    """That the page is out of use, since when and why, with every sign and whom to call."""
    document = publication.parsed_document()
    wording = SiteWording.current()
    context = {
        **site_frame(request, wording),
        "title": document.title,
        "withdrawn": withdrawn_words(publication),
        "sample": document.sample,
        "what_changed_url": f"{WHAT_CHANGED}/",
        "lists": sign_lists(document, wording),
        "publication": Facts.of(publication),
        "page_language": document.language,
    }
    return TemplateResponse(request, "conditions/withdrawn.html", context, status=410)


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
    context = {**site_frame(request, wording), "page": view, "page_language": document.language}
    return TemplateResponse(request, "conditions/condition_page.html", context)


def _draft_questions(document: ConditionDocument, *, other_worry: str) -> int:
    """How many questions the draft asks; 0 while it has a sign that cannot be decided yet, so that it still shows."""
    try:
        return len(compile_questionnaire(document, other_worry=other_worry).questions)
    except ValueError:
        return 0
