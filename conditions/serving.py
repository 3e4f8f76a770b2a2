"""Marks a response that was rendered from current publications alone, so that its bytes may be kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from conditions.freshness import read_epoch

CACHEABLE_EPOCH = "signpost.cacheable_epoch"
"""The key in the WSGI environment under which a view leaves the freshness epoch of what it rendered."""


def reading(request: HttpRequest) -> None:
    """Say that everything this response shows is read after this call, from publications and site wording.

    Call it before the first read. A page that shows a user, a session, a nonce or a CSRF token must not call it.
    """
    if not request.user.is_authenticated:
        request.META[CACHEABLE_EPOCH] = read_epoch()


def revalidated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with the browser told to ask again each time: a corrected warning must reach the reader.

    A page that names whoever is signed in is for that browser alone.
    """
    response["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
    return response
