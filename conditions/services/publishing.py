"""How a page's words go live, and how they stop being live.

Nothing is served but a publication, and `publish()` is the only place that makes one. It runs in the transaction
that saves the page, so that a refusal undoes the save and both or neither become visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Revision

from conditions.builder import PageReading, read_page
from conditions.domain.canonical import sha256_of
from conditions.domain.changes import is_only_raising
from conditions.domain.document import ConditionDocument, document_sha256
from conditions.domain.frozen import Frozen, freeze
from conditions.domain.gate import Stop
from conditions.domain.sections import DECIDING_SECTIONS
from conditions.figures import store_figures
from conditions.freshness import bump, hold
from conditions.models import ConditionPage, EndKind, LaterWithdrawal, Publication, SiteWording
from conditions.selectors.publications import to_withdraw
from conditions.selectors.signing import Review, signatures_of
from conditions.selectors.words import fingerprints
from conditions.services.release import exempted_by, exemption_stops, new_stops, release_stops
from conditions.services.written_findings import written_findings
from conditions.signals import publication_changed

WITHDRAWN = "conditions.withdraw"
"""The entry in Wagtail's history for a page that was taken out of use."""


class PublicationRefused(ValidationError):
    """The page may not go live as it is. `stops` say what is missing, in plain words; `page` says where."""

    def __init__(self, page: ConditionPage, found: list[Stop]) -> None:
        self.page = page
        self.stops = found
        super().__init__([stop.message for stop in found])


@dataclass(frozen=True)
class _Content:
    """What a publication says and who stands behind it: two equal ones need only one publication."""

    language: str
    frozen: Frozen
    section_hashes: dict[str, str]
    review: Review | None
    exempted_by: str

    def is_said_by(self, publication: Publication) -> bool:
        return (
            publication.sha256 == self.frozen.sha256
            and publication.section_hashes == self.section_hashes
            and publication.language == self.language
            and publication.exempted_by == self.exempted_by
            and publication.reviewer_name == (self.review.reviewer_name if self.review else "")
            and publication.reviewed_on == (self.review and self.review.reviewed_on)
            and publication.review_due == (self.review and self.review.review_due)
        )


def stops_of(page: ConditionPage) -> list[Stop]:
    """What keeps this page, draft or live, from going live as it is now, whoever signs it; empty when nothing
    does."""
    return read_page(page).all_stops()


def refusals_of(page: ConditionPage) -> list[Stop]:
    """What keeps this page from going live now: what is wrong with it, and what nobody signed."""
    return _refusals(page, read_page(page))


def is_live(page: ConditionPage) -> bool:
    """Whether readers have the words of this page, draft or live, already."""
    current = _current(page)
    return current is not None and _says(current, read_page(page).document)


@transaction.atomic
def publish(*, page: ConditionPage, revision: Revision | None = None, by: Any = None) -> Publication:
    """The publication of the live `page` as it is now: a new one, or the current one when it says the same.

    A page whose words are the same but whose review is not gets a new number with the same fingerprint.
    Publishing is serial (see `freshness.hold`): two at once get two numbers.

    Raises:
        PublicationRefused: the gate found something missing, or nobody signed these words.
        ValueError: the page is not live; its publication would be of a page that nobody can open.
    """
    if not page.live:
        raise ValueError("Only a live page is published: save it live, or publish one of its revisions.")
    hold()
    reading = read_page(page)
    found = _refusals(page, reading)
    if found:
        raise PublicationRefused(page, found)
    document = reading.document
    content = _content(page, document, _frozen(document), fingerprints(document))
    current = _current(page)
    if current is not None and content.is_said_by(current):
        return current
    store_figures(page)
    return _replace(page, current, content, revision=revision, by=by)


@transaction.atomic
def publish_signs(
    *, page: ConditionPage, document: ConditionDocument, revision: Revision, by: Any
) -> Publication:
    """Publish `document`, which is the current publication's but for signs that a clinician added or raised, and
    who has signed them. Nothing else of the page is asked: the rest is live as it is, whatever there is to say
    about it.

    Raises:
        PublicationRefused: what is new in it is not sound.
        ValueError: the page is not served, or `document` might lower a level.
    """
    hold()
    current = _current(page)
    if current is None or not is_only_raising(current.parsed_document(), document):
        raise ValueError("Only signs that are added to a live page, or raised, are published at once.")
    found = new_stops(current.parsed_document(), document)
    if found:
        raise PublicationRefused(page, found)
    deciding = {
        section: hash_ for section, hash_ in fingerprints(document).items() if section in DECIDING_SECTIONS
    }
    # Nothing else changes with them, also not the site's own last question, should its words have changed since.
    frozen = freeze(document, other_worry=current.compiled().other_worry)
    content = _content(page, document, frozen, current.section_hashes | deciding)
    return _replace(page, current, content, revision=revision, by=by)


