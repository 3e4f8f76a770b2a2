"""Addresses of the content app that are not pages of the tree."""

from django.urls import path

from conditions import views

urlpatterns = [
    path("search/", views.search_conditions, name="search"),
    path("brand.css", views.brand_css, name="brand_css"),
]
