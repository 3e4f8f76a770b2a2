"""The reports about content in the admin: their addresses and their entries in the menu."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem

from conditions.admin.citation_report import CitationReport
from conditions.admin.content_report import ContentReport, may_see_reports
from conditions.admin.glossary_report import GlossaryReport
from conditions.admin.review_report import ReviewReport

REPORTS: list[tuple[type[ContentReport], int]] = [
    (ReviewReport, 100),
    (CitationReport, 110),
    (GlossaryReport, 120),
]


class ReportMenuItem(MenuItem):
    """Shown to whoever may see the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reports(request.user)


def addresses() -> list[URLPattern]:
    """Each report, and its results alone for the filters that work without a new page."""
    found = []
    for view, _order in REPORTS:
        where = f"reports/{view.index_url_name.replace('_', '-')}/"
        found += [
            path(where, view.as_view(), name=view.index_url_name),
            path(f"{where}results/", view.as_view(results_only=True), name=view.index_results_url_name),
        ]
    return found


def menu_item(view: type[ContentReport], order: int) -> MenuItem:
    """The report's entry in the Reports menu."""
    return ReportMenuItem(
        view.page_title,
        reverse(view.index_url_name),
        name=view.index_url_name.replace("_", "-"),
        icon_name=view.header_icon,
        order=order,
    )


def permissions() -> QuerySet[Permission]:
    """What an administrator may give to a group."""
    return Permission.objects.filter(content_type__app_label="conditions", codename="view_content_reports")
