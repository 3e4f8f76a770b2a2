"""Addresses of the content app that are not pages of the tree."""

from django.urls import path

from conditions.views import public

urlpatterns = [
    path("search/", public.search_conditions, name="search"),
    path("brand.css", public.brand_css, name="brand_css"),
]
