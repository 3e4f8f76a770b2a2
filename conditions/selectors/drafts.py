"""The newest drafts of several pages."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

from conditions.models import ConditionPage


def published_together(pages: Iterable[Page], *, with_descendants: bool) -> list[ConditionPage]:
    """What a bulk publish of `pages` would publish, as it would be."""
    pages = list(pages)
    chosen = {page.pk for page in pages}
    if with_descendants:
        for page in pages:
            chosen |= set(page.get_descendants().not_live().values_list("pk", flat=True))
    found = ConditionPage.objects.filter(pk__in=chosen).order_by("title", "pk")
    return [page.get_latest_revision_as_object() for page in found]
