"""The pages of last resort, and others that say no. Nobody keeps one: it may name who is signed in, and what was not
there may be there now.

400 and 500 name the demo and nothing else: whatever failed may fail again.
"""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.cache import patch_cache_control
from django.views import defaults

Answer = TypeVar("Answer", bound=HttpResponseBase)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a wrong host, too many fields, a body that is too large, text that cannot be read."""
    return kept_by_nobody(HttpResponse(_page("400.html"), status=400))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """403: says who is signed in."""
    return kept_by_nobody(defaults.permission_denied(request, exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404: browsers and proxies may otherwise keep one for as long as they like (RFC 9111)."""
    return kept_by_nobody(defaults.page_not_found(request, exception))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: something failed here."""
    return kept_by_nobody(HttpResponse(_page("500.html"), status=500))


def kept_by_nobody(response: Answer) -> Answer:
    """`response`, which no browser and no proxy stores."""
    patch_cache_control(response, no_store=True, private=True)
    return response


def _page(template: str) -> str:
    return str(get_template(template).render({"demo": settings.SIGNPOST_DEMO}))
