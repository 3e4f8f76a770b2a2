"""The patient app: check-ins, decisions and the care team's list."""

from django.apps import AppConfig
from django.core.checks import register


class TriageConfig(AppConfig):
    name = "triage"
    verbose_name = "Triage"

    def ready(self) -> None:
        from conditions.impact import register_source
        from triage import checks
        from triage.services.impact import count_impact

        register_source(count_impact)
        register(checks.check_field_classes)
        register(checks.check_not_in_the_editor)
