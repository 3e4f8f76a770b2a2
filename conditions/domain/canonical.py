"""Canonical JSON and its fingerprint: the same content is always the same bytes."""

from __future__ import annotations

import hashlib
import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def without_empty(value: Json) -> Json:
    """`value` without empty strings, lists, mappings and nulls; false and 0 stay.

    Leaving empty fields out keeps the fingerprint of an old page the same when a later release adds a field.
    """
    if isinstance(value, dict):
        kept = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


def canonical_json(value: Json) -> str:
    """`value` as JSON with sorted keys, no spaces and no floats, so that equal content has equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_of(text: str) -> str:
    """The fingerprint of `text`: 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
