"""What every template may name without a view passing it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and whether this is a demo. Holds nothing about the user, so pages stay cacheable."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "demo_mode": settings.SIGNPOST_DEMO}
