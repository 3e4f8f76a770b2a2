"""Who was the last to write each part of a page, kept with the words themselves.

Every revision says it in its own `written_by`, so it does not depend on older revisions, which can be purged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from conditions.domain.canonical import without_empty
from conditions.domain.sections import FIELDS_OF

PARTS_OF: Mapping[str, tuple[str, ...]] = {
    **FIELDS_OF,
    "emergency": (*FIELDS_OF["emergency"], "emergency_exemption_by"),
    "virtual_care": (
        "virtual_care_text",
        "virtual_care_label",
        "virtual_care_url",
        "virtual_care_learn_more",
    ),
    "pronunciation": ("pronunciation",),
    "also_called": ("also_called",),
    "codes": ("codes",),
    "sources": ("sources",),
    "sample": ("sample",),
}
"""Each part of a page that somebody can write, clinical or not, with the page's fields that it is made of."""

_BLOCK_KEY = re.compile(r'\s+data-block-key="[^"]*"')


def note_writer(page: Any, stored: Mapping[str, Any] | None, user: Any) -> None:
    """Put into `page.written_by` who wrote each part that differs from `stored`, the content of its newest
    revision (None: it has none), and when. Whoever saves without a change is no writer."""
    now = page.serializable_data()
    known = dict((stored or {}).get("written_by") or {})
    for part in PARTS_OF:
        if stored is None or words_of_part(now, part) != words_of_part(stored, part):
            known[part] = {"by": str(user.pk) if user else None, "at": timezone.now().isoformat()}
    page.written_by = known


def words_of_part(content: Mapping[str, Any], part: str) -> str:
    """What a revision's content says in `part`, without what changes when nobody changes words: ids of blocks,
    and whether an empty field is there."""
    found = [without_empty(_plain(content.get(name))) for name in PARTS_OF[part]]
    return json.dumps(found, sort_keys=True)


def _plain(value: Any) -> Any:
    """Streams are stored as JSON text."""
    if isinstance(value, str):
        if value[:1] == "[":
            try:
                return _plain(json.loads(value))
            except ValueError:
                pass
        return _BLOCK_KEY.sub("", value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name != "id"}
    return value
