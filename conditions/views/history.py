"""What changed on a page: every publication of it, in plain words, for readers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from conditions.models import ConditionPage, Publication, SiteWording
from conditions.presenter import Facts
from conditions.selectors.history import SHOWN, Step, history_of
from conditions.selectors.publications import withdrawn_from
from conditions.serving import reading, revalidated
from conditions.views.frame import site_frame
from conditions.what_changed import ending, sentences


def what_changed(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """Public for a page that is served or was withdrawn; from its publications alone."""
    reading(request)
    here = Publication.objects.current().filter(page=page, page__live=True, page__url_path=page.url_path)
    latest = here.first() or withdrawn_from(page)
    if latest is None:
        raise Http404("This page has no current publication.")
    steps = history_of(page)
    document = latest.parsed_document()
    context = {
        **site_frame(request, SiteWording.current()),
        "title": document.title,
        "page_url": page.get_url(request) or "",
        "sample": document.sample,
        "withdrawn": {"on": latest.ended_at, "reason": latest.end_reason} if latest.ended_at else None,
        "entries": [_entry(step) for step in steps],
        "shortened": len(steps) == SHOWN,
        "page_language": latest.language,
    }
    return revalidated(request, TemplateResponse(request, "conditions/what_changed.html", context))


def _entry(step: Step) -> dict[str, Any]:
    return {
        "publication": Facts.of(step.publication),
        "sentences": sentences(step),
        "ended_at": step.publication.ended_at,
        "ending": ending(step),
    }
