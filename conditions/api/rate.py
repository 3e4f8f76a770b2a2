"""How many calls one sender may make in a minute.

Counted in the default cache: exact over all processes with `REDIS_URL`; without it each process counts for itself,
so that the bound is the limit times the number of processes. The sender is the peer's address. `X-Forwarded-For` is
believed only for as many last entries as `SIGNPOST_TRUSTED_PROXIES` names, because everything before them is what
the sender wrote. An IPv6 sender is its /64, which is what one customer is given.
"""

from __future__ import annotations

import ipaddress
import time
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from conditions.api.codes import ErrorCode
from conditions.api.problems import Problem

WINDOW_SECONDS: Final = 60


def sender_of(request: HttpRequest) -> str:
    """The sender's address, or its /64 network; "unknown" for what is no address (all of them share one count)."""
    address: str = request.META.get("REMOTE_ADDR", "")
    trusted: int = settings.SIGNPOST_TRUSTED_PROXIES
    if trusted:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= trusted:
            address = forwarded[-trusted].strip()
    return _network(address)


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)


def count_call(request: HttpRequest, *, name: str, limit: int) -> int | None:
    """Count one call of `name`. None while the sender is within `limit` a minute, else the seconds to wait."""
    now = int(time.time())
    key = f"rate:{name}:{sender_of(request)}:{now // WINDOW_SECONDS}"
    try:
        count = cache.incr(key)
    except ValueError:
        cache.add(key, 0, 2 * WINDOW_SECONDS)
        count = cache.incr(key)
    return None if count <= limit else WINDOW_SECONDS - now % WINDOW_SECONDS


def rate_limited(retry_after: int, *, extra: dict[str, object] | None = None) -> Problem:
    """The 429; `extra` carries the safety envelope where somebody may be asking for help."""
    return Problem.of(429, ErrorCode.RATE_LIMITED, headers={"Retry-After": str(retry_after)}, extra=extra)
