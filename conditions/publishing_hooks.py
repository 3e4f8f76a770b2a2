"""What the admin says about publishing: refusals in plain words, pages that are kept, pages that need somebody."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from conditions.admin_middleware import back_to, going_live, refusal
from conditions.freshness import hold
from conditions.models import ConditionPage, Publication, SignOff
from conditions.models.meanwhile import OF_THE_TREE
from conditions.selectors.drafts import published_together
from conditions.selectors.publications import live_without_publication
from conditions.services.publishing import refusals_of

_LATE = datetime.timedelta(minutes=15)
"""A schedule older than this was refused, or nobody runs publish_scheduled."""
_LOOKED_AT = 20
"""How many of the next scheduled drafts the front page asks about; each costs the gate's few queries."""


def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the editor's publish: say what is missing. The draft is saved by now and stays."""
    if not isinstance(page, ConditionPage):
        return None
    found = refusals_of(page)
    if not found:
        return None
    messages.error(request, refusal(page, found, going_live(page)))
    return back_to(page)


def refuse_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Before a bulk action: nothing is done when one of the pages cannot be published, or must be kept."""
    pages = [page for page in objects if isinstance(page, Page)]
    if pages:
        _come_after_who_publishes(pages)
    if action_type == "publish":
        with_descendants = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
        problems = list(_refusals(published_together(pages, with_descendants=with_descendants)))
    elif action_type == "delete":
        problems = [_kept(page) for page in pages if _has_history(page)]
    else:
        return None
    for problem in problems:
        messages.error(request, problem)
    if problems and len(pages) > 1:
        done = "published" if action_type == "publish" else "deleted"
        messages.warning(request, f"None of the chosen pages was {done}: it is all of them, or none.")
    return redirect(action.next_url) if problems else None


def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a delete: a page that was ever published stays, because check-ins and decisions stand on it. The admin
    asks inside the transaction that deletes, and leaves `ConditionPage.delete` out."""
    if request.method == "POST":
        _come_after_who_publishes([page])
    if not _has_history(page):
        return None
    messages.error(request, _kept(page))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _come_after_who_publishes(pages: list[Page]) -> None:
    """Lock what publishing locks before the rows of `pages`, and let them know where they stand by now.

    Raises:
        Http404: somebody deleted one of them meanwhile.
    """
    hold()
    for page in pages:
        try:
            page.refresh_from_db(fields=OF_THE_TREE)
        except Page.DoesNotExist as gone:
            raise Http404("Somebody deleted this page.") from gone


class PublishingNotice(Component):
    """On the admin's front page: what is not served although somebody thinks that it is, or that it will be."""

    name = "publishing_notice"
    order = 50
    template_name = "conditions/admin/publishing_notice.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        scheduled = Revision.page_revisions.order_by("approved_go_live_at")
        due = timezone.now() - _LATE
        return {
            "unpublished": list(live_without_publication()),
            "late": list(scheduled.filter(approved_go_live_at__lt=due)),
            "stopped": [
                revision
                for revision in scheduled.filter(approved_go_live_at__gte=due)[:_LOOKED_AT]
                if _would_be_refused(revision)
            ],
        }


def add_publishing_notice(_request: HttpRequest, panels: list[Component]) -> None:
    panels.append(PublishingNotice())


def _would_be_refused(revision: Revision) -> bool:
    try:
        page = revision.as_object()
        return isinstance(page, ConditionPage) and bool(refusals_of(page))
    except Exception:
        # A draft that cannot be read will not go live either, and must not take the front page away.
        return True


def _refusals(pages: Iterable[ConditionPage]) -> Iterable[str]:
    for page in pages:
        if found := refusals_of(page):
            yield refusal(page, found, going_live(page))


def _has_history(page: Page) -> bool:
    family = Page.objects.descendant_of(page, inclusive=True).values("pk")
    return (
        Publication.objects.filter(page_id__in=family).exists()
        or SignOff.objects.filter(page_id__in=family).exists()
    )


def _kept(page: Page) -> str:
    """Says what to do instead: unpublish a page that is not needed, withdraw one whose words are not safe."""
    title = page.get_admin_display_title()
    if isinstance(page.specific, ConditionPage):
        return format_html(
            "“{}” was published or signed before, so it is kept: answers and decisions stand on its words. "
            "Unpublish it instead; then nobody sees it. If its words are not safe, "
            '<a href="{}">take it out of use</a>; then its readers are told.',
            title,
            reverse("condition_withdraw", args=[page.pk]),
        )
    return format_html(
        "“{}” holds pages that were published or signed before, so it is kept: answers and decisions stand on "
        "their words. Unpublish it instead; then nobody sees it.",
        title,
    )
