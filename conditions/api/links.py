"""Addresses in answers: absolute, under the host that the caller used (which ALLOWED_HOSTS has checked)."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from conditions.models import ConditionPage

API: Final = "/api/v1"


def origin_of(request: HttpRequest) -> str:
    """Scheme and host, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


def page_path(page: ConditionPage) -> str:
    """The path of the public page, "" when it is not under any site."""
    parts = page.get_url_parts()
    return parts[2] or "" if parts else ""


def api_path(*steps: str, language: str = "") -> str:
    """The path of an API resource; `language` is named where one slug can mean several pages."""
    path = "/".join([API, *steps])
    return f"{path}?language={language}" if language else path


def next_link(request: HttpRequest, cursor: str) -> str:
    """The `Link` header to the next page of this list."""
    parameters = request.GET.copy()
    parameters["cursor"] = cursor
    return f'<{origin_of(request)}{request.path}?{parameters.urlencode()}>; rel="next"'
