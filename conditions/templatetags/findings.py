"""What the editor's templates ask for: the findings about the page that is open, made once for each request."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from conditions.admin.findings import Shown, address_for
from conditions.models import ConditionPage
from conditions.models.tasks import why_not_approve
from conditions.services.editing import draft_findings

register = template.Library()


@register.simple_tag
def findings_shown(page: Any, request: HttpRequest) -> Shown | None:
    """The findings about `page`, or None when it is another kind of page."""
    if not isinstance(page, ConditionPage):
        return None
    kept: tuple[ConditionPage, Shown] | None = getattr(request, "_findings_shown", None)
    if kept is None or kept[0] is not page:
        kept = (page, Shown(page, draft_findings(page)))
        request._findings_shown = kept  # type: ignore[attr-defined]
    return kept[1]


@register.simple_tag
def findings_address(page: ConditionPage, request: HttpRequest) -> str:
    """Where the editor's form is checked while it is being typed."""
    match = request.resolver_match
    return address_for(page, match.kwargs.get("parent_page_id") if match else None)


@register.simple_tag
def findings_rows(shown: Shown | None, sections: tuple[str, ...]) -> list[dict[str, Any]]:
    """The findings of some sections, stops first."""
    if shown is None:
        return []
    by_section = shown.by_section()
    return [row for section in sections for row in by_section.get(section, [])]


@register.simple_tag
def approval_refused(page: ConditionPage, request: HttpRequest) -> str:
    """Why the editor does not offer "Approve" to whoever is asked to review `page`; empty when it does."""
    return why_not_approve(page, request.user) if page.pk else ""
