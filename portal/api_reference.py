"""The API's reference for people, made from its own description: operations, shapes and problem codes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from conditions.api.codes import MEANINGS
from portal.api_examples import example

GROUPS: Final = {
    "conditions": "Conditions",
    "assessments": "Assessments",
    "check-ins": "Check-ins",
    "patients": "Patients",
}
"""Every tag of the description, in the order of the page. One that is missing here is an error."""
PLACES: Final = {"path": "in the path", "query": "in the query", "header": "a header"}

Schema = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A stretch of a type's words; `shape` names the shape that it links to, or is empty."""

    text: str
    shape: str = ""


@dataclass(frozen=True)
class Member:
    """One member of a shape, or one parameter (`place`: where it stands)."""

    name: str
    kind: tuple[Part, ...]
    required: bool
    text: SafeString
    bounds: str = ""
    place: str = ""


@dataclass(frozen=True)
class Shape:
    """One JSON object, or one set of values."""

    name: str
    text: SafeString
    members: tuple[Member, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """What is sent or answered: a shape with an example. `status` is 0 for a body that is sent."""

    status: int
    phrase: str
    shape: str
    example: str
    headers: tuple[Member, ...]


@dataclass(frozen=True)
class Operation:
    """One method of one address. `callers`: who may call it, in words."""

    id: str
    method: str
    path: str
    summary: str
    text: SafeString
    callers: tuple[SafeString, ...]
    parameters: tuple[Member, ...]
    body: Message | None
    answers: tuple[Message, ...]
    problems: tuple[Message, ...]

    @property
    def address(self) -> SafeString:
        """The path, which a narrow screen breaks before a slash and not inside a word."""
        return mark_safe(escape(self.path).replace("/", "<wbr>/"))  # noqa: S308  (escaped just now)


@dataclass(frozen=True)
class Group:
    id: str
    heading: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Code:
    name: str
    meaning: str


@dataclass(frozen=True)
class Reference:
    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...]
    codes: tuple[Code, ...]


def reference(document: Schema) -> Reference:
    """The pages' content for an OpenAPI 3.1 `document` of ours.

    Raises:
        KeyError: an operation has a tag that `GROUPS` does not name.
    """
    shapes: dict[str, Schema] = document["components"]["schemas"]
    operations: dict[str, list[Operation]] = {tag: [] for tag in GROUPS}
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            operations[described["tags"][0]].append(_operation(path, method, described, shapes))
    return Reference(
        groups=tuple(Group(tag, GROUPS[tag], tuple(found)) for tag, found in operations.items()),
        shapes=tuple(_shape(name, schema) for name, schema in sorted(shapes.items())),
        codes=tuple(Code(code.value, meaning) for code, meaning in MEANINGS.items()),
    )


def marked(text: str) -> SafeString:
    """`text` in HTML, with its `names` as code."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S308  (escaped just before)


def _operation(path: str, method: str, described: Schema, shapes: dict[str, Schema]) -> Operation:
    messages = [_message(int(code), said, shapes) for code, said in sorted(described["responses"].items())]
    body = described.get("requestBody")
    return Operation(
        id=described["operationId"],
        method=method.upper(),
        path=path,
        summary=described["summary"],
        text=marked(described.get("description", "")),
        callers=tuple(_caller(way) for way in described["security"]),
        parameters=tuple(_parameter(each) for each in described.get("parameters", ())),
        body=_message(0, body, shapes) if body else None,
        answers=tuple(message for message in messages if message.status < 400),
        problems=tuple(message for message in messages if message.status >= 400),
    )


def _caller(way: Schema) -> SafeString:
    if "oauth2" in way:
        return marked(f"a system with the scope `{way['oauth2'][0]}`")
    return marked("a signed-in patient, for their own data" if "session" in way else "anyone")


def _parameter(described: Schema) -> Member:
    schema = described["schema"]
    return Member(
        name=described["name"],
        kind=_kind(schema),
        required=described.get("required", False),
        text=marked(described.get("description", "")),
        bounds=_bounds(schema),
        place=PLACES[described["in"]],
    )


def _message(status: int, described: Schema, shapes: dict[str, Schema]) -> Message:
    content = next(iter(described.get("content", {}).values()), None)
    schema = content["schema"] if content else None
    headers = [
        Member(name, _kind(header["schema"]), header.get("required", False), marked(header["description"]))
        for name, header in described.get("headers", {}).items()
    ]
    return Message(
        status=status,
        phrase=HTTPStatus(status).phrase if status else "",
        shape=_name(schema) if schema else "",
        example=_written(example(schema, shapes)) if schema and status < 400 else "",
        headers=tuple(headers),
    )


def _written(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _shape(name: str, schema: Schema) -> Shape:
    text = schema.get("description", "").split("\n\n")[0]
    return Shape(name, marked(text), tuple(_members(schema)), tuple(schema.get("enum", ())))


def _members(schema: Schema, before: str = "") -> list[Member]:
    """The members of an object, each followed by those of an object that stands in it without a name of its own."""
    found = []
    for name, inner in schema.get("properties", {}).items():
        required = name in schema.get("required", ())
        text = marked(inner.get("description", ""))
        found.append(Member(before + name, _kind(inner), required, text, _bounds(inner)))
        found += _members(inner, f"{before}{name}.")
    return found


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _kind(schema: Schema) -> tuple[Part, ...]:
    """The words for a type, with links to the shapes in it."""
    if name := _name(schema):
        return (Part(name, name),)
    if choices := schema.get("anyOf", schema.get("oneOf")):
        return _joined([_kind(choice) for choice in choices])
    if "const" in schema:
        return (Part(f'"{schema["const"]}"'),)
    if "enum" in schema:
        return _joined([(Part(f'"{value}"'),) for value in schema["enum"]])
    if schema.get("type") == "array":
        return (Part("list of "), *_kind(schema["items"]))
    if isinstance(inner := schema.get("additionalProperties"), dict):
        return (Part("object, each member "), *_kind(inner))
    return (Part(_word(schema)),)


def _word(schema: Schema) -> str:
    words = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    formats = {"date-time": "date and time", "uuid": "UUID", "email": "e-mail address"}
    kind = str(schema.get("type", "any value"))
    found = str(schema.get("format") or words.get(kind, kind))
    return formats.get(found, found)


def _joined(kinds: list[tuple[Part, ...]]) -> tuple[Part, ...]:
    parts = list(kinds[0])
    for at, kind in enumerate(kinds[1:], start=2):
        parts += [Part(" or " if at == len(kinds) else ", "), *kind]
    return tuple(parts)


def _bounds(schema: Schema) -> str:
    """What a value must keep to, in words."""
    for choice in schema.get("anyOf", ()):
        schema = {**choice, **schema}
    said = []
    if "minimum" in schema and "maximum" in schema:
        said.append(f"{schema['minimum']} to {schema['maximum']}")
    if "maxLength" in schema:
        said.append(f"at most {schema['maxLength']} characters")
    if "maxItems" in schema:
        said.append(f"{schema.get('minItems', 0)} to {schema['maxItems']}")
    if schema.get("default") not in (None, "", []):
        said.append(f"{json.dumps(schema['default'])} when left out")
    return ", ".join(said)
