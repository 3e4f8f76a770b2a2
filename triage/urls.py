"""Addresses of check-ins. What is in them: a condition's slug, or a random id; never an answer."""

from __future__ import annotations

from django.urls import path

from triage.views import check_in, guest, interruption, own, results, review

urlpatterns = [
    path("check-in/<slug:slug>/", check_in.check_in_start, name="check_in_start"),
    path("check-in/<slug:slug>/questions/", guest.check_in_guest, name="check_in_guest"),
    path("check-ins/", own.my_check_ins, name="my_check_ins"),
    path("check-ins/<uuid:check_in_id>/", results.check_in_detail, name="check_in_detail"),
    path(
        "check-ins/<uuid:check_in_id>/questions/<int:number>/",
        check_in.check_in_question,
        name="check_in_question",
    ),
    path(
        "check-ins/<uuid:check_in_id>/emergency/",
        interruption.check_in_interruption,
        name="check_in_interruption",
    ),
    path("check-ins/<uuid:check_in_id>/review/", review.check_in_review, name="check_in_review"),
]
