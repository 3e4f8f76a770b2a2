"""Which view shows which type of page.

The models know only this registry; views, which stand above them, register themselves at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail.models import Page

PageView = Callable[[HttpRequest, Any], HttpResponse]


@dataclass(frozen=True)
class _Views:
    published: PageView
    draft: PageView
    previews: Mapping[str, PageView] = field(default_factory=dict)
    parts: Mapping[str, PageView] = field(default_factory=dict)


class PageViews:
    """The published view, the previews and the further public addresses of each page type."""

    def __init__(self) -> None:
        self._views: dict[type[Page], _Views] = {}

    def register(
        self,
        page_type: type[Page],
        *,
        published: PageView,
        draft: PageView,
        previews: Mapping[str, PageView] | None = None,
        parts: Mapping[str, PageView] | None = None,
    ) -> None:
        """`previews` are by preview mode, beside `draft`; `parts` by the last piece of their address."""
        self._views[page_type] = _Views(published, draft, previews or {}, parts or {})

    def published(self, request: HttpRequest, page: Page, part: str = "") -> HttpResponse:
        """What the public gets at the page's address, or at the address of one of its parts."""
        views = self._views[type(page)]
        return (views.parts[part] if part else views.published)(request, page)

    def has_part(self, page_type: type[Page], part: str) -> bool:
        """Whether the page type has something public at this address under its own."""
        return part in self._views[page_type].parts

    def draft(self, request: HttpRequest, page: Page, mode: str = "") -> HttpResponse:
        """What an editor sees before it is public; an unknown mode shows the page itself."""
        views = self._views[type(page)]
        return views.previews.get(mode, views.draft)(request, page)


page_views = PageViews()


class ShownByViews:
    """Mixin of page types: they are shown by the registered views, never by Wagtail's default template."""

    def serve(self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any) -> HttpResponse:
        """The public page, at the address of its own language.

        Where there is no tree of the language that was asked for, Wagtail finds the page of another one: its words
        would stand in a frame of other words, and its check-in at an address that is none.
        """
        own: Page = self
        if own.locale.language_code != get_language():
            parts = own.get_url_parts(request)
            if parts is None:
                raise Http404
            return HttpResponseRedirect(f"{parts[2]}{part}/" if part else parts[2])
        return page_views.published(request, self, part)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page editor's preview, from the same builder as the public page."""
        return page_views.draft(request, self, mode_name)
