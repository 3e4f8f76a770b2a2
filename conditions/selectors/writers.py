"""Who was the last to write each part of a page's newest draft, and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from conditions.models import ConditionPage
from conditions.models.writing import PARTS_OF, words_of_part


def last_writers(page: ConditionPage) -> dict[str, str | None]:
    """The account that last changed each part of the newest draft; None when that was no account (an import).
    A part is missing when nobody wrote down who wrote it."""
    return {part: writing["by"] for part, writing in _writings(page).items()}


def parts_written_by(page: ConditionPage, user: Any) -> set[str]:
    """The parts that `user` was the last to write. Where that is not known, whoever has edited the page counts as
    its writer."""
    known = last_writers(page)
    found = {part for part, writer in known.items() if writer == str(user.pk)}
    unknown = PARTS_OF.keys() - known.keys()
    return found | unknown if unknown and _has_edited(page, user) else found


def parts_that_are_live(page: ConditionPage) -> set[str]:
    """The parts in which the newest draft says what the live page says."""
    live = ConditionPage.objects.get(pk=page.pk)
    if not live.live:
        return set()
    now, draft = live.serializable_data(), live.get_latest_revision_as_object().serializable_data()
    return {part for part in PARTS_OF if words_of_part(now, part) == words_of_part(draft, part)}


def written_on(page: ConditionPage, parts: Iterable[str]) -> datetime.date | None:
    """The day, on the site's calendar, on which the newest of these parts was written; None when nobody knows."""
    writings = _writings(page)
    times = [datetime.datetime.fromisoformat(writings[part]["at"]) for part in parts if part in writings]
    return timezone.localtime(max(times)).date() if times else None


def _writings(page: ConditionPage) -> dict[str, dict[str, Any]]:
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return {part: writing for part, writing in draft.written_by.items() if part in PARTS_OF}


def _has_edited(page: ConditionPage, user: Any) -> bool:
    entries = PageLogEntry.objects.filter(page_id=page.pk, user_id=user.pk)
    edits = entries.filter(action__in=("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy"))
    saved = Revision.objects.for_instance(page).filter(user_id=user.pk)
    return bool(edits.exists() or saved.exists())
