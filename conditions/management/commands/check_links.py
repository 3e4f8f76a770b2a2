"""Asks whether the addresses elsewhere that pages name still answer. Run it once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conditions.domain.link_health import LinkAnswer
from conditions.selectors.links import link_faults
from conditions.services.asking_links import ask
from conditions.services.links import Run, due, forget_unnamed

_IN_WORDS = {
    LinkAnswer.WORKS: "works",
    LinkAnswer.GONE: "not found",
    LinkAnswer.FAILS: "does not answer",
    LinkAnswer.UNKNOWN: "cannot be told by a program",
}


class Command(BaseCommand):
    help = (
        "Asks each web address that a page or a draft names whether it still answers, one request a second for each "
        "host. Editors then see broken links beside the field and in the source radar. Only public addresses are asked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be asked.")

    def handle(self, *_args: Any, dry_run: bool, **_options: Any) -> None:
        """Raises CommandError when nothing at all could be reached: then nothing is held against any address."""
        addresses = due()
        if dry_run:
            for address in addresses:
                self.stdout.write(f"{address} would be asked")
            return
        run = Run(ask)
        for number, (address, answer) in enumerate(run.check(addresses), start=1):
            self.stdout.write(f"{number}/{len(addresses)} {address}: {_IN_WORDS[answer]}")
        if addresses and not run.reached:
            raise CommandError(
                "Nothing could be reached, so nothing was kept. Has this machine a way to the outside?"
            )
        forget_unnamed()
        self.stdout.write(f"{len(addresses)} asked; {len(link_faults())} of all addresses are broken.")
