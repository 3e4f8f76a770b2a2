"""Tells drf-spectacular what each call takes and answers, from the pydantic models that do the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, TypeVar, cast

from drf_spectacular.drainage import set_override
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction, OpenApiParameter, OpenApiResponse, extend_schema
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, model_json_schema
from pydantic_core import core_schema

from conditions.api.problems import PROBLEM_TYPE
from conditions.api.query import Query
from conditions.api.shapes import ProblemDetails

View = TypeVar("View", bound=Callable[..., Any])
BODY_PROBLEMS: Final = (400, 411, 413, 415, 422)
STRING: Final = {"type": "string"}


class AnswerSchema(GenerateJsonSchema):
    """Calls every member of an answer required: an answer leaves none out, whatever its default."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, total)


class PydanticShapes(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Describes pydantic models.

    drf-spectacular's own extension describes requests as they look after parsing, where a field with a default is
    always there, and so calls optional members required.
    """

    target_class = "pydantic.BaseModel"
    match_subclasses = True
    priority = 1

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str:
        # A model that was first seen as a part of another was registered by its name alone.
        set_override(self.target, "suppress_collision_warning", True)
        return cast("type[BaseModel]", self.target).__name__

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        mode: JsonSchemaMode = "validation" if direction == "request" else "serialization"
        schema = model_json_schema(
            self.target,
            ref_template="#/components/schemas/{model}",
            mode=mode,
            schema_generator=AnswerSchema,
        )
        for name, part in schema.pop("$defs", {}).items():
            component = ResolvedComponent(  # type: ignore[no-untyped-call]
                name=name, type=ResolvedComponent.SCHEMA, object=name, schema=part
            )
            auto_schema.registry.register_on_missing(component)
        return schema


def describe(
    summary: str,
    *,
    operation_id: str,
    answers: Mapping[int, type[BaseModel]],
    query: type[Query] | None = None,
    body: type[BaseModel] | None = None,
    problems: Sequence[int] = (),
    path: Mapping[str, dict[str, Any]] | None = None,
    headers: Sequence[OpenApiParameter] = (),
    scope: str | None = None,
    session: bool = False,
    etag: bool = False,
    links: bool = False,
    creates: bool = False,
    text: str = "",
) -> Callable[[View], View]:
    """Describe one method of an endpoint.

    `scope` is the OAuth2 scope that a system needs; `session` says that a signed-in patient may call it too. With
    neither, anyone may. `etag`: the answer is conditional; `links`: it goes on with a Link; `creates`: it says where
    the new resource is.
    """
    statuses = {400, *problems, *(BODY_PROBLEMS if body else ()), *((401, 403) if scope else ())}
    responses: dict[Any, Any] = {
        (status, "application/json"): OpenApiResponse(model, description=HTTPStatus(status).phrase)
        for status, model in answers.items()
    }
    if etag:
        responses[304] = OpenApiResponse(description="Not Modified")
        statuses.add(404)
    for status in sorted(statuses):
        responses[(status, PROBLEM_TYPE)] = OpenApiResponse(
            ProblemDetails, description=HTTPStatus(status).phrase
        )
    parameters = [*_query_parameters(query), *_path_parameters(path or {}), *headers]
    parameters += _answer_headers(answers, statuses, etag=etag, links=links, creates=creates)
    return extend_schema(
        summary=summary,
        description=text,
        operation_id=operation_id,
        request={"application/json": body} if body else None,
        responses=responses,
        parameters=parameters,
        auth=_security(scope, session=session),
        tags=[_tag(operation_id)],
    )


def _tag(operation_id: str) -> str:
    for word, tag in _TAGS.items():
        if word in operation_id:
            return tag
    return "conditions"


_TAGS: Final = {"assess": "assessments", "check_in": "check-ins", "patient": "patients", "schema": "about"}


def _security(scope: str | None, *, session: bool) -> list[Any]:
    if scope is None:
        return [{}]
    return [{"oauth2": [scope]}, *([{"session": []}] if session else [])]


def _query_parameters(query: type[Query] | None) -> list[OpenApiParameter]:
    if query is None:
        return []
    schema = model_json_schema(query)
    return [
        OpenApiParameter(
            name=name,
            type=_without_null(property_schema),
            location=OpenApiParameter.QUERY,
            required=name in schema.get("required", []),
            description=property_schema.get("description", ""),
        )
        for name, property_schema in schema.get("properties", {}).items()
    ]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out, never null."""
    kept = {key: value for key, value in schema.items() if key not in {"title", "description", "anyOf"}}
    if kept.get("default", "") is None:
        del kept["default"]
    for choice in schema.get("anyOf", ()):
        if choice != {"type": "null"}:
            kept |= choice
    return kept


def _path_parameters(path: Mapping[str, dict[str, Any]]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name=name, type=cast("Any", schema), location=OpenApiParameter.PATH, required=True)
        for name, schema in path.items()
    ]


def _answer_headers(
    answers: Mapping[int, type[BaseModel]], statuses: set[int], *, etag: bool, links: bool, creates: bool
) -> list[OpenApiParameter]:
    named: list[tuple[str, list[int], str, bool]] = []
    if etag:
        named.append(("ETag", [*answers, 304], "Changes when the answer does.", True))
    if creates:
        named.append(("Location", [*answers], "Where the resource is.", True))
        named.append(("ETag", [*answers], "The tag of the resource as it is now.", True))
    if links:
        named.append(("Link", [200], 'The next page, rel="next"; not there on the last one.', False))
    if 401 in statuses:
        named.append(("WWW-Authenticate", [401], "How to authenticate.", True))
    if 429 in statuses:
        named.append(("Retry-After", [429], "Seconds to wait.", True))
    return [
        OpenApiParameter(
            name=name,
            type=cast("Any", dict(STRING)),
            location=OpenApiParameter.HEADER,
            response=codes,
            description=description,
            required=required,
        )
        for name, codes, description, required in named
    ] + ([_if_none_match()] if etag else [])


def _if_none_match() -> OpenApiParameter:
    return OpenApiParameter(
        name="If-None-Match",
        type=cast("Any", dict(STRING)),
        location=OpenApiParameter.HEADER,
        description="The ETag of the answer that the caller has.",
    )
