"""Say what there is to say about condition pages: the findings of the editor, at the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conditions.importing.looking import Looked, at_files, at_pages
from conditions.models import ConditionPage


class Command(BaseCommand):
    help = (
        "List stops, warnings and notes of pages, live words and newest drafts, or of files. Changes nothing."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="which pages; all of them without one")
        parser.add_argument(
            "--files",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="look at these files and folders, not at pages",
        )
        parser.add_argument(
            "--json", action="store_true", help="answer with one JSON list, for other programs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for a slug that no page has, and with exit code 1 when there is a stop."""
        if options["files"] and options["slugs"]:
            raise CommandError("Name pages, or --files, not both.")
        looked = list(
            at_files(options["files"]) if options["files"] else at_pages(_pages(set(options["slugs"])))
        )
        if options["json"]:
            told = [one.as_json() for one in looked]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for one in looked:
                self._say(one)
        stops = sum(one.counts["stop"] for one in looked)
        if stops:
            raise CommandError(f"Stops: {stops}", returncode=1)

    def _say(self, looked: Looked) -> None:
        counts = ", ".join(f"{number} {kind}" for kind, number in looked.counts.items())
        self.stdout.write(f"{looked.name} ({looked.language or '?'}), {looked.what}: {counts}")
        for one in looked.found:
            self.stdout.write(f"  {one.kind.value:<4}  {one.where}: {one.message} [{one.code}]")


def _pages(slugs: set[str]) -> list[ConditionPage]:
    pages = ConditionPage.objects.select_related("locale").order_by("slug", "locale__language_code")
    if not slugs:
        return list(pages)
    unknown = sorted(slugs - set(pages.values_list("slug", flat=True)))
    if unknown:
        raise CommandError(f"There is no page {', '.join(unknown)}.")
    return list(pages.filter(slug__in=slugs))
