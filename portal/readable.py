"""Text that no database stores: NUL, and halves of surrogate pairs. PostgreSQL fails on it, so it is asked about none.

What a form holds is looked at by its form, which says so beside the field. The API has its own answer.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

_FORBIDDEN = re.compile(r"[\x00\ud800-\udfff]")


class ReadableMiddleware:
    """Refuses an address that nobody can have typed and a link cannot hold: 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Raises BadRequest for such an address, and for an encoding other than UTF-8, which can spell halves."""
        if not _is_utf_8(request.encoding) or unreadable([request.path_info, *texts_of(request.GET)]):
            raise BadRequest("The request holds text that cannot be read.")
        return self.get_response(request)


def unreadable(texts: Iterable[str]) -> bool:
    """Whether one of `texts` is none that a database stores."""
    return any(map(_FORBIDDEN.search, texts))


def texts_of(data: QueryDict) -> list[str]:
    """Every name and every value of a query or a form; an uploaded file is neither."""
    return [text for name, values in data.lists() for text in (name, *values) if isinstance(text, str)]


def _is_utf_8(encoding: str | None) -> bool:
    return encoding is None or codecs.lookup(encoding).name == "utf-8"
