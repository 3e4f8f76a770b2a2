"""Publishes and expires what is due, instead of Wagtail's command of this name.

Wagtail's stops at the first page that publishing refuses and loses that page's schedule. This one gives each its
own transaction, goes on, keeps the schedule, and ends with an error that names what was refused.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from conditions.freshness import hold


class Command(BaseCommand):
    help = "Publishes what is scheduled and unpublishes what has expired; reports what was refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dryrun", "--dry-run", action="store_true", help="Only say what would be done.")

    def handle(self, *_args: Any, dryrun: bool, **_options: Any) -> None:
        """Raises CommandError, after everything else is done, when something was refused."""
        refused = 0
        for what, act in (*_expiries(), *_publications()):
            if dryrun:
                self.stdout.write(f"Would {what}")
                continue
            try:
                with transaction.atomic():
                    hold()  # before any row, as everybody does who publishes: else both wait for each other
                    act()
            except ValidationError as error:
                refused += 1
                self.stderr.write(f"Refused to {what}: {' '.join(error.messages)}")
            except Exception as error:  # one broken page must not keep the others from their hour
                refused += 1
                self.stderr.write(f"Failed to {what}: {type(error).__name__}: {error}")
        if refused:
            raise CommandError(f"{refused} not done; their schedules are kept.")


def _expiries() -> Iterator[tuple[str, Callable[[], None]]]:
    """Each live thing whose time is over, and how to unpublish it."""
    for model in _scheduled_models():
        due = model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        for pk, name in [(thing.pk, str(thing)) for thing in due]:
            yield (
                f"expire {model._meta.verbose_name} {pk} “{name}”",
                partial(_expire, model, pk),
            )


def _publications() -> Iterator[tuple[str, Callable[[], None]]]:
    """Each revision whose time has come, earliest first, and how to publish it."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by(
        "approved_go_live_at", "pk"
    )
    for pk, object_id, name in list(due.values_list("pk", "object_id", "object_str")):
        yield f"publish page {object_id} “{name}” (revision {pk})", partial(_publish, pk)


def _expire(model: Any, pk: Any) -> None:
    thing = model.objects.filter(live=True, expire_at__lt=timezone.now(), pk=pk).select_for_update().first()
    if thing is not None:
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(pk: int) -> None:
    # Looked up again under a lock: another run of this command may have been here first.
    revision = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).select_for_update().first()
    if revision is not None:
        revision.publish(log_action="wagtail.publish.scheduled")


def _scheduled_models() -> list[Any]:
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]
