"""Addresses of the part of the API that is about patients, under /api/v1."""

from __future__ import annotations

from django.urls import path

from triage.api.assessments import AssessmentsView
from triage.api.check_ins import CheckInsView, CheckInView
from triage.api.patients import PatientSearchView, PatientsView, PatientView

urlpatterns = [
    path("assessments", AssessmentsView.as_view(), name="api-assessments"),
    path("check-ins", CheckInsView.as_view(), name="api-check-ins"),
    path("check-ins/<uuid:check_in_id>", CheckInView.as_view(), name="api-check-in"),
    path("patients", PatientsView.as_view(), name="api-patients"),
    path("patients/search", PatientSearchView.as_view(), name="api-patient-search"),
    path("patients/<uuid:patient_id>", PatientView.as_view(), name="api-patient"),
]
