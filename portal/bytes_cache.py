"""Serves published pages as ready bytes, below Django, checked for freshness on every request.

A view that rendered from current publications marks its request with the freshness epoch that it read *before* it
read anything else (`conditions.serving`). The bytes are kept under that epoch and served only while it is the
current one, so a corrected page is never served stale once publishing has returned. Kept bytes hold no user,
session, nonce or CSRF state: only GET and HEAD, without a query string and without a session cookie, of an address that
the site is configured with.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.db import DatabaseError, connection

from conditions.freshness import epoch_between_requests
from conditions.serving import CACHEABLE_EPOCH

Environ: TypeAlias = dict[str, Any]
StartResponse: TypeAlias = Callable[..., Any]
Application: TypeAlias = Callable[[Environ, StartResponse], Iterable[bytes]]
Header: TypeAlias = tuple[str, str]
Key: TypeAlias = tuple[str, str, str, str]

MAX_KEPT_BYTES = 64 * 1024 * 1024
ENCODINGS = ("", "gzip", "br")
_SCHEMES = {"", "http", "https"}
_REPLACED = {"content-length", "content-encoding", "etag", "cache-control", "vary"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page's bytes in each encoding, with the headers that go with them."""

    epoch: int
    etag: str
    bodies: dict[str, bytes]
    headers: dict[str, list[Header]]

    @property
    def size(self) -> int:
        return sum(len(body) for body in self.bodies.values())


class BytesCache:
    """A WSGI application around another one that keeps what it may and asks the other for the rest."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._entries: dict[Key, Entry] = {}
        self._size = 0
        self._lock = threading.Lock()
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._usual = _UsualAddresses()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        if environ.get("QUERY_STRING") or self._session_cookie in environ.get("HTTP_COOKIE", ""):
            return self._ask(None, environ, start_response)
        key = (
            environ.get("HTTP_HOST", ""),
            environ["wsgi.url_scheme"],
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ["PATH_INFO"],
        )
        entry = self._entries.get(key)
        if entry is not None and entry.epoch == _epoch_or_none():
            return _send(entry, environ, start_response)
        return self._ask(key if self._usual.include(environ) else None, environ, start_response)

    def _ask(self, key: Key | None, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Ask the other application. Its answer is kept under `key`; without one it is only sent, like a kept one."""
        started: list[tuple[str, list[Header]]] = []

        def hold(status: str, headers: list[Header], exc_info: object = None) -> None:
            started[:] = [(status, headers)]

        response = self._application(environ, hold)
        status, headers = started[0]
        epoch = environ.get(CACHEABLE_EPOCH)
        if getattr(response, "streaming", True):
            start_response(status, headers)
            return response
        body = _whole(response)
        if epoch is None or not body or not _is_whole_page(status, headers):
            start_response(status, headers)
            return [body]
        if key is None:
            encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
            return _send(_entry(epoch, headers, body, {"", encoding}), environ, start_response)
        entry = _entry(epoch, headers, body, ENCODINGS)
        if environ["REQUEST_METHOD"] == "GET" and not _sets_cookie(headers):
            self._keep(key, entry)
        return _send(entry, environ, start_response)

    def _keep(self, key: Key, entry: Entry) -> None:
        with self._lock:
            if old := self._entries.pop(key, None):
                self._size -= old.size
            while self._entries and self._size + entry.size > MAX_KEPT_BYTES:
                oldest = next(iter(self._entries))
                self._size -= self._entries.pop(oldest).size
            self._entries[key] = entry
            self._size += entry.size


class _UsualAddresses:
    """The hosts and schemes that pages are kept for: those that the site is configured with. A sender can write any
    port, any name under a wildcard and any forwarded scheme; such a page is served, and keeping it would push the pages
    of readers out."""

    def __init__(self) -> None:
        base = urlsplit(settings.BASE_URL)
        named = {host.lower() for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))}
        self._hosts = {base.netloc.lower(), *named}
        self._names = {base.hostname or "", *named}

    def include(self, environ: Environ) -> bool:
        host = environ.get("HTTP_HOST", "")
        name, _, port = host.rpartition(":")
        usual = host in self._hosts or (port == environ.get("SERVER_PORT") and name in self._names)
        return usual and environ.get("HTTP_X_FORWARDED_PROTO", "") in _SCHEMES


def _whole(response: Iterable[bytes]) -> bytes:
    """The body of a response that is in memory already; servers send one piece faster than an iterator."""
    try:
        return b"".join(response)
    finally:
        if close := getattr(response, "close", None):
            close()


def _epoch_or_none() -> int | None:
    """The current epoch, or None when the database does not answer: then nothing kept is served."""
    try:
        return epoch_between_requests()
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()
        return None


def _is_whole_page(status: str, headers: list[Header]) -> bool:
    return status.startswith("200") and all(name.lower() != "content-encoding" for name, _ in headers)


def _sets_cookie(headers: list[Header]) -> bool:
    """Whether the answer is one reader's: it may go out like a kept page, and is not kept."""
    return any(name.lower() == "set-cookie" for name, _ in headers)


def _encoded(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=9))
    return gzip.compress(body, 9, mtime=0) if encoding == "gzip" else body


def _entry(epoch: int, headers: list[Header], body: bytes, encodings: Collection[str]) -> Entry:
    bodies = {encoding: _encoded(body, encoding) for encoding in encodings}
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    kept = [(name, value) for name, value in headers if name.lower() not in _REPLACED]
    kept += [("ETag", etag), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding, Cookie")]
    by_encoding = {
        encoding: [
            *kept,
            *([("Content-Encoding", encoding)] if encoding else []),
            ("Content-Length", str(len(encoded))),
        ]
        for encoding, encoded in bodies.items()
    }
    return Entry(epoch=epoch, etag=etag, bodies=bodies, headers=by_encoding)


def _encoding(accept: str) -> str:
    """The best of our encodings that the client accepts; `;q=0` is a no."""
    if not accept:
        return ""
    accepted = set()
    for item in accept.lower().split(","):
        name, _, parameters = item.strip().partition(";")
        if parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(name)
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _send(entry: Entry, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and (entry.etag in asked or asked.strip() == "*"):
        headers = [
            item for item in entry.headers[""] if item[0].lower() not in {"content-length", "content-type"}
        ]
        start_response("304 Not Modified", headers)
        return []
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start_response("200 OK", entry.headers[encoding])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [entry.bodies[encoding]]
