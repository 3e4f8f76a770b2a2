"""Every address of the site. What is not listed here does not exist; `tests/portal/test_every_route.py` walks it."""

from __future__ import annotations

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include("portal.urls_api")),
    path("", include(wagtail_urls)),
]
