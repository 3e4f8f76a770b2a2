"""The same content is always the same bytes."""

from __future__ import annotations

import hashlib

import pytest

from conditions.domain.canonical import canonical_json, sha256_of, without_empty


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical_json({"b": 1, "a": ["é", True]}) == canonical_json({"a": ["é", True], "b": 1})
    assert canonical_json({"b": 1, "a": ["é", True]}) == '{"a":["é",true],"b":1}'


def test_empty_fields_are_left_out_and_false_and_zero_stay() -> None:
    content = {"a": "", "b": [], "c": {"d": None}, "e": False, "f": 0, "g": ["", {"h": {}}], "i": " "}
    assert without_empty(content) == {"e": False, "f": 0, "g": ["", {}], "i": " "}


def test_a_number_that_json_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("nan"))  # type: ignore[arg-type]


def test_the_fingerprint_is_sha256_of_utf_8() -> None:
    assert sha256_of("é") == hashlib.sha256("é".encode()).hexdigest()
