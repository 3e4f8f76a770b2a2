"""Lets whoever sends a large body finish before the answer goes out.

The server closes a connection on which a body is still coming when it has answered. A sender that was refused for its
size would be cut off in the middle, and most programs then report a broken connection and not what they were told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from portal.bytes_cache import Application, Environ, StartResponse

LARGE: Final = 16 * 1024
"""Bytes. A smaller body has arrived whole before anything is answered."""
MOST_TAKEN: Final = 32 * 1024 * 1024
"""Bytes that are read and thrown away; whoever sends more is cut off."""
PIECE: Final = 64 * 1024


class WholeRequests:
    """A WSGI application around another one that reads what the other one left of a large body."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response = self._application(environ, start_response)
        if _may_be_large(environ):
            _throw_away(environ["wsgi.input"])
        return response


def _may_be_large(environ: Environ) -> bool:
    length: str = environ.get("CONTENT_LENGTH") or ""
    return int(length) > LARGE if length.isdecimal() else "HTTP_TRANSFER_ENCODING" in environ


def _throw_away(body: Any) -> None:
    left = MOST_TAKEN
    try:
        while left > 0 and (piece := body.read(min(left, PIECE))):
            left -= len(piece)
    except OSError:
        return  # the sender has gone: nobody waits for the answer
