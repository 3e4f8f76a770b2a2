"""Conditions for other systems: the list, one page, its questionnaire. All from current publications."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from conditions.api import present
from conditions.api.codes import ErrorCode
from conditions.api.describe import describe
from conditions.api.endpoint import PublicEndpoint, answer, as_json, etag_of, matches
from conditions.api.links import next_link, origin_of
from conditions.api.problems import Problem, not_found
from conditions.api.query import PageQuery, Query, read_cursor, read_query, write_cursor
from conditions.api.shapes import ConditionDetail, ConditionList, QuestionnaireAnswer
from conditions.domain.canonical import canonical_json
from conditions.freshness import current_epoch
from conditions.models import Publication, SiteWording
from conditions.search.query import MAX_HITS, search
from conditions.selectors.publications import current_publication, served, withdrawn_publication

Language = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35, description="The language of the page."
    ),
]


class LanguageQuery(Query):
    """Parameters of a single page."""

    language: Language = settings.LANGUAGE_CODE


class ConditionListQuery(PageQuery):
    """Parameters of the list."""

    language: Language = settings.LANGUAGE_CODE
    search: Annotated[
        str | None,
        Field(
            min_length=1, max_length=200, description=f"Words to find; best first, at most {MAX_HITS} in all."
        ),
    ] = None
    code: Annotated[
        str | None,
        Field(
            min_length=1, max_length=50, description="A code that the page carries, exactly: the case counts."
        ),
    ] = None


class PublicContent(PublicEndpoint):
    """Public content may be kept by anyone who asks again each time."""

    no_store = False


class ConditionListView(PublicContent):
    """GET /conditions"""

    @describe(
        "List conditions",
        operation_id="list_conditions",
        text="Every published page of one language. A search gives the best first.",
        query=ConditionListQuery,
        answers={200: ConditionList},
        links=True,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        query = read_query(request, ConditionListQuery)
        found, cursor = _search(query) if query.search else _page(query)
        origin = origin_of(request)
        content = as_json(
            ConditionList(
                items=[present.summary(publication, origin=origin) for publication in found],
                next=cursor,
                emergency=present.emergency_advice(SiteWording.current()),
            )
        )
        headers = {"Cache-Control": "no-cache", "Content-Language": query.language}
        if cursor:
            headers["Link"] = next_link(request, cursor)
        return answer(content, headers=headers)


def _filters(query: ConditionListQuery) -> dict[str, Any]:
    return {"language": query.language, "search": query.search, "code": query.code}


def _page(query: ConditionListQuery) -> tuple[list[Publication], str | None]:
    """One page in the order of the slugs, by position and not by offset."""
    found: QuerySet[Publication] = (
        served()
        .filter(language=query.language)
        .select_related("page", "page__locale")
        .order_by("page__slug", "page_id")
    )
    if query.code is not None:
        # Not `contains`: on SQLite that is the same for "m54" and "M54", and here a code is exact on every database.
        said = Value(f'"code":{canonical_json(query.code)}')
        found = found.alias(said_at=StrIndex("document", said)).filter(said_at__gt=0)
    if query.cursor:
        (after,) = read_cursor("conditions", _filters(query), query.cursor)
        found = found.filter(page__slug__gt=after)
    rows = list(found[: query.limit + 1])
    if len(rows) <= query.limit:
        return rows, None
    rows = rows[: query.limit]
    return rows, write_cursor("conditions", _filters(query), [rows[-1].page.slug])


def _search(query: ConditionListQuery) -> tuple[list[Publication], str | None]:
    """One page of what the search finds, best first; a search gives at most `MAX_HITS`."""
    start = 0
    if query.cursor:
        (position,) = read_cursor("conditions", _filters(query), query.cursor)
        start = int(position)
    hits = search(query.search or "", language=query.language, limit=MAX_HITS)
    found = [hit.publication for hit in hits if query.code is None or _carries(hit.publication, query.code)]
    end = start + query.limit
    cursor = write_cursor("conditions", _filters(query), [end]) if end < len(found) else None
    return found[start:end], cursor


def _carries(publication: Publication, code: str) -> bool:
    return any(own.code == code for own in publication.parsed_document().codes)


class ConditionView(PublicContent):
    """GET /conditions/{slug}"""

    @describe(
        "Read one condition",
        operation_id="read_condition",
        text="Everything that the page says, from its current publication.",
        query=LanguageQuery,
        answers={200: ConditionDetail},
        problems=(410,),
        etag=True,
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return _rendered(request, slug, "detail")


class QuestionnaireView(PublicContent):
    """GET /conditions/{slug}/questionnaire"""

    @describe(
        "Read what a check-in asks",
        operation_id="read_questionnaire",
        text="Most urgent first. `POST /check-ins` must name the publication.",
        query=LanguageQuery,
        answers={200: QuestionnaireAnswer},
        problems=(410,),
        etag=True,
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return _rendered(request, slug, "questionnaire")


def _rendered(request: HttpRequest, slug: str, what: Literal["detail", "questionnaire"]) -> HttpResponse:
    language = read_query(request, LanguageQuery).language
    # The epoch is read first, so that what is kept under it is at least as new.
    content, etag = _content(current_epoch(), origin_of(request), slug, language, what)
    headers = {"Cache-Control": "no-cache", "Content-Language": language, "ETag": etag}
    if matches(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        return HttpResponse(status=304, headers=headers)
    return answer(content, headers=headers)


@lru_cache(maxsize=256)
def _content(
    epoch: int, origin: str, slug: str, language: str, what: Literal["detail", "questionnaire"]
) -> tuple[bytes, str]:
    """The answer and its ETag. Kept by freshness epoch, so that a correction is served at once.

    Raises:
        Problem: 404, or 410 for a withdrawn page; neither is kept.
    """
    publication = published(slug, language, origin=origin)
    shape = present.detail if what == "detail" else present.questionnaire
    content = as_json(shape(publication, origin=origin, wording=SiteWording.current()))
    return content, etag_of(content)


def published(slug: str, language: str, *, origin: str) -> Publication:
    """The current publication of a page.

    Raises:
        Problem: 404, or 410 for a withdrawn page.
    """
    publication = current_publication(slug, language)
    if publication is None:
        withdrawn = withdrawn_publication(slug, language)
        raise not_found() if withdrawn is None else _gone(withdrawn, origin=origin)
    return publication


def _gone(publication: Publication, *, origin: str) -> Problem:
    """A withdrawn page: nothing of it but its signs, whom to call, and why it is out of use."""
    extra = present.out_of_use(publication, origin=origin, wording=SiteWording.current())
    headers = {"Cache-Control": "no-cache", "Content-Language": publication.language}
    return Problem.of(410, ErrorCode.WITHDRAWN, headers=headers, extra=extra.model_dump(mode="json"))


class UnknownAddress(PublicEndpoint):
    """Every address under /api that is none of the others."""

    schema = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        problem: Problem = not_found()
        return problem.response()
