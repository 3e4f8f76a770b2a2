"""What follows when something public is saved, whoever saves it and by whatever route.

`ConditionPage.save()` announces a full save; Wagtail's other routes (a scheduled expiry, a generic
`Page.unpublish()`, a move) save the plain `Page`, so both are listened to.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import (
    Locale,
    Page,
    PageViewRestriction,
    Site,
    TaskState,
    WorkflowState,
    get_page_models,
)
from wagtail.signals import pre_page_move

from conditions.freshness import bump, hold
from conditions.models import (
    ConditionIndexPage,
    ConditionPage,
    EndKind,
    Publication,
    SignOff,
    SiteWording,
    Term,
)
from conditions.models.meanwhile import keep_address, keep_place_and_draft
from conditions.services import confirming, publishing, second_reviews, signing, usage
from conditions.signals import (
    approval_asked,
    condition_page_changing,
    condition_page_saved,
    publication_changed,
)

_PUBLIC_FIELDS = {"live", "expired", "slug", "url_path", "title"}
"""A save of none of these fields alone changes nothing that the public sees."""


def connect() -> None:
    """Listen. Called once, when the app registry is ready."""
    condition_page_saved.connect(follow_condition_page, dispatch_uid="follow_condition_page")
    condition_page_changing.connect(queue_up, dispatch_uid="queue_up")
    for page_model in get_page_models():
        if page_model is not ConditionPage:
            pre_save.connect(
                queue_up_plain, sender=page_model, dispatch_uid=f"queue_{page_model._meta.label}"
            )
        post_save.connect(follow_page, sender=page_model, dispatch_uid=f"follow_{page_model._meta.label}")
        post_delete.connect(
            follow_change, sender=page_model, dispatch_uid=f"deleted_{page_model._meta.label}"
        )
    for model in (Locale, Site, SiteWording, Term):
        pre_save.connect(queue_up_row, sender=model, dispatch_uid=f"queue_{model._meta.label}")
        pre_delete.connect(queue_up_row, sender=model, dispatch_uid=f"queue_deleted_{model._meta.label}")
        post_save.connect(follow_change, sender=model, dispatch_uid=f"saved_{model._meta.label}")
        post_delete.connect(follow_change, sender=model, dispatch_uid=f"deleted_{model._meta.label}")
    publication_changed.connect(follow_publication, dispatch_uid="usage_follows_publication")
    post_save.connect(follow_term, sender=Term, dispatch_uid="usage_follows_term")
    pre_delete.connect(forget_term, sender=Term, dispatch_uid="usage_forgets_term")
    post_save.connect(follow_sign_off, sender=SignOff, dispatch_uid="follow_sign_off")
    pre_save.connect(refuse_own_words, dispatch_uid="refuse_own_words")
    approval_asked.connect(answer_who_approves, dispatch_uid="answer_who_approves")
    pre_save.connect(refuse_unsound_words, sender=WorkflowState, dispatch_uid="refuse_unsound_words")
    pre_page_move.connect(refuse_other_language, dispatch_uid="refuse_other_language")
    pre_save.connect(refuse_private_page, sender=PageViewRestriction, dispatch_uid="refuse_private_page")


def queue_up(sender: type[ConditionPage], **_: Any) -> None:
    """Take the one lock of publishing before the page's row, so that two saves never wait for each other, and so
    that a draft and what goes live meanwhile are saved one after the other."""
    hold()


def queue_up_plain(sender: type[Page], instance: Page, raw: bool, update_fields: Any, **_: Any) -> None:
    """The same for a page that is saved as a plain `Page`, for instance by an unpublishing of several, and for the A to
    Z, whose row is locked as well when a page is added to it. Neither undoes what was done since it was read."""
    if raw or update_fields is not None:
        return
    hold()
    stored = keep_place_and_draft(instance)
    if stored is not None and sender is not Page:
        keep_address(instance, stored)


def queue_up_row(sender: type[Model], raw: bool = False, **_: Any) -> None:
    """The same for whatever else public pages show, and for the steps of a workflow, which publishing ends. A row that
    is saved outside a transaction is let go of at once, so nobody waits for it in vain."""
    if not raw and transaction.get_connection().in_atomic_block:
        hold()


def follow_condition_page(sender: type[ConditionPage], page: ConditionPage, **_: Any) -> None:
    """Publish a live page; a refusal undoes the save."""
    if page.live:
        publishing.publish(page=page, revision=page.live_revision)


def follow_page(
    sender: type[Page], instance: Page, created: bool, raw: bool, update_fields: Any, **_: Any
) -> None:
    """End the publication of a page that is not live any more, and tell every process of any public change."""
    if update_fields is not None and not _PUBLIC_FIELDS & set(update_fields):
        return
    if not instance.live and not raw:
        _end_publication(instance)
    if instance.live or not (created or sender is ConditionPage):
        bump()


def _end_publication(page: Page) -> None:
    current = Publication.objects.current().filter(page_id=page.pk).select_related("page").first()
    if current is not None:
        publishing.end(page=current.page, kind=EndKind.EXPIRED if page.expired else EndKind.UNPUBLISHED)


def follow_change(sender: type[Model], **_: Any) -> None:
    """Tell every process that something which public pages show has changed."""
    bump()


def refuse_private_page(sender: type[Model], instance: PageViewRestriction, raw: bool, **_: Any) -> None:
    """Everything in this tree is public: a restriction on a page, or above it, would be ignored by the bytes that
    are served and would promise what does not hold.

    Raises:
        ValidationError: always, but for fixtures.
    """
    if not raw:
        raise ValidationError("Condition pages are public: unpublish the page instead of making it private.")


def refuse_other_language(sender: type[Page], instance: Page, parent_page_after: Page, **_: Any) -> None:
    """Addresses, links and signatures name a page by its language and its slug, also when it is moved.

    Raises:
        ValidationError: it would stand among pages of another language.
    """
    moved = issubclass(sender, (ConditionIndexPage, ConditionPage))
    if moved and instance.locale_id != parent_page_after.locale_id:
        raise ValidationError(
            f"This page is in {instance.locale}, “{parent_page_after.title}” is in {parent_page_after.locale}. Add a "
            "new page there instead."
        )


def follow_sign_off(sender: type[Model], instance: SignOff, raw: bool, **_: Any) -> None:
    """A sign-off of the words that are live makes the page say so at once, and so does taking one back."""
    if not raw:
        signing.follow(instance)


def refuse_own_words(sender: type[Model], instance: Model, raw: bool, **_: Any) -> None:
    """A step of a workflow, of whatever kind, is approved by somebody else than the writer, who has seen what changed
    signs do; and clinical review by signing. Task states can be of any subclass, so every model is listened to.

    Raises:
        ValidationError: the user wrote or submitted these words, or they are not signed.
        ImpactNotSeen: somebody at the admin has not confirmed that they saw the impact.
    """
    if raw or not isinstance(instance, TaskState):
        return
    queue_up_row(sender)
    if instance.status != TaskState.STATUS_APPROVED:
        return
    approved = TaskState.objects.filter(pk=instance.pk, status=TaskState.STATUS_APPROVED)
    if not approved.exists():
        signing.check_approval(task_state=instance, user=instance.finished_by)
        confirming.ask(task_state=instance)


def answer_who_approves(sender: type[ConditionPage], task_state: TaskState, user: Any, **_: Any) -> str:
    """Why `user` may not approve this step."""
    return signing.why_not_approve(task_state=task_state, user=user)


def follow_publication(
    sender: type[Publication], page: ConditionPage, publication: Publication | None, **_: Any
) -> None:
    """Record what the page's new current publication cites and which words it uses, or forget the page."""
    if publication is None:
        usage.forget(page.pk)
    else:
        usage.record(publication)
        second_reviews.close(page)


def follow_term(sender: type[Model], instance: Term, raw: bool, **_: Any) -> None:
    """Find the pages that say a new or changed word of the glossary."""
    if not raw:
        usage.follow_term(instance)


def forget_term(sender: type[Model], instance: Term, **_: Any) -> None:
    """A word leaves the glossary: pages that mark it keep their row."""
    usage.forget_term(instance)


def refuse_unsound_words(sender: type[WorkflowState], instance: WorkflowState, raw: bool, **_: Any) -> None:
    """No workflow and no step of one begins with words that something stops, so nobody reads them in vain.

    Raises:
        PublicationRefused: names every stop. The draft stays saved, and the workflow stays where it was.
    """
    queue_up_row(sender, raw=raw)
    if raw or instance.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    page = ConditionPage.objects.filter(pk=instance.object_id).first()
    if page is None:
        return
    draft = page.get_latest_revision_as_object()
    found = publishing.stops_of(draft)
    if found:
        raise publishing.PublicationRefused(draft, found)
