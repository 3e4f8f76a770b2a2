"""Ids that begin with the time, so that rows of one moment stand together in every index that names them.

Random ids send each row to another block of each index; a check-in then writes a third more blocks. When a row was
made is no secret from who may read the row, and 74 random bits are left, so nobody guesses an id.
"""

from __future__ import annotations

import os
import time
import uuid


def time_ordered_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562, 5.7): 48 bits of milliseconds since 1970, then random bits."""
    number = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(int=number & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)
