"""On the admin's front page: the numbers that matter, each a link to the list behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from conditions.admin.content_report import may_see_reports
from conditions.selectors.reviews import ReviewNumbers, review_numbers


@dataclass(frozen=True)
class Figure:
    """One number, what it counts, where its list is, and whether somebody should do something."""

    number: int
    what: str
    url: str
    urgent: bool = False


class ContentNumbers(Component):
    """The panel. Three queries and one for each kind of workflow task; nothing is kept."""

    name = "content_numbers"
    order = 60
    template_name = "conditions/admin/content_numbers.html"

    class Media:
        css = {"all": ("conditions/dashboard.css",)}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"figures": [*_of_reviews(review_numbers()), _waiting_for(parent_context["request"].user)]}


def add_content_numbers(request: HttpRequest, panels: list[Component]) -> None:
    """Show the panel to whoever may see the lists."""
    if may_see_reports(request.user):
        panels.append(ContentNumbers())


def _of_reviews(numbers: ReviewNumbers) -> list[Figure]:
    report = reverse("needs_review")
    shown = [
        Figure(numbers.live, "Pages live", f"{report}?show=all"),
        Figure(numbers.never, "Never reviewed", f"{report}?show=never", urgent=True),
        Figure(numbers.overdue, "Overdue for review", f"{report}?show=overdue", urgent=True),
        Figure(numbers.due_soon, "Due in 30 days", f"{report}?show=due_soon"),
        Figure(
            numbers.second, "Second reviews asked for", f"{report}?show=second", numbers.second_overdue > 0
        ),
    ]
    if numbers.unpublished:
        what = "Marked live, but never published"
        shown.append(Figure(numbers.unpublished, what, f"{report}?show=never", urgent=True))
    return shown


def _waiting_for(user: Any) -> Figure:
    waiting = TaskState.objects.reviewable_by(user).count()
    url = f"{reverse('wagtailadmin_reports:workflow')}?reviewable=true"
    return Figure(waiting, "Drafts waiting for me", url)
