"""Export condition pages to YAML files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conditions.importing.export import ExportRefused, export
from conditions.models import ConditionPage


class Command(BaseCommand):
    help = "Write condition pages, every language, to files that import_conditions reads."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="which pages; all of them without one")
        parser.add_argument("--to", required=True, type=Path, metavar="DIR", help="the folder to write to")
        parser.add_argument(
            "--drafts", action="store_true", help="write the latest drafts, not what is published"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for a slug that no page has, and for a page that cannot be written."""
        pages = ConditionPage.objects.select_related("locale").order_by("slug", "locale__language_code")
        if slugs := set(options["slugs"]):
            pages = pages.filter(slug__in=slugs)
            unknown = sorted(slugs - set(pages.values_list("slug", flat=True)))
            if unknown:
                raise CommandError(f"There is no page {', '.join(unknown)}.")
        try:
            for path in export(list(pages), options["to"], drafts=options["drafts"]):
                self.stdout.write(f"wrote {path}")
        except (ExportRefused, OSError) as error:
            raise CommandError(str(error)) from error
