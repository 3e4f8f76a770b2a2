"""Asks the addresses elsewhere that pages name, and keeps what they answered for the findings and the source radar."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils import timezone

from conditions.domain.link_health import LinkAnswer
from conditions.models import LinkCheck
from conditions.selectors.links import key_of, named_addresses

ASKED_AGAIN_AFTER = datetime.timedelta(hours=20)
"""So that a run each day asks about everything, and one after a run that died goes on where that ended."""
BETWEEN = 1.0
"""Seconds between two questions to one host, so that nobody takes this for an attack."""


@dataclass
class Run:
    """One run. `ask` answers for an address, and `wait` waits for some seconds.

    A fault is kept only once something has answered in this run: a server without a way to the outside, or whose
    network is down, must not call every address broken.
    """

    ask: Callable[[str], LinkAnswer]
    wait: Callable[[float], None] = time.sleep
    reached: bool = False
    _held: list[tuple[str, LinkAnswer, datetime.datetime]] = field(default_factory=list)
    _asked: dict[str, float] = field(default_factory=dict)

    def check(self, addresses: list[str]) -> Iterator[tuple[str, LinkAnswer]]:
        """Ask each, one after the other; each answer is stored before it is given."""
        for address in addresses:
            self._be_polite(urlsplit(address).netloc)
            answer = self.ask(address)
            self._note(address, answer)
            yield address, answer

    def _be_polite(self, host: str) -> None:
        since = time.monotonic() - self._asked.get(host, -BETWEEN)
        if since < BETWEEN:
            self.wait(BETWEEN - since)
        self._asked[host] = time.monotonic()

    def _note(self, address: str, answer: LinkAnswer) -> None:
        self.reached = self.reached or answer in (LinkAnswer.WORKS, LinkAnswer.GONE)
        self._held.append((address, answer, timezone.now()))
        if self.reached:
            for one in self._held:
                _keep(*one)
            self._held.clear()


def due(now: datetime.datetime | None = None) -> list[str]:
    """What to ask about, in an order that goes from host to host."""
    recent = LinkCheck.objects.filter(checked_at__gt=(now or timezone.now()) - ASKED_AGAIN_AFTER)
    asked = set(recent.values_list("key", flat=True))
    named = {key_of(address): address for address in named_addresses()}
    return [named[key] for key in sorted(named.keys() - asked)]


def forget_unnamed() -> None:
    """Drop what no page names any more."""
    named = {key_of(address) for address in named_addresses()}
    gone = [key for key in LinkCheck.objects.values_list("key", flat=True) if key not in named]
    for start in range(0, len(gone), 500):
        LinkCheck.objects.filter(key__in=gone[start : start + 500]).delete()


def _keep(address: str, answer: LinkAnswer, now: datetime.datetime) -> None:
    before = LinkCheck.objects.filter(key=key_of(address)).first()
    since = None
    if answer.is_fault:
        since = before.failing_since if before is not None and before.failing_since else now
    LinkCheck.objects.update_or_create(
        key=key_of(address),
        defaults={"address": address, "answer": answer.value, "checked_at": now, "failing_since": since},
    )
