"""Carrying out an import: every page or none."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale

from conditions.builder import fill_page
from conditions.domain.inlines import word_key
from conditions.figures import find_image, fingerprint
from conditions.freshness import hold
from conditions.importing.plan import Step, step_of
from conditions.models import ConditionPage, Publication, Reviewer, Term
from conditions.selectors.signing import APPROVALS_TO_LOWER, approvals_to_lower, lowering_changes, signatures
from conditions.services.signing import sign_for
from conditions.services.tree import ensure_tree
from conditions.services.unsigned import release

Say = Callable[[str], None]


def apply(
    steps: list[Step],
    *,
    publish: bool,
    reviewer: Reviewer | None,
    say: Say,
    second: Reviewer | None = None,
) -> None:
    """Do what `steps` say in one transaction, to the pages as they are when nobody else publishes. A step that changes
    nothing writes nothing.

    `reviewer` approved these words, and `second` too, which is needed where a change may lower a level.

    Raises:
        PublicationRefused: a page may not go live; then nothing was imported.
    """
    files: list[Any] = []
    try:
        with transaction.atomic():
            hold()
            _apply(
                [step_of(step.file) for step in steps],
                publish=publish,
                reviewers=(reviewer, second),
                say=say,
                files=files,
            )
    except BaseException:
        for image in files:
            image.file.storage.delete(image.file.name)
        raise


def _apply(
    steps: list[Step],
    *,
    publish: bool,
    reviewers: tuple[Reviewer | None, Reviewer | None],
    say: Say,
    files: list[Any],
) -> None:
    for step in steps:
        _store_terms(step)
        _store_pictures(step, files)
    pages = [step.stored or _new_page(step) for step in steps]
    for step, page in zip(steps, pages, strict=True):
        if step.changes:
            _write(step, page, reviewers[0])
        say(f"{_verb(step)} {step.file.name}")
    for step, page in zip(steps, pages, strict=True):
        _sign(step, page, reviewers)
    if publish:
        for step, page in zip(steps, pages, strict=True):
            if _publish(page, step):
                say(f"published {step.file.name}")


def _verb(step: Step) -> str:
    if step.stored is None:
        return "created"
    return "changed" if step.changes else "unchanged"


def _store_terms(step: Step) -> None:
    locale, _ = Locale.objects.get_or_create(language_code=step.document.language)
    known = {word_key(term.word): term for term in Term.objects.filter(locale=locale)}
    for term in step.file.document.terms:
        stored = known.get(word_key(term.word)) or Term(locale=locale)
        fields = {
            "word": term.word, "respelling": term.respelling, "meaning": term.meaning, "syllables": term.syllables
        }  # fmt: skip
        if stored.pk is None or any(getattr(stored, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(stored, name, value)
            stored.save()


def _store_pictures(step: Step, files: list[Any]) -> None:
    for name, path in step.file.pictures.items():
        content = path.read_bytes()
        if find_image(name, fingerprint(content)) is None:
            image = get_image_model()(title=name, file=ImageFile(BytesIO(content), name=name))
            image.save()
            files.append(image)


def _new_page(step: Step) -> ConditionPage:
    """An empty draft at its place, so that pages of one run can link to each other in any order."""
    index = ensure_tree(step.document.language)
    page = ConditionPage(title=step.document.title, slug=step.file.slug, locale=index.locale, live=False)
    translation = ConditionPage.objects.filter(slug=step.file.slug).exclude(locale=index.locale).first()
    if translation is not None:
        page.translation_key = translation.translation_key
    index.add_child(instance=page)
    return page


def _write(step: Step, page: ConditionPage, reviewer: Reviewer | None) -> None:
    draft = page.get_latest_revision_as_object() if step.stored else page
    fill_page(draft, step.document)
    exempt = bool(step.document.emergency_exemption)
    draft.emergency_exemption_by = (reviewer or draft.emergency_exemption_by) if exempt else None
    if step.stored is None:
        draft.save()
    draft.save_revision(log_action=True)


def _sign(step: Step, page: ConditionPage, reviewers: tuple[Reviewer | None, Reviewer | None]) -> None:
    """Record the approvals; none where the words are signed already and lower nothing."""
    first, second = reviewers
    lowers = _lacks_approvals(page, step)
    signed = signatures(page, step.document).review is not None
    if first is not None and (lowers or not signed):
        sign_for(page=page, document=step.document, reviewer=first)
    if second is not None and lowers:
        sign_for(page=page, document=step.document, reviewer=second)


def _lacks_approvals(page: ConditionPage, step: Step) -> bool:
    if not lowering_changes(page, step.document):
        return False
    return len(approvals_to_lower(page, step.document)) < APPROVALS_TO_LOWER


def _publish(page: ConditionPage, step: Step) -> bool:
    """Whether this made a new publication. A page that says it already is left alone."""
    page = ConditionPage.objects.get(pk=page.pk)
    before = Publication.objects.current().filter(page=page).first()
    if page.live and before is not None and not page.has_unpublished_changes and not step.changes:
        return False
    if signatures(page, step.document).missing:
        release(page=page, document=step.document, by=None, reason=_why_unsigned(step))
    revision = page.latest_revision or page.save_revision()
    revision.publish(log_action=True)
    after = Publication.objects.current().filter(page_id=page.pk).first()
    return after != before


def _why_unsigned(step: Step) -> str:
    """The reason that is kept with words that go live unsigned: which command, and which file."""
    return f"manage.py import_conditions --publish without --reviewed-by, from the file {step.file.text.file}"
