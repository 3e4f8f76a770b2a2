"""The source radar: every page that cites a source or a domain, grouped by domain."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from conditions.admin.content_report import Addresses, ContentReport, editor_url
from conditions.models import Citation
from conditions.selectors.links import broken, link_faults
from conditions.selectors.usage import citations, of_domain, pages_by_domain

NO_ADDRESS = "Without a web address"


class CitationFilters(WagtailFilterSet):
    """Domain with everything under it, source or link, language, broken ones."""

    domain = django_filters.CharFilter(
        label="Domain", method="by_domain", help_text="For instance cdc.gov, with everything under it."
    )
    kind = django_filters.ChoiceFilter(label="Named as", choices=Citation.Kind.choices)
    language = django_filters.ChoiceFilter(label="Language", choices=settings.LANGUAGES)
    broken = django_filters.ChoiceFilter(
        label="Links",
        method="by_fault",
        choices=[("yes", "Broken")],
        help_text="As check_links last found them.",
    )

    class Meta:
        model = Citation
        fields: list[str] = []

    def by_domain(self, queryset: QuerySet[Citation], _name: str, value: str) -> QuerySet[Citation]:
        return queryset.filter(of_domain(value))

    def by_fault(self, queryset: QuerySet[Citation], _name: str, _value: str) -> QuerySet[Citation]:
        return queryset.filter(url__in=broken().values("address"))


class CitationReport(ContentReport):
    """Sources and outside links of all pages that are served, as they are published now."""

    model = Citation
    page_title = "Source radar"
    header_icon = "link-external"
    index_url_name = "source_radar"
    index_results_url_name = "source_radar_results"
    results_template_name = "conditions/admin/reports/citation_results.html"
    filterset_class = CitationFilters
    is_searchable = True
    search_fields = ["title", "publisher", "url", "domain"]
    verbose_name_plural = "sources"
    nothing = "No published page names a source or links to another site yet."
    exports = {
        "Domain": lambda row: row.domain,
        "Named as": lambda row: row.get_kind_display(),
        "Title": lambda row: row.title,
        "Publisher": lambda row: row.publisher,
        "Source's address": lambda row: row.url,
        "Broken since": lambda row: row.fault and row.fault.since,
        "Published": lambda row: row.published,
        "Page": lambda row: row.page_title,
        "Language": lambda row: row.language,
        "Page's address": lambda row: row.public_url,
        "Edit": lambda row: editor_url(row.page_id, whole=True),
    }

    def get_base_queryset(self) -> QuerySet[Citation]:
        return citations()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rows, addresses, faults = list(context["object_list"]), Addresses(), link_faults()
        for row in rows:
            row.fault = faults.get(row.url)
            row.public_url = addresses.of(row.page_slug, row.language, whole=self.is_export)
        if not self.is_export:
            context["groups"] = _grouped(rows)
        context["object_list"] = rows
        return context


def _grouped(rows: list[Citation]) -> list[dict[str, Any]]:
    """Rows by domain, with how many pages of the whole site cite it."""
    pages = pages_by_domain(row.domain for row in rows)
    return [
        {"domain": domain or NO_ADDRESS, "pages": pages.get(domain, 0), "rows": list(group)}
        for domain, group in groupby(rows, key=lambda row: row.domain)
    ]
