"""What every template may name without a view passing it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from conditions.selectors.wording import frame, recent_wording


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's wording and whether this is a demo. Holds nothing about the user, so pages stay cacheable.

    The admin gets the second alone: its own templates name variables too, and ours would shadow them.
    """
    demo = {"demo_mode": settings.SIGNPOST_DEMO}
    if request.path.startswith(reverse("wagtailadmin_home")):
        return demo
    return {**frame(recent_wording()), **demo}
