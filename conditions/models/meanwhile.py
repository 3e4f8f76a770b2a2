"""What others did to a page between reading and saving it. Wagtail saves whole rows, and would undo that."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from conditions.signals import condition_page_changing

OF_THE_TREE = ("path", "depth", "numchild")
"""Where a page stands and how many are under it. SQL alone moves it."""
_OF_THE_DRAFT = ("latest_revision_id", "latest_revision_created_at", "draft_title")
"""What a page's row says about its newest draft. `save_revision` alone moves it, with `update_fields`."""
_OF_WHAT_IS_LIVE = ("live", "live_revision_id", "first_published_at", "last_published_at", "expired")


class TakesItsTurn:
    """Mixin of a page that is published after whoever changes something public now, before any row is locked."""

    @transaction.atomic
    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision in one transaction, so that a refusal leaves the page's schedules as they were, and into
        the page as it is now, not as it was when the revision was read."""
        condition_page_changing.send(sender=type(self), page=self)
        revision.content_object = type(self).objects.get(pk=self.pk)  # type: ignore[attr-defined]
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]


class KnowsWhetherItWasLive:
    """Mixin of a page that remembers whether it was live when it was read; None when nobody has read it."""

    known_live: bool | None = None

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Any:
        page: Any = super().from_db(*args, **kwargs)  # type: ignore[misc]
        page.known_live = page.__dict__.get("live")
        return page

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """A field that was deferred comes through here as well, and says nothing of what the page was."""
        super().refresh_from_db(*args, **kwargs)  # type: ignore[misc]
        fields = kwargs.get("fields", args[1] if len(args) > 1 else None)
        if fields is None or "live" in fields:
            self.known_live = self.__dict__.get("live")

    def with_content_json(self, content: Any) -> Any:
        draft: Any = super().with_content_json(content)  # type: ignore[misc]
        draft.known_live = self.known_live
        # A draft from before the page was live does not know that it is: scheduling it would take the page off the site.
        draft.live_revision_id = self.live_revision_id  # type: ignore[attr-defined]
        return draft


def keep_place_and_draft(page: Any) -> dict[str, Any] | None:
    """Before all fields of `page` are saved, under the lock of publishing: let it keep the place in the tree and the
    newest draft that it has by now. Returns what is stored; None when it is new."""
    if page.pk is None:
        return None
    names = (*OF_THE_TREE, *_OF_THE_DRAFT, *_OF_WHAT_IS_LIVE, "slug", "url_path")
    stored: dict[str, Any] | None = type(page).objects.filter(pk=page.pk).values(*names).first()
    if stored is None:
        return None
    if page.latest_revision_id != stored["latest_revision_id"]:
        page.has_unpublished_changes = True
    for name in (*OF_THE_TREE, *_OF_THE_DRAFT):
        setattr(page, name, stored[name])
    return stored


def keep_address(page: Any, stored: dict[str, Any]) -> None:
    """A page that keeps its slug keeps its address, which changes with the page above it. Not for Wagtail's own move,
    which saves the new one."""
    if page.slug == stored["slug"]:
        page.url_path = stored["url_path"]


def went_live_meanwhile(page: Any) -> bool:
    """Before all fields of `page` are saved, under the lock of publishing: let it keep what `keep_place_and_draft` says,
    and stay off the site when it was read live and somebody took it off since. Answer whether it was read as a draft
    and somebody published it since.

    Its row then holds what readers have, and must not be written: the words of `page` belong in a revision, as
    those of every live page do.
    """
    stored = keep_place_and_draft(page)
    if stored is None:
        return False
    keep_address(page, stored)
    went_live = bool(stored["live"]) and not page.live and page.known_live is False
    taken_off = not stored["live"] and page.live and page.known_live is True
    if went_live or taken_off:
        for name in _OF_WHAT_IS_LIVE:
            setattr(page, name, stored[name])
        page.known_live = page.live
        page.has_unpublished_changes = page.has_unpublished_changes or taken_off
    return went_live
