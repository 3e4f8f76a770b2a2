"""Faults of a document's shape, in plain words: for the editor's refusal and for the importer's list."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import ErrorDetails

_TEMPLATES = {
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of keys",
    "model_type": "must be a mapping of keys",
    "model_attributes_type": "must be a mapping of keys",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "is empty",
    "too_long": "is longer than {max_length} characters",
    "too_short": "is empty",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of: {expected}",
    "union_tag_invalid": "is not a known kind of block",
    "union_tag_not_found": "is not a known kind of block",
    "date_from_datetime_parsing": "must be a date, for instance 2024-05-01",
    "date_from_datetime_inexact": "must be a date, for instance 2024-05-01",
    "date_parsing": "must be a date, for instance 2024-05-01",
    "date_type": "must be a date, for instance 2024-05-01",
    "value_error": "{error}",
}
_PATTERNS = {
    r"^[^\r\n]*$": "must be a single line",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "may hold only a to z, 0 to 9 and single hyphens",
    r"^(\?|[a-z0-9]+(-[a-z0-9]+)*)$": "may hold only a to z, 0 to 9 and single hyphens",
    r"^[0-9a-f]{64}$": "must be 64 hexadecimal digits",
}


def reason_of(error: ErrorDetails) -> str:
    """What is wrong, to be read after the name of the place."""
    if error["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(str(error.get("ctx", {}).get("pattern")), "has a wrong form")
    template = _TEMPLATES.get(error["type"])
    return template.format(**error.get("ctx", {})) if template else str(error["msg"])


def path_of(place: Sequence[int | str]) -> str:
    """A place as a path: `emergency[0].statement`. The kind of a block, which pydantic names, is left out."""
    path = ""
    for position, step in enumerate(place):
        if isinstance(step, int):
            path += f"[{step}]"
        elif not (position == 2 and step in _BLOCK_KINDS):
            path += f".{step}" if path else step
    return path


_BLOCK_KINDS = frozenset(
    ("paragraph", "bullets", "steps", "do_dont", "timeframe", "figure", "test", "option", "sign")
)
