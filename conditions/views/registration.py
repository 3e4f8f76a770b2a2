"""Tells the page types how they are shown."""

from __future__ import annotations

from conditions.models import ConditionIndexPage, ConditionPage, HomePage
from conditions.page_views import page_views
from conditions.views import condition, public


def register() -> None:
    """Called once, at start-up."""
    page_views.register(ConditionPage, published=condition.condition, draft=condition.condition_draft)
    page_views.register(ConditionIndexPage, published=public.index, draft=public.index_draft)
    page_views.register(HomePage, published=public.home, draft=public.home_draft)
