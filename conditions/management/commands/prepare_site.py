"""Makes the home page and the A to Z of a new site, with the host of BASE_URL. Again, it changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from conditions.services.tree import ensure_tree, name_site


class Command(BaseCommand):
    help = (
        "Make the home page and the A to Z, in place of Wagtail's welcome page, where they are not there yet."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        index = ensure_tree(settings.LANGUAGE_CODE)
        name_site(settings.BASE_URL)
        self.stdout.write(f"Condition pages go below “{index.title}”.")
