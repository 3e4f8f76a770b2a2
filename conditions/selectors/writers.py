"""Who was the last to write each part of a page's newest draft, and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, WorkflowState

from conditions.builder import document_of
from conditions.domain.inlines import word_key
from conditions.domain.sections import meanings_by_section
from conditions.figures import images_of, is_shown_by
from conditions.models import ConditionPage, Term
from conditions.models.writing import PARTS_OF, words_of_part
from conditions.selectors.history import newest


def last_writers(page: ConditionPage) -> dict[str, str | None]:
    """The account that last changed each part of the newest draft; None when that was no account (an import).
    A part is missing when nobody wrote down who wrote it."""
    return _last_writers(_newest(page))


def parts_written_by(page: ConditionPage, user: Any) -> set[str]:
    """The parts that `user` was the last to write, a glossary meaning or a picture in them included. Where that is not
    known, whoever has edited the page counts as its writer."""
    draft = _newest(page)
    known = _last_writers(draft)
    found = {part for part, writer in known.items() if writer == str(user.pk)}
    found |= _explained_by(draft, user) | _pictured_by(draft, user)
    unknown = PARTS_OF.keys() - known.keys()
    return found | unknown if unknown and _has_edited(page, user) else found


def has_submitted(state: WorkflowState, user: Any) -> bool:
    """Whether `user` submitted the words of this workflow, at first or again after changes were requested."""
    if state.requested_by_id == user.pk:
        return True
    again = PageLogEntry.objects.filter(action="wagtail.workflow.resume", user_id=user.pk)
    return bool(again.filter(page_id=state.object_id, timestamp__gte=state.created_at).exists())


def parts_that_are_live(page: ConditionPage) -> set[str]:
    """The parts in which the newest draft says what the live page says."""
    live = ConditionPage.objects.get(pk=page.pk)
    if not live.live:
        return set()
    now, draft = live.serializable_data(), live.get_latest_revision_as_object().serializable_data()
    return {part for part in PARTS_OF if words_of_part(now, part) == words_of_part(draft, part)}


def written_on(page: ConditionPage, parts: Iterable[str]) -> datetime.date | None:
    """The day, on the site's calendar, on which the newest of these parts was written; None when nobody knows."""
    writings = _writings(_newest(page))
    times = [datetime.datetime.fromisoformat(writings[part]["at"]) for part in parts if part in writings]
    return timezone.localtime(max(times)).date() if times else None


def _explained_by(draft: ConditionPage, user: Any) -> set[str]:
    """The sections with a glossary meaning that `user` was the last to change, unless the page's newest publication has
    it as it is now."""
    shown = meanings_by_section(document_of(draft))
    if not shown:
        return set()
    publication = newest(draft)
    published = {} if publication is None else meanings_by_section(publication.parsed_document())
    known = {key: meaning for words in published.values() for key, meaning in words.items()}
    new = {key for words in shown.values() for key, meaning in words.items() if known.get(key) != meaning}
    own = _last_changed_by(user, draft.locale_id, new) if new else set()
    return {section for section, words in shown.items() if own & words.keys()}


def _last_changed_by(user: Any, locale_id: int, words: set[str]) -> set[str]:
    """Those of the glossary's `words` that `user` was the last to change, by the admin's log."""
    terms = {str(term.pk): word_key(term.word) for term in Term.objects.filter(locale_id=locale_id)}
    changes = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Term),
        object_id__in=[pk for pk, word in terms.items() if word in words],
        action__in=("wagtail.create", "wagtail.edit"),
    )
    last = dict(changes.order_by("timestamp", "pk").values_list("object_id", "user_id"))
    return {terms[pk] for pk, writer in last.items() if writer == user.pk}


def _pictured_by(draft: ConditionPage, user: Any) -> set[str]:
    """The sections with a picture that `user` uploaded or edited in the library, unless the page's newest publication
    shows it as it is now. The log does not say what an edit changed: each may have changed the file."""
    shown = images_of(draft)
    if not shown:
        return set()
    publication = newest(draft)
    edited = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(get_image_model()),
        object_id__in=[str(image.pk) for _, image in shown],
        user_id=user.pk,
        action__in=("wagtail.create", "wagtail.edit"),
    )
    own = set(edited.values_list("object_id", flat=True))
    return {
        section
        for section, image in shown
        if (str(image.pk) in own or image.uploaded_by_user_id == user.pk)
        and not (publication is not None and is_shown_by(publication.parsed_document(), image))
    }


def _newest(page: ConditionPage) -> ConditionPage:
    """The newest draft, read once for each answer: the front page asks about every page that waits."""
    draft: ConditionPage = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def _last_writers(draft: ConditionPage) -> dict[str, str | None]:
    return {part: writing["by"] for part, writing in _writings(draft).items()}


def _writings(draft: ConditionPage) -> dict[str, dict[str, Any]]:
    return {part: writing for part, writing in draft.written_by.items() if part in PARTS_OF}


def _has_edited(page: ConditionPage, user: Any) -> bool:
    entries = PageLogEntry.objects.filter(page_id=page.pk, user_id=user.pk)
    edits = entries.filter(action__in=("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy"))
    saved = Revision.objects.for_instance(page).filter(user_id=user.pk)
    return bool(edits.exists() or saved.exists())
