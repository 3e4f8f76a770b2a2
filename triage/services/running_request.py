"""Which request runs, so that audit rows and log lines can name it."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

REQUEST_ID: Final[ContextVar[str]] = ContextVar("request_id", default="")
"""At most 64 characters; empty outside a request."""
