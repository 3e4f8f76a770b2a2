"""Tells the page types how they are shown."""

from __future__ import annotations

from conditions.models import ConditionIndexPage, ConditionPage, HomePage
from conditions.page_views import page_views
from conditions.presenter import WHAT_CHANGED
from conditions.views import condition, history, previews, public


def register() -> None:
    """Called once, at start-up."""
    page_views.register(
        ConditionPage,
        published=condition.condition,
        draft=condition.condition_draft,
        previews={"check-in": previews.check_in_questions, "handout": previews.handout},
        parts={WHAT_CHANGED: history.what_changed},
    )
    page_views.register(ConditionIndexPage, published=public.index, draft=public.index_draft)
    page_views.register(HomePage, published=public.home, draft=public.home_draft)
