"""A draft page from a leaflet that was read and placed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from conditions.builder import fill_page
from conditions.domain.document import ConditionDocument
from conditions.models import ConditionIndexPage, ConditionPage

LONGEST_SLUG = 80


@transaction.atomic
def create_draft(
    *, index: ConditionIndexPage, document: ConditionDocument, leftovers: str, by: Any
) -> ConditionPage:
    """A draft under `index` that says what `document` says. `leftovers` stays with it, for editors only.

    Raises:
        PermissionDenied: `by` may not add pages there.
    """
    if not may_add(by, index):
        raise PermissionDenied
    page = ConditionPage(
        slug=free_slug(index, document.title), live=False, owner=by, import_leftovers=leftovers
    )
    fill_page(page, document.model_copy(update={"language": index.locale.language_code}))
    index.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    page.save_revision(user=by, log_action=True)
    return page


def may_add(user: Any, index: ConditionIndexPage) -> bool:
    """Whether `user` may add condition pages under `index`."""
    allowed = index.permissions_for_user(user)
    return bool(allowed.can_add_subpage()) and ConditionPage.can_create_at(index)


def free_slug(index: ConditionIndexPage, title: str) -> str:
    """An address made from `title` that no other page under `index` has."""
    base = slugify(title)[:LONGEST_SLUG].strip("-_").replace("_", "-") or "page"
    taken = set(index.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
