"""What stands around every public page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from conditions.models import SiteWording
from conditions.selectors.wording import frame


def site_frame(request: HttpRequest, wording: SiteWording, *, active: str = "conditions") -> dict[str, Any]:
    """The frame of a public page. It names whoever is signed in; such a page is never kept (`serving.reading`)."""
    user = request.user
    return {
        **frame(wording),
        "nav_active": active,
        "account_name": user.get_short_name() if user.is_authenticated else "",
    }
