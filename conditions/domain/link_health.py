"""What is known of an address elsewhere: whether readers who follow it still find something."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

BROKEN_AFTER = datetime.timedelta(days=3)
"""How long an address must have failed before it counts as broken: a site may be down for a night or a weekend."""


class LinkAnswer(StrEnum):
    """How an address answered. `UNKNOWN`: a program cannot tell, because the site wants a person or a password, or must
    not be asked; that is never held against the address."""

    WORKS = "works"
    GONE = "gone"
    FAILS = "fails"
    UNKNOWN = "unknown"

    @property
    def is_fault(self) -> bool:
        return self in (LinkAnswer.GONE, LinkAnswer.FAILS)


@dataclass(frozen=True)
class LinkFault:
    """Why an address counts as broken. `gone`: its site says so itself; else nothing has answered since that day."""

    gone: bool
    since: datetime.date


def answer_of(status: int) -> LinkAnswer:
    """What an HTTP status says of the address, redirects followed (RFC 9110, section 15)."""
    if status < 400:
        return LinkAnswer.WORKS
    if status in (404, 410):
        return LinkAnswer.GONE
    return LinkAnswer.FAILS if status >= 500 else LinkAnswer.UNKNOWN
