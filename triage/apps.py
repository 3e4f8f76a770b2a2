"""The patient app: check-ins, decisions and the care team's list."""

from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"
    verbose_name = "Triage"
