"""Ways from a condition page in the admin to its impact, its publications, and out of use; and how messages look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from conditions.admin.access import may_read, may_withdraw
from conditions.models import ConditionPage
from conditions.selectors.publications import to_withdraw


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu behind the title of a condition page: for `register_page_header_buttons`."""
    if not isinstance(page, ConditionPage) or page.pk is None or not may_read(user, page):
        return
    yield _button("Impact of the draft", "condition_impact", page, icon="view", priority=61)
    yield _button("Publications", "condition_history", page, icon="history", priority=62)
    if may_withdraw(user, page) and (page.live or to_withdraw(page)):
        yield _button("Take out of use", "condition_withdraw", page, icon="warning", priority=63)


class ImpactMenuItem(ActionMenuItem):
    """Beside "Publish" and "Submit", so that the impact is seen first. It leads away: the draft is saved before."""

    name = "action-impact"
    label = "See the impact (of the saved draft)"
    icon_name = "view"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """On the editor of a condition page that exists."""
        return isinstance(context.get("page"), ConditionPage) and context["view"] == "edit"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Where the impact of the latest draft is."""
        return reverse("condition_impact", args=[parent_context["page"].pk])


def style_of_messages() -> SafeString:
    """For `insert_global_admin_css`."""
    return format_html('<link rel="stylesheet" href="{}">', static("conditions/messages.css"))


def menu_item() -> ActionMenuItem:
    """For `register_page_action_menu_item`."""
    return ImpactMenuItem(order=95)


def _button(label: str, name: str, page: Page, *, icon: str, priority: int) -> Button:
    return Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=priority)
