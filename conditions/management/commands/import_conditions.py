"""Import condition pages from YAML or JSON files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from conditions.importing.apply import apply
from conditions.importing.faults import ImportRefused
from conditions.importing.plan import find_reviewer, plan


class Command(BaseCommand):
    help = "Import condition pages from files, all of them or none. Importing the same files again changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files"
        )
        parser.add_argument("--publish", action="store_true", help="publish the pages, through the gate")
        parser.add_argument(
            "--reviewed-by", default="", metavar="NAME", help="a reviewer who approved these words"
        )
        parser.add_argument(
            "--second-approval-by",
            default="",
            metavar="NAME",
            help="another reviewer who approved them too: needed where a change may lower a check-in's level",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError with every fault of every file; then nothing was imported."""
        publish: bool = options["publish"]
        try:
            steps, reviewer = plan(options["paths"], publish=publish, reviewer_name=options["reviewed_by"])
            second = find_reviewer("--second-approval-by", options["second_approval_by"])
        except ImportRefused as refused:
            for fault in refused.faults:
                self.stderr.write(str(fault))
            raise CommandError(f"Nothing was imported. Faults: {len(refused.faults)}") from refused
        if options["dry_run"]:
            for step in steps:
                verb = "create" if step.stored is None else "change" if step.changes else "leave as it is:"
                self.stdout.write(f"would {verb} {step.file.name}")
            return
        try:
            apply(steps, publish=publish, reviewer=reviewer, second=second, say=self.stdout.write)
        except ValidationError as refused:
            raise CommandError(f"Nothing was imported. {' '.join(refused.messages)}") from refused
        self.stdout.write(f"Pages: {len(steps)}, created or changed: {sum(step.changes for step in steps)}")
