"""The findings about published pages, for other systems: it needs the portal, because content knows no callers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from conditions.api import present
from conditions.api.describe import describe
from conditions.api.endpoint import as_json, conditional
from conditions.api.links import origin_of
from conditions.api.query import read_query
from conditions.api.shapes import FindingsAnswer
from conditions.api.views import LanguageQuery, published
from conditions.selectors.findings import findings_about
from triage.api.access import ScopedEndpoint


class FindingsView(ScopedEndpoint):
    """GET /conditions/{slug}/findings"""

    scopes = {"GET": "findings:read"}

    @describe(
        "Read the findings about one condition",
        operation_id="read_condition_findings",
        text="Stops, warnings and notes about the words that are live, as they stand today: the same that the editor"
        " sees beside the fields, and by the same code as the gate. Drafts are not told.",
        query=LanguageQuery,
        answers={200: FindingsAnswer},
        problems=(410,),
        scope="findings:read",
        etag=True,
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        language = read_query(request, LanguageQuery).language
        origin = origin_of(request)
        publication = published(slug, language, origin=origin)
        found = findings_about(publication.parsed_document())
        content = as_json(present.remarks(publication, found, origin=origin))
        return conditional(request, content, {"Cache-Control": "no-store", "Content-Language": language})


urlpatterns = [path("conditions/<slug:slug>/findings", FindingsView.as_view(), name="api-findings")]
