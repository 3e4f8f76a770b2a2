"""Serves uploaded pictures from the local disk. With an object store, `MEDIA_URL` points there and this is unused."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

FOR_EVER = "public, max-age=31536000, immutable"
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture that is opened by itself runs no script, whatever somebody managed to upload."""


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """One picture. Those in `figures/` are named by their fingerprint and never change."""
    response = serve(request, f"{folder}/{name}", document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = _SANDBOX
    if folder == "figures":
        response["Cache-Control"] = FOR_EVER
    return response
