"""Which view shows which type of page.

The models know only this registry; views, which stand above them, register themselves at start-up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

PageView = Callable[[HttpRequest, Any], HttpResponse]


class PageViews:
    """The published view and the preview of each page type."""

    def __init__(self) -> None:
        self._published: dict[type[Page], PageView] = {}
        self._drafts: dict[type[Page], PageView] = {}

    def register(self, page_type: type[Page], *, published: PageView, draft: PageView) -> None:
        self._published[page_type] = published
        self._drafts[page_type] = draft

    def published(self, request: HttpRequest, page: Page) -> HttpResponse:
        """What the public gets."""
        return self._published[type(page)](request, page)

    def draft(self, request: HttpRequest, page: Page) -> HttpResponse:
        """What an editor sees before it is public."""
        return self._drafts[type(page)](request, page)


page_views = PageViews()


class ShownByViews:
    """Mixin of page types: they are shown by the registered views, never by Wagtail's default template."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The public page."""
        return page_views.published(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page editor's preview, from the same builder as the public page."""
        return page_views.draft(request, self)