@transaction.atomic
def take_review(*, page: ConditionPage) -> Publication | None:
    """Let the current publication say who reviewed its words, as a new number with the same words; or that nobody
    did, when a sign-off was taken back.

    Returns the publication that is current afterwards. A review of other words changes nothing.
    """
    hold()
    current = _current(page)
    if current is None:
        return None
    frozen = Frozen(current.document, current.questionnaire, current.sha256)
    content = _content(page, current.parsed_document(), frozen, current.section_hashes)
    if content.is_said_by(current):
        return current
    return _replace(page, current, content, revision=current.revision, by=None)


@transaction.atomic
def end(*, page: ConditionPage, kind: EndKind | str, reason: str = "", by: Any = None) -> Publication | None:
    """Stop serving the page, and say why. Returns the publication that ended; None when there was none."""
    hold()
    current = _current(page)
    if current is None:
        return None
    current.set_once(
        ended_at=timezone.now(),
        end_kind=EndKind(kind).value,
        end_reason=reason,
        ended_by=by or _acting_user(),
    )
    publication_changed.send(sender=Publication, page=page, publication=None)
    bump()
    return current


@transaction.atomic
def withdraw(*, page: ConditionPage, reason: str, by: Any = None) -> Publication | None:
    """Take a page away for safety: end its publication as withdrawn, and unpublish it. When an editor unpublished it
    before, or it expired, its last publication is withdrawn now.

    Returns the publication that was withdrawn; None when there was none, or it was withdrawn before.

    Raises:
        ValueError: no reason was given.
    """
    if not reason.strip():
        raise ValueError("Say why the page is withdrawn.")
    hold()
    # Somebody can have saved a draft since the caller read the page; unpublishing saves the whole row.
    page = ConditionPage.objects.get(pk=page.pk)
    reason, by = reason.strip(), by or _acting_user()
    withdrawn = end(page=page, kind=EndKind.WITHDRAWN, reason=reason, by=by) or _withdraw_later(
        page, reason, by
    )
    # Who may withdraw is not who may unpublish: a clinical reviewer may, and the caller has asked.
    UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    if withdrawn is not None:
        log(page, WITHDRAWN, user=by, data={"reason": reason})
    return withdrawn


def _withdraw_later(page: ConditionPage, reason: str, by: Any) -> Publication | None:
    last = to_withdraw(page)
    if last is not None:
        LaterWithdrawal.objects.create(
            publication=last, withdrawn_at=timezone.now(), reason=reason, withdrawn_by=by
        )
        bump()
    return last


def _refusals(page: ConditionPage, reading: PageReading) -> list[Stop]:
    """Words that are live already are not asked for a signature again: locking a page must not be refused. Whoever
    is named anew for having no emergency signs must have signed that, though."""
    found, document = reading.all_stops(), reading.document
    current = _current(page)
    if current is None or not _says(current, document):
        return found + release_stops(page, document)
    if current.exempted_by != exempted_by(page, document):
        return found + exemption_stops(page, document)
    return found


def _says(publication: Publication, document: ConditionDocument) -> bool:
    """Whether it has these words, and their links lead to the same pages."""
    same = sha256_of(publication.document) == document_sha256(document)
    return same and publication.section_hashes == fingerprints(document)


def _frozen(document: ConditionDocument) -> Frozen:
    return freeze(document, other_worry=SiteWording.current().other_worry)


def _content(
    page: ConditionPage, document: ConditionDocument, frozen: Frozen, hashes: dict[str, str]
) -> _Content:
    """A page whose reason for no emergency signs nobody stands behind is not reviewed, whoever signed it besides."""
    review = None if exemption_stops(page, document) else signatures_of(page, hashes).review
    return _Content(document.language, frozen, hashes, review, exempted_by(page, document))


def _current(page: ConditionPage) -> Publication | None:
    return Publication.objects.current().filter(page_id=page.pk).first()


def _replace(
    page: ConditionPage, current: Publication | None, content: _Content, *, revision: Revision | None, by: Any
) -> Publication:
    now = timezone.now()
    if current is not None:
        current.set_once(superseded_at=now)
    last = Publication.objects.filter(page_id=page.pk).aggregate(last=Max("number"))["last"] or 0
    publication = Publication.objects.create(
        page=page,
        language=content.language,
        number=last + 1,
        document=content.frozen.document,
        questionnaire=content.frozen.questionnaire,
        sha256=content.frozen.sha256,
        section_hashes=content.section_hashes,
        findings=written_findings(content.frozen.document),
        exempted_by=content.exempted_by,
        revision=revision,
        reviewer_name=content.review.reviewer_name if content.review else "",
        reviewed_on=content.review.reviewed_on if content.review else None,
        review_due=content.review.review_due if content.review else None,
        published_by=by or _acting_user(),
        published_at=now,
    )
    publication_changed.send(sender=Publication, page=page, publication=publication)
    bump()
    return publication


def _acting_user() -> Any:
    """Whoever is at work in the admin now; Wagtail does not tell a page's save who publishes it."""
    return get_active_log_context().user
