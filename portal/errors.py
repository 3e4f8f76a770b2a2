"""The pages of last resort. They name the demo and nothing else: whatever failed may fail again."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a wrong host, too many fields, a body that is too large."""
    return HttpResponse(_page("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: something failed here."""
    return HttpResponse(_page("500.html"), status=500)


def _page(template: str) -> str:
    return str(get_template(template).render({"demo": settings.SIGNPOST_DEMO}))
