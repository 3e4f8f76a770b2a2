"""Every address of the site. What is not listed here does not exist; `tests/portal/test_every_route.py` walks it."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import health, media

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    re_path(
        r"^media/(?P<folder>figures|images|original_images)/(?P<name>[\w.-]+)$", media.picture, name="picture"
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("care-team/", include("triage.urls_care_team")),
    path("", include("portal.urls_api")),
    # English has no prefix; other languages do (`/es/…`).
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("conditions.urls")),
        path("", include("triage.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"
