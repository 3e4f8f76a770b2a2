"""What is not plain, unambiguous JSON is refused with 400, never with 500."""

from __future__ import annotations

import pytest

from conditions.api.codes import ErrorCode
from conditions.api.parsing import parse_json
from conditions.api.problems import Problem


def code_of(raw: bytes) -> tuple[int, str]:
    with pytest.raises(Problem) as refused:
        parse_json(raw)
    return refused.value.status, refused.value.faults[0].code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", ErrorCode.EMPTY_BODY),
        (b" \n", ErrorCode.EMPTY_BODY),
        (b"hello", ErrorCode.MALFORMED_JSON),
        (b"{", ErrorCode.MALFORMED_JSON),
        (b'{"a": 1,}', ErrorCode.MALFORMED_JSON),
        (b"\xff\xfe", ErrorCode.MALFORMED_JSON),
        (b'\xef\xbb\xbf{"a": 1}', ErrorCode.MALFORMED_JSON),
        ('{"a": 1}'.encode("utf-16"), ErrorCode.MALFORMED_JSON),
        (b'{"a": NaN}', ErrorCode.MALFORMED_JSON),
        (b'{"a": -Infinity}', ErrorCode.MALFORMED_JSON),
        (b'{"a": 1e999}', ErrorCode.MALFORMED_JSON),
        (b'{"a": ' + b"9" * 5000 + b"}", ErrorCode.MALFORMED_JSON),
        (b'{"a": "\x00"}', ErrorCode.MALFORMED_JSON),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", ErrorCode.MALFORMED_JSON),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, ErrorCode.MALFORMED_JSON),
        (b"[]", ErrorCode.NOT_AN_OBJECT),
        (b'"text"', ErrorCode.NOT_AN_OBJECT),
        (b"null", ErrorCode.NOT_AN_OBJECT),
        (b'{"a": 1, "a": 1}', ErrorCode.DUPLICATE_KEY),
        (b'{"a": [{"b": {"c": 1, "c": 2}}]}', ErrorCode.DUPLICATE_KEY),
        (b'{"a": 1, "\\u0061": 2}', ErrorCode.DUPLICATE_KEY),
        (b'{"a": "\\u0000"}', ErrorCode.FORBIDDEN_CHARACTER),
        (b'{"a": ["\\ud800"]}', ErrorCode.FORBIDDEN_CHARACTER),
        (b'{"\\uDC00": 1}', ErrorCode.FORBIDDEN_CHARACTER),
    ],
)
def test_it_refuses(raw: bytes, code: ErrorCode) -> None:
    assert code_of(raw) == (400, code)


def test_it_takes_a_surrogate_pair() -> None:
    assert parse_json(b'{"a": "\\ud83d\\ude00"}') == {"a": "\N{GRINNING FACE}"}


def test_it_takes_an_escaped_backslash_before_what_looks_like_an_escape() -> None:
    assert parse_json(b'{"a": "\\\\u0000"}') == {"a": "\\u0000"}
