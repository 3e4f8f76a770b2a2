"""Tells people by e-mail which pages need a review. Run it once a day; running it twice sends nothing twice."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conditions.models import ReviewReminder
from conditions.selectors.reminders import Notice
from conditions.services.reminders import Digest, digests, send


class Command(BaseCommand):
    help = (
        "Sends each reviewer one e-mail with the pages that nobody reviewed, and those whose review is late or due in "
        "30 days. What stays undone is told again. Without a reviewer the site administrators are told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say who would be told about what.")

    def handle(self, *_args: Any, dry_run: bool, **_options: Any) -> None:
        """Raises CommandError, after everybody else was told, when an e-mail could not be sent."""
        found, untold = digests()
        failed = 0
        for number, digest in enumerate(found, start=1):
            progress = f"{number}/{len(found)} {digest.recipient.name}"
            if dry_run:
                self._would_send(progress, digest)
            else:
                failed += not self._sent(progress, digest)
        for notice in untold:
            self.stderr.write(f"Nobody can be told: {_words(notice)}. Give a reviewer an e-mail address.")
        if not found:
            self.stdout.write("Nobody needs to be told anything.")
        if failed:
            raise CommandError(f"{failed} of {len(found)} e-mails were not sent; the next run tries again.")

    def _would_send(self, progress: str, digest: Digest) -> None:
        self.stdout.write(f"{progress}: would be told")
        for notice in digest.notices:
            self.stdout.write(f"  {_words(notice)}")

    def _sent(self, progress: str, digest: Digest) -> bool:
        try:
            pages = send(digest)
        except Exception as error:  # one reviewer's broken mailbox must not keep the others from their e-mail
            self.stderr.write(f"{progress}: not sent, {type(error).__name__}: {error}")
            return False
        self.stdout.write(f"{progress}: told about {pages}" if pages else f"{progress}: told by another run")
        return True


def _words(notice: Notice) -> str:
    kind = notice.kind.replace("_", " ")
    since = "live since" if notice.kind == ReviewReminder.Kind.NEVER_REVIEWED else "due"
    return f"{kind} of page {notice.page} “{notice.title}”, {since} {notice.due_on:%Y-%m-%d}"
