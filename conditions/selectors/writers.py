"""Who was the last to write the words of each section, read from the page's revisions."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Revision

from conditions.domain.sections import FIELDS_OF
from conditions.models import ConditionPage

_STANDS_BEHIND = {"emergency": ("emergency_exemption_by",)}


def last_writers(page: ConditionPage) -> dict[str, int | None]:
    """The account that last changed each clinical section of the page's newest revision; None when that was no
    account (an import), or when the page has no revision.

    What is stored is compared, without the ids of blocks; so whoever saves without a change is no writer.
    """
    writers: dict[str, int | None] = {}
    contents = (
        Revision.objects.for_instance(page)
        .order_by("-created_at", "-id")
        .values_list("user_id", "content")
        .iterator(chunk_size=20)
    )
    newer: dict[str, str] | None = None
    newer_user: int | None = None
    for user_id, content in contents:
        words = {section: _words(content, section) for section in FIELDS_OF}
        if newer is not None:
            for section, text in words.items():
                if section not in writers and text != newer[section]:
                    writers[section] = newer_user
        if len(writers) == len(FIELDS_OF):
            return writers
        newer, newer_user = words, user_id
    return dict.fromkeys(FIELDS_OF, newer_user) | writers


def _words(content: dict[str, Any], section: str) -> str:
    names = (*FIELDS_OF[section], *_STANDS_BEHIND.get(section, ()))
    return json.dumps([_plain(content.get(name)) for name in names], sort_keys=True)


def _plain(value: Any) -> Any:
    """Streams are stored as JSON text; ids of blocks change without any change of words."""
    if isinstance(value, str) and value[:1] == "[":
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name != "id"}
    return value
