"""What changed on a page: every publication of it, in plain words, for readers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from conditions.models import ConditionPage, Publication, SiteWording
from conditions.presenter import Facts, withdrawn_words
from conditions.selectors.history import Step, history_of, withdrawn_up_to
from conditions.selectors.publications import withdrawn_from
from conditions.serving import reading, revalidated
from conditions.views.frame import site_frame
from conditions.what_changed import ended_at, ending, sentences, words


def what_changed(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    """Public for a page that is served or was withdrawn; from its publications alone."""
    reading(request)
    here = Publication.objects.current().filter(page=page, page__live=True, page__url_path=page.url_path)
    latest = here.first() or withdrawn_from(page)
    if latest is None:
        raise Http404("This page has no current publication.")
    found = history_of(page, before=_before(request))
    document, unsafe = latest.parsed_document(), withdrawn_up_to(page)
    context = {
        **site_frame(request, SiteWording.current()),
        "title": document.title,
        "page_url": page.get_url(request) or "",
        "sample": document.sample,
        "withdrawn": withdrawn_words(latest),
        "entries": [_entry(step, unsafe) for step in found.steps],
        "older_url": f"?before={found.older}" if found.older else "",
        "page_language": latest.language,
    }
    return revalidated(request, TemplateResponse(request, "conditions/what_changed.html", context))


def _before(request: HttpRequest) -> int | None:
    number = request.GET.get("before", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= 9 else None


def _entry(step: Step, unsafe: int) -> dict[str, Any]:
    """`unsafe`: up to this number nobody is shown the words themselves, because some of them were withdrawn."""
    shown = step.before is not None and step.before.number > unsafe
    return {
        "publication": Facts.of(step.publication),
        "sentences": sentences(step),
        "words": words(step) if shown else [],
        "ended_at": ended_at(step),
        "ending": ending(step),
    }
