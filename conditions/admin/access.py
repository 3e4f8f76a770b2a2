"""Which condition page an admin view is about, and who may see or do what with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from conditions.models import ConditionPage


def page_to_read(user: Any, page_id: int) -> ConditionPage:
    """The page, for those who write, publish or review content.

    Raises:
        Http404: there is no such page.
        PermissionDenied: the user has nothing to do with it.
    """
    page: ConditionPage = get_object_or_404(ConditionPage, pk=page_id)
    if not may_read(user, page):
        raise PermissionDenied
    return page


def may_read(user: Any, page: ConditionPage) -> bool:
    """Editors, publishers and administrators of the page, and every clinical reviewer."""
    allowed = page.permissions_for_user(user)
    return bool(allowed.can_edit() or allowed.can_publish() or user.has_perm("conditions.sign_words"))


def may_withdraw(user: Any, page: ConditionPage) -> bool:
    """Publishers, clinical reviewers and administrators: whoever may say that words are not safe."""
    if not user.is_active:
        return False
    allowed = page.permissions_for_user(user)
    return bool(allowed.can_publish() or user.has_perm("conditions.sign_words"))
