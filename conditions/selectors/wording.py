"""The site's wording as templates name it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from conditions.freshness import current_epoch
from conditions.models import SiteWording

_kept: dict[int, SiteWording] = {}


def recent_wording() -> SiteWording:
    """The site's wording, at most as old as the freshness bound; costs no query while nothing public changes.

    What is kept for later (`conditions.serving`) must use `SiteWording.current()` instead, which reads it now.
    """
    epoch = current_epoch()
    wording = _kept.get(epoch)
    if wording is None:
        wording = SiteWording.current()
        _kept.clear()
        _kept[epoch] = wording
    return wording


def frame(wording: SiteWording) -> dict[str, Any]:
    """What the frame around every page says about this site."""
    changed = wording.brand != SiteWording._meta.get_field("brand").default
    return {
        "site_name": wording.site_name,
        "emergency_number": wording.emergency_number,
        "emergency_action": wording.emergency_action,
        "care_team_phone": wording.care_team_phone,
        "find_care_url": wording.find_care_url,
        "site_search_url": reverse("search"),
        "brand_css_url": reverse("brand_css") if changed else "",
    }
