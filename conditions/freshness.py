"""How every process learns at once that something public changed.

One row, the epoch, is bumped in the transaction of each such change. A process may go on with what it last read
for `settings.SIGNPOST_FRESHNESS_MS`, timed from before its query; whoever changed something waits for that time
after the commit. So a request that starts after publishing returned never sees what was served before.
"""

from __future__ import annotations

import math
import threading
import time

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from conditions.models.freshness import FreshnessEpoch


class _LastRead:
    """What this process last read, and when it began to read it (seconds of the monotonic clock).

    Both stand in one tuple, so that every request of every thread reads them without waiting for a lock.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.kept: tuple[float, int] = (-math.inf, 0)

    def number_if_fresh(self, now: float) -> int | None:
        began, number = self.kept
        return number if now - began < bound_seconds() else None

    def keep(self, began: float, number: int) -> None:
        with self.lock:
            if began > self.kept[0]:
                self.kept = (began, number)


_last_read = _LastRead()


def bound_seconds() -> float:
    """How long a process may go on with an epoch that it read, in seconds."""
    return float(settings.SIGNPOST_FRESHNESS_MS) / 1000


def read_epoch() -> int:
    """The epoch, read from the database now: for what is about to be rendered and kept."""
    number = FreshnessEpoch.objects.filter(pk=FreshnessEpoch.ONLY).values_list("number", flat=True).first()
    return number or 0


def current_epoch() -> int:
    """The epoch, at most `bound_seconds()` old: for deciding whether kept bytes still hold.

    Inside a transaction it is read each time and not kept: the number may be our own uncommitted one, and bytes
    of the old content kept under it would outlive the commit.
    """
    return read_epoch() if transaction.get_connection().in_atomic_block else epoch_between_requests()


def epoch_between_requests() -> int:
    """`current_epoch()` where no transaction can be open, which is not looked up then: below Django."""
    began = time.monotonic()
    number = _last_read.number_if_fresh(began)
    if number is None:
        number = read_epoch()
        _last_read.keep(began, number)
    return number


def hold() -> None:
    """Lock the epoch until the transaction ends, so that changes of public content happen one after another.

    Taking this lock before any page's row keeps two publishers from waiting for each other. It must run inside a
    transaction; SQLite's transactions hold the only write lock already.
    """
    FreshnessEpoch.objects.select_for_update().get_or_create(pk=FreshnessEpoch.ONLY)


@transaction.atomic
def bump() -> None:
    """Tell every process that something public changed, as part of the caller's transaction.

    After the commit this thread waits for the bound, once for each transaction. The number is at least the
    time in microseconds, so that a restored backup never brings a number back that some process has kept.
    """
    hold()
    FreshnessEpoch.objects.filter(pk=FreshnessEpoch.ONLY).update(
        number=Greatest(F("number") + 1, time.time_ns() // 1000)
    )
    waiting = transaction.get_connection().run_on_commit
    if not any(callback is _wait for _, callback, _ in waiting):
        transaction.on_commit(_wait)


def _wait() -> None:
    time.sleep(bound_seconds())
