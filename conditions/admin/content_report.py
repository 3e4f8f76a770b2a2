"""What the reports about content share: who may see them, what their columns and their exports are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.base import BasePermissionPolicy

from conditions.admin.spreadsheets import SafeSpreadsheetMixin
from conditions.models import ReviewReminder
from conditions.selectors.listing import index_url

SEE_REPORTS = "conditions.view_content_reports"
Person = AbstractBaseUser | AnonymousUser


def may_see_reports(user: Any) -> bool:
    """Whether the reports about content are open to this account of the admin."""
    return bool(user.has_perm(SEE_REPORTS))


class ReportPolicy(BasePermissionPolicy):
    """One permission for all reports about content; they show published words and reviewers' names only."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_see_reports(user)


def editor_url(page_id: int, *, whole: bool = False) -> str:
    """Where the page is edited; `whole` for a place outside this site, such as a file."""
    path = reverse("wagtailadmin_pages:edit", args=[page_id])
    return f"{settings.BASE_URL}{path}" if whole else path


class Addresses:
    """Public addresses of pages by language and slug; one look-up for each language."""

    def __init__(self) -> None:
        self._bases: dict[str, str] = {}

    def of(self, slug: str, language: str, *, whole: bool = False) -> str:
        """The page's address; empty when its language has no A to Z."""
        if language not in self._bases:
            self._bases[language] = index_url(language)
        base = self._bases[language]
        if not base:
            return ""
        path = f"{base}{slug}/"
        return f"{settings.BASE_URL}{path}" if whole and path.startswith("/") else path


class PublicLinkColumn(Column):
    """A link to the page as readers see it. The row has `public_url` and `title`."""

    cell_template_name = "conditions/admin/reports/public_link_cell.html"


class ContentReport(SafeSpreadsheetMixin, ReportView):
    """A report about content. `exports` are the columns of its files: heading, and what a row has there."""

    permission_policy = ReportPolicy(ReviewReminder)
    permission_required = "see"
    search_backend_name = None
    template_name = "conditions/admin/reports/report.html"
    nothing: ClassVar[str]
    """What an empty report says when nobody asked for a part of it."""
    exports: ClassVar[Mapping[str, Callable[[Any], object]]] = {}

    @cached_property
    def no_results_message(self) -> str:
        """Why there are no rows."""
        asked = self.is_searching or self.is_filtering
        return str(super().no_results_message) if asked else self.nothing

    @property
    def list_export(self) -> list[str]:
        return list(self.exports)

    def get_heading(self, queryset: Any, field: str) -> str:
        return field

    def to_row_dict(self, item: Any) -> dict[str, object]:
        return {heading: value(item) for heading, value in self.exports.items()}

    def get_filename(self) -> str:
        return f"{self.index_url_name.replace('_', '-')}-{timezone.localdate():%Y-%m-%d}"

    def get_filtered_queryset(self) -> Any:
        """`get_queryset` has filtered already."""
        return self.get_queryset()
