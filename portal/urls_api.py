"""Addresses for other systems: /api, its documentation, and the OAuth2 endpoints."""

from __future__ import annotations

from django.urls import include, path, re_path

from conditions.api.views import UnknownAddress
from portal.oauth import urlpatterns as oauth
from portal.openapi import ApiDocsView, OpenApiView

urlpatterns = [
    path("api/v1/", include("conditions.api.urls")),
    path("api/v1/", include("triage.api.urls")),
    path("api/v1/", include("portal.findings_api")),
    path("api/v1/openapi.json", OpenApiView.as_view(), name="api-schema"),
    path("api/docs", ApiDocsView.as_view(), name="api-docs"),
    *oauth,
    re_path(r"^api(?:/.*)?$", UnknownAddress.as_view(), name="api-unknown"),
]
