"""`manage.py abandon_drafts`: end the check-ins that nobody went on with for 24 hours."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from triage.services.check_ins import abandon_old_drafts


class Command(BaseCommand):
    help = "Abandon every draft check-in that had no answer for 24 hours. What reached staff stays with them."

    def handle(self, *args: Any, **options: Any) -> None:
        count = abandon_old_drafts()
        self.stdout.write(f"{count} drafts abandoned.")
