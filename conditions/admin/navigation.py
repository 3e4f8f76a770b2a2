"""Ways from a condition page in the admin to its impact, its publications, and out of use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from conditions.admin.access import may_read, may_withdraw
from conditions.models import ConditionPage


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu behind the title of a condition page: for `register_page_header_buttons`."""
    if not isinstance(page, ConditionPage) or page.pk is None or not may_read(user, page):
        return
    yield _button("Impact of the draft", "condition_impact", page, icon="view", priority=61)
    yield _button("Publications", "condition_history", page, icon="history", priority=62)
    if page.live and may_withdraw(user, page):
        yield _button("Take out of use", "condition_withdraw", page, icon="warning", priority=63)


def _button(label: str, name: str, page: Page, *, icon: str, priority: int) -> Button:
    return Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=priority)
