"""The fast path: signs that one clinician adds or raises go live at once, whatever else is open about the page.

What is published is the live publication with the chosen signs, and nothing else: not the other edits of the draft,
not a glossary word that changed meanwhile. The draft stays what it is, for the usual way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import Revision
from wagtail.signals import page_published

from conditions.builder import DECIDING_FIELDS, document_of, fill_signs, read_page
from conditions.domain.changes import Change, raised, with_raised
from conditions.domain.document import ConditionDocument
from conditions.domain.sections import DECIDING_SECTIONS
from conditions.freshness import hold
from conditions.models import (
    REVIEW_PERIOD,
    SECOND_REVIEW_WITHIN,
    ConditionPage,
    Publication,
    SecondReview,
    SignOffKind,
)
from conditions.selectors.words import fingerprints
from conditions.services import publishing
from conditions.services.signing import check_unchanged, draft_of, record_sign_off, reviewer_of

_BESIDE_THE_WORDS = (
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
    "emergency_exemption_by_id",
    "import_leftovers",
)


def raised_signs(page: ConditionPage) -> dict[str, list[Change]]:
    """What the newest draft adds to the live page or raises, by key; empty when the page is not live."""
    current = Publication.objects.current().filter(page_id=page.pk).first()
    return {} if current is None else raised(current.parsed_document(), draft_of(page)[1])


@transaction.atomic
def publish_at_once(
    *, page: ConditionPage, by: Any, words: str, keys: Iterable[str] | None = None
) -> SecondReview:
    """Publish signs that the newest draft adds or raises, and ask for a second review within 72 hours.

    `words` is the fingerprint of the draft that the clinician saw; `keys` chooses among the signs, all by default.

    Raises:
        PermissionDenied: the account signs for no reviewer.
        ValidationError: the draft changed since it was shown, or does not add or raise these signs.
        PublicationRefused: the new signs themselves are not sound.
    """
    hold()
    reviewer = reviewer_of(by)
    if reviewer is None:
        raise PermissionDenied("This account is not linked to an active clinical reviewer.")
    draft, wanted = draft_of(page)
    check_unchanged(wanted, words)
    current = Publication.objects.current().filter(page_id=page.pk).first()
    document = _composed(current, wanted, keys)
    before = current.section_hashes if current is not None else {}
    after = fingerprints(document)
    changed = [section for section in DECIDING_SECTIONS if after[section] != before.get(section)]
    today = timezone.localdate()
    sign_off = record_sign_off(
        draft, document, reviewer, by=by, on=today, due=today + REVIEW_PERIOD, kind=SignOffKind.AT_ONCE,
        sections=changed,
    )  # fmt: skip
    owed = SecondReview.objects.create(
        page_id=page.pk, sign_off=sign_off, due_at=sign_off.created_at + SECOND_REVIEW_WITHIN
    )
    with LogContext(user=by):
        _publish(draft, document, by)
    return owed


def _composed(
    current: Publication | None, wanted: ConditionDocument, keys: Iterable[str] | None
) -> ConditionDocument:
    possible = {} if current is None else raised(current.parsed_document(), wanted)
    chosen = set(possible if keys is None else keys)
    if current is None or not chosen or not chosen <= possible.keys():
        raise ValidationError(
            "Only a draft that adds or raises signs of the live page can have them published at once. Send the "
            "rest to clinical review."
        )
    return with_raised(current.parsed_document(), wanted, chosen)


def _publish(draft: ConditionPage, document: ConditionDocument, by: Any) -> None:
    """Make `document` live, and leave the draft the newest version when it holds anything else."""
    live = _live_with_signs(draft, document)
    whole = _is_all_of(live, draft)
    revision = draft.latest_revision if whole else None
    if revision is None:
        revision = Revision.objects.create(
            content_object=live,
            base_content_type=live.get_base_content_type(),
            user=by,
            content=live.serializable_data(),
            object_str=str(live),
        )
    live.live_revision, live.last_published_at = revision, timezone.now()
    live.has_unpublished_changes = not whole
    if not whole:
        _keep_newest(live, draft)
    fields = [*DECIDING_FIELDS, "emergency_exemption_by", "written_by", *_WAGTAILS_FIELDS]
    live.save(update_fields=fields, clean=False)
    publishing.publish_signs(page=live, document=document, revision=revision, by=by)
    log(live, "wagtail.publish", user=by, revision=revision, content_changed=True)
    page_published.send(sender=ConditionPage, instance=live, revision=revision)


_WAGTAILS_FIELDS = (
    "live_revision",
    "last_published_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
)


def _live_with_signs(draft: ConditionPage, document: ConditionDocument) -> ConditionPage:
    live: ConditionPage = ConditionPage.objects.get(pk=draft.pk)
    fill_signs(live, document)
    if not live.emergency_exemption:
        live.emergency_exemption_by = None
    writings = {part: draft.written_by[part] for part in DECIDING_SECTIONS if part in draft.written_by}
    live.written_by = live.written_by | writings
    return live


def _is_all_of(live: ConditionPage, draft: ConditionPage) -> bool:
    """Whether the draft holds nothing but what goes live: no other words, no half-written row either."""
    reading = read_page(draft)
    return (
        not reading.stops
        and document_of(live) == reading.document
        and all(getattr(live, name) == getattr(draft, name) for name in _BESIDE_THE_WORDS)
    )


def _keep_newest(live: ConditionPage, draft: ConditionPage) -> None:
    """Wagtail takes the revision that was saved last for the newest, and purges the others."""
    newest = draft.latest_revision or Revision.objects.get(pk=live.latest_revision_id)
    newest.created_at = timezone.now()
    newest.save(update_fields=["created_at"])
    live.latest_revision, live.latest_revision_created_at = newest, newest.created_at
