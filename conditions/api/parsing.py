"""Reads request bodies strictly: what is not plain, unambiguous JSON of the expected shape is refused.

Django REST framework's parser answers 500 to deep nesting, keeps the last of two equal keys and turns numbers into
text. Here a body is read twice at C speed: `json` finds what pydantic would forgive (a key twice, NaN, half a
surrogate pair), and pydantic's strict JSON mode gives typed values, converting nothing.

400 is for a body that is not acceptable JSON, 422 for JSON that does not say what the call needs.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn, TypeVar

from django.http import HttpRequest, UnreadablePostError
from django.http.request import RawPostDataException
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from conditions.api.codes import ErrorCode
from conditions.api.problems import Fault, Problem

MAX_BODY_BYTES: Final = 1_000_000
MAX_FAULTS: Final = 50
"""No answer lists more faults than this, so that a body of a million wrong keys gets a short answer."""
MAX_POINTER: Final = 300

Model = TypeVar("Model", bound=BaseModel)
_SUSPECT_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


class _RefusedJson(Exception):
    def __init__(self, code: ErrorCode, detail: str) -> None:
        self.code = code
        self.detail = detail


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RefusedJson(ErrorCode.DUPLICATE_KEY, "An object in the body names a key twice.")
    return found


def _no_constants(name: str) -> NoReturn:
    raise _RefusedJson(ErrorCode.MALFORMED_JSON, f"{name} is not JSON.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _RefusedJson(ErrorCode.MALFORMED_JSON, "A number in the body is too large.")
    return number


# Made once: `json.loads` with hooks would build a decoder for each call.
_decoder = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_constant=_no_constants, parse_float=_finite, strict=True
)


def _refuse_forbidden_characters(value: Any) -> None:
    """Raise for NUL or half a surrogate pair in any text: PostgreSQL stores neither."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise _RefusedJson(ErrorCode.FORBIDDEN_CHARACTER, "A text holds NUL or half of a surrogate pair.")
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_forbidden_characters(key)
            _refuse_forbidden_characters(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_forbidden_characters(item)


def parse_json(raw: bytes) -> dict[str, Any]:
    """The object that `raw` holds.

    Raises:
        Problem: 400, when `raw` is empty, not UTF-8, not JSON, not an object, ambiguous or nested too deeply.
    """
    if not raw.strip():
        raise Problem.of(400, ErrorCode.EMPTY_BODY)
    try:
        text = raw.decode()
        value = _decoder.decode(text)
        if _SUSPECT_ESCAPE.search(text):
            _refuse_forbidden_characters(value)
    except _RefusedJson as refusal:
        raise Problem.of(400, refusal.code, refusal.detail) from None
    except (ValueError, RecursionError):
        raise Problem.of(400, ErrorCode.MALFORMED_JSON) from None
    if not isinstance(value, dict):
        raise Problem.of(400, ErrorCode.NOT_AN_OBJECT)
    return value


def _raw_body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
        raise Problem.of(411, ErrorCode.LENGTH_REQUIRED)
    if not request.content_type and length in ("", "0"):
        raise Problem.of(400, ErrorCode.EMPTY_BODY)
    charset = (request.content_params or {}).get("charset", "utf-8")
    if request.content_type != "application/json" or charset.lower() != "utf-8":
        raise Problem.of(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, headers={"Accept": "application/json"})
    if length.isdecimal() and int(length) > MAX_BODY_BYTES:
        raise Problem.of(413, ErrorCode.BODY_TOO_LARGE)
    try:
        raw = request.body
    except (RawPostDataException, UnreadablePostError):
        raise Problem.of(400, ErrorCode.BAD_REQUEST) from None
    if len(raw) > MAX_BODY_BYTES:
        raise Problem.of(413, ErrorCode.BODY_TOO_LARGE)
    return raw


def read_body(request: HttpRequest, model: type[Model]) -> Model:
    """The request's body as `model`.

    Raises:
        Problem: 415 for another media type, 411 and 413 for its length, 400 when it is not acceptable JSON, 422
            with one fault for each member that is wrong.
    """
    raw = _raw_body(request)
    parse_json(raw)
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise problem_of(error) from None


def problem_of(error: ValidationError) -> Problem:
    """The 422 (or, when pydantic's own JSON reader gave up, 400) that tells every fault of `error`."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    if any(detail["type"] == "json_invalid" for detail in details):
        return Problem.of(400, ErrorCode.MALFORMED_JSON)
    return Problem(422, [_fault(detail) for detail in details[:MAX_FAULTS]])


def _fault(detail: ErrorDetails) -> Fault:
    # pydantic puts this before the words of our own checks.
    return Fault(
        pointer_of(detail["loc"]), code_of(detail["type"]), detail["msg"].removeprefix("Value error, ")
    )


def pointer_of(location: tuple[int | str, ...]) -> str:
    """`location` as an RFC 6901 JSON Pointer; a sender's own absurdly long key is cut off."""
    steps = ("/" + str(step).replace("~", "~0").replace("/", "~1") for step in location)
    return "".join(steps)[:MAX_POINTER]


_CODES: Final = {
    "extra_forbidden": ErrorCode.UNKNOWN_KEY,
    "missing": ErrorCode.REQUIRED,
    "string_too_long": ErrorCode.TOO_LONG,
    "too_long": ErrorCode.TOO_LONG,
    "string_too_short": ErrorCode.TOO_SHORT,
    "too_short": ErrorCode.TOO_SHORT,
    "greater_than": ErrorCode.OUT_OF_RANGE,
    "greater_than_equal": ErrorCode.OUT_OF_RANGE,
    "less_than": ErrorCode.OUT_OF_RANGE,
    "less_than_equal": ErrorCode.OUT_OF_RANGE,
}


def code_of(kind: str) -> ErrorCode:
    """The stable code for pydantic's `kind` of error."""
    if kind in _CODES:
        return _CODES[kind]
    return ErrorCode.WRONG_TYPE if kind.endswith("_type") else ErrorCode.INVALID_VALUE
