"""`manage.py replay_assessments`: make every stored decision again from what went into it, and compare."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triage.models import Assessment
from triage.services.replaying import Replayed, replay

PROGRESS_EVERY = 1000


class Command(BaseCommand):
    help = (
        "Decide every stored assessment again from its stored input, and report any difference (exit code 1)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=None, help="Only the latest so many assessments.")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = dict.fromkeys(Replayed, 0)
        rows = Assessment.objects.select_related("publication").order_by("-assessed_at", "pk")
        total = rows.count() if options["limit"] is None else min(rows.count(), options["limit"])
        for number, row in enumerate(rows[: options["limit"]].iterator(chunk_size=500), start=1):
            replayed = replay(row)
            counts[replayed.result] += 1
            if replayed.result is Replayed.DIFFERENT:
                self.stderr.write(f"{row.pk}: {replayed.detail}")
            if number % PROGRESS_EVERY == 0:
                self.stdout.write(f"{number} of {total}")
        self._report(counts)

    def _report(self, counts: dict[Replayed, int]) -> None:
        done = sum(counts.values())
        failed, different = counts[Replayed.ENGINE_FAILED], counts[Replayed.DIFFERENT]
        self.stdout.write(
            f"{done} assessments replayed: {counts[Replayed.SAME]} the same, {different} different,"
            f" {failed} where the engine had failed."
        )
        if different:
            raise CommandError(f"{different} assessments differ from what is stored.", returncode=1)
