"""What every template may name without a view passing it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from conditions.selectors.wording import frame, recent_wording


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's wording and whether this is a demo. Holds nothing about the user, so pages stay cacheable."""
    return {**frame(recent_wording()), "demo_mode": settings.SIGNPOST_DEMO}
