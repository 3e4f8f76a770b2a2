"""Makes the home page and the A to Z of a new site. `manage.py prepare_site`; again, it changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from conditions.services.tree import ensure_tree


class Command(BaseCommand):
    help = (
        "Make the home page and the A to Z, in place of Wagtail's welcome page, where they are not there yet."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        index = ensure_tree(settings.LANGUAGE_CODE)
        self.stdout.write(f"Condition pages go below “{index.title}”.")
