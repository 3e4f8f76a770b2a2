"""Reads query parameters strictly, and hands out cursors that only their own list takes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from django.core import signing
from django.http import HttpRequest
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from conditions.api.codes import ErrorCode
from conditions.api.parsing import MAX_FAULTS
from conditions.api.problems import Fault, Problem

DEFAULT_LIMIT: Final = 25
MAX_LIMIT: Final = 100
_DIGITS = re.compile(r"[1-9][0-9]*")
_FORBIDDEN = re.compile(r"[\x00\ud800-\udfff]")


class Query(BaseModel):
    """Base of every list's parameters. A parameter that is not named is refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _only_digits(value: object) -> object:
    """pydantic alone would also read "10.0", "1_0", "+10" and " 10 "."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("must be a whole number, written in digits alone")
    return value


class PageQuery(Query):
    """Parameters that every list takes."""

    limit: Annotated[
        int,
        Field(ge=1, le=MAX_LIMIT, description=f"How many at most, 1 to {MAX_LIMIT}."),
        BeforeValidator(_only_digits),
    ] = DEFAULT_LIMIT
    cursor: Annotated[
        str | None, Field(max_length=1000, description="Where to go on: from the `next` of the page before.")
    ] = None


class NoQuery(Query):
    """For a call without parameters."""


AnyQuery = TypeVar("AnyQuery", bound=Query)


def read_query(request: HttpRequest, model: type[AnyQuery]) -> AnyQuery:
    """The request's query parameters as `model`.

    Raises:
        Problem: 400 for a parameter that is unknown, repeated or wrong.
    """
    if not request.META.get("QUERY_STRING"):
        return model.model_validate({})
    faults = [fault for name, values in request.GET.lists() for fault in _faults_of(name, values)]
    if faults:
        raise Problem(400, faults[:MAX_FAULTS])
    try:
        return model.model_validate_strings(request.GET.dict())
    except ValidationError as error:
        raise Problem(400, [_fault(detail) for detail in error.errors()[:MAX_FAULTS]]) from None


def _faults_of(name: str, values: list[Any]) -> list[Fault]:
    pointer = f"query.{name}"[:100]
    if len(values) > 1:
        return [Fault(pointer, ErrorCode.REPEATED_PARAMETER, "This query parameter is given twice.")]
    if _FORBIDDEN.search(name) or _FORBIDDEN.search(values[0]):
        return [
            Fault(
                "query", ErrorCode.FORBIDDEN_CHARACTER, "A parameter holds NUL or half of a surrogate pair."
            )
        ]
    return []


def _fault(detail: Mapping[str, Any]) -> Fault:
    unknown = detail["type"] == "extra_forbidden"
    code = ErrorCode.UNKNOWN_PARAMETER if unknown else ErrorCode.INVALID_PARAMETER
    return Fault(
        f"query.{'.'.join(map(str, detail['loc']))}"[:100], code, detail["msg"].removeprefix("Value error, ")
    )


def write_cursor(purpose: str, filters: Mapping[str, Any], position: list[str | int]) -> str:
    """An opaque, signed cursor at `position`, good only for the list `purpose` with the same `filters`."""
    return signing.dumps([_filters(filters), position], salt=f"api.cursor.{purpose}")


def read_cursor(purpose: str, filters: Mapping[str, Any], cursor: str) -> list[str | int]:
    """The position that `cursor` names.

    Raises:
        Problem: 400, when this list with these filters did not give it out.
    """
    try:
        signed_filters, position = signing.loads(cursor, salt=f"api.cursor.{purpose}")
    except (signing.BadSignature, ValueError):
        raise invalid_cursor() from None
    if signed_filters != _filters(filters) or not isinstance(position, list):
        raise invalid_cursor()
    return position


def invalid_cursor() -> Problem:
    """The 400 for a cursor that is not ours, or not this list's."""
    return Problem.of(400, ErrorCode.INVALID_CURSOR, pointer="query.cursor")


def _filters(filters: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in sorted(filters.items()) if value is not None}
