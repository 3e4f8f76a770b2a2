"""Example values for the API's reference, made from its schemas, so that they cannot fall behind them."""

from __future__ import annotations

import re
from typing import Any, Final

Schema = dict[str, Any]

BY_NAME: Final[dict[str, Any]] = {
    "answers": {"cannot-pee": "no", "worse": "yes"},
    "birth_date": "1980-05-17",
    "code": "M54.30",
    "condition": "sciatica",
    "detail": "must be from 0 to 10",
    "display": "Sciatica, unspecified side",
    "email": "ana@example.org",
    "family_name": "Ruiz",
    "given_name": "Ana",
    "key": "cannot-pee",
    "language": "en",
    "name": "Sciatica",
    "next": None,
    "note": "It began when I moved house.",
    "pain_now": 4,
    "pain_worst": 7,
    "reviewed_by": "Rhea Reviewer, MD",
    "side": "left",
    "slug": "sciatica",
    "started_on": "2026-04-20",
    "statement": "You cannot pee, or you cannot feel when you need to",
    "system": "urn:example:mrn",
    "title": "Sciatica",
    "unanswered": [],
    "value": "0815",
}
"""What reads like life, by the name of a member. Anything else is made from its type."""
BY_FORMAT: Final = {
    "date": "2026-05-04",
    "date-time": "2026-05-04T09:30:00-04:00",
    "email": "ana@example.org",
    "uuid": "0197f3c2-5d1e-7a40-9c1b-2f6e8d3a4b5c",
}
SHA256: Final = "3b1f0c5a9e7d42868f6a1c0db2e4f75931a8c6d0e2b4f69788a1c3d5e7f90b2d"


def example(schema: Schema, shapes: dict[str, Schema], name: str = "") -> Any:
    """A value that keeps to `schema`. `name`: of the member that it is for."""
    if "$ref" in schema:
        return example(shapes[schema["$ref"].rpartition("/")[2]], shapes, name)
    if choices := schema.get("anyOf", schema.get("oneOf")):
        return example(choices[0], shapes, name)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if name in BY_NAME and _is(schema.get("type"), BY_NAME[name]):
        return BY_NAME[name]
    if schema.get("type") == "array":
        return [example(schema["items"], shapes, name.removesuffix("s"))]
    if "properties" in schema:
        return {inner: example(each, shapes, inner) for inner, each in schema["properties"].items()}
    return _plain(schema, name)


def _is(kind: object, value: object) -> bool:
    kinds: dict[object, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "array": list,
        "object": dict,
    }
    return kind in kinds and isinstance(value, kinds[kind])


def _plain(schema: Schema, name: str) -> Any:
    if schema.get("type") == "integer":
        return schema.get("minimum", 1)
    if schema.get("type") == "boolean":
        return True
    if "64}" in schema.get("pattern", "") or "sha256" in name:
        return SHA256
    if name == "url" or schema.get("format") == "uri":
        return "https://portal.example.org/conditions/sciatica/"
    return BY_FORMAT.get(schema.get("format", ""), re.sub(r"_", " ", name).capitalize() or "text")
