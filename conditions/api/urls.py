"""Addresses of the public part of the API, under /api/v1."""

from __future__ import annotations

from django.urls import path

from conditions.api.views import ConditionListView, ConditionView, QuestionnaireView

urlpatterns = [
    path("conditions", ConditionListView.as_view(), name="api-conditions"),
    path("conditions/<slug:slug>", ConditionView.as_view(), name="api-condition"),
    path("conditions/<slug:slug>/questionnaire", QuestionnaireView.as_view(), name="api-questionnaire"),
]
