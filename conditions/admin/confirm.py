"""The last look before a draft that changes signs goes live or on: its impact, and one button that says "I saw it".

Nothing is asked when no sign changed: a typo fix goes straight.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, TaskState

from conditions.admin.access import page_to_read
from conditions.admin.impact import panel
from conditions.admin_middleware import COMMENT, back_to, going_live, refusal
from conditions.models import ConditionPage
from conditions.models.tasks import why_not_approve
from conditions.selectors.drafts import published_together
from conditions.services.confirming import (
    ImpactChanged,
    approve_confirmed,
    changes_signs,
    fingerprint,
    publish_confirmed,
)
from conditions.services.publishing import refusals_of

# --- One page -------------------------------------------------------------------------------------------------


def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For `before_publish_page`: the draft is saved by now; the impact comes first."""
    if not isinstance(page, ConditionPage) or not changes_signs(page):
        return None
    where = reverse("condition_confirm_publishing", args=[page.pk])
    next_url = get_valid_next_url_from_request(request)
    return redirect(f"{where}?{urlencode({'next': next_url})}" if next_url else where)


@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: HttpRequest, page_id: int) -> HttpResponse:
    """The impact of the newest draft, and publishing or scheduling it."""
    page = page_to_read(request.user, page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    kept = _kept_from(request, page)
    if kept is not None:
        return kept
    if request.method != "POST":
        return _shown(request, page, "publish")
    try:
        draft = publish_confirmed(page=page, by=request.user, seen=request.POST.get("seen", ""))
    except ImpactChanged as changed:
        return _stale(request, page, "publish", changed)
    for after in hooks.get_hooks("after_publish_page"):
        response = after(request, draft)
        if isinstance(response, HttpResponse):
            return response
    return _published(request, page)


def _kept_from(request: HttpRequest, page: ConditionPage) -> HttpResponse | None:
    """Somebody locked the page, or something is missing by now: as in the editor."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(request.user):
        messages.error(request, lock.get_message(request.user) or "The page is locked.")
        return back_to(page)
    draft = page.get_latest_revision_as_object()
    if found := refusals_of(draft):
        messages.error(request, refusal(draft, found, going_live(draft)))
        return back_to(page)
    return None


def _published(request: HttpRequest, page: ConditionPage) -> HttpResponse:
    now = ConditionPage.objects.get(pk=page.pk)
    scheduled = now.scheduled_revision is not None
    said = "is scheduled for publishing" if scheduled else "is published"
    buttons = [messages.button(now.url, "View live", new_window=False)] if now.live and not scheduled else []
    messages.success(request, f"“{now.get_admin_display_title()}” {said}.", buttons=buttons)
    return redirect(get_valid_next_url_from_request(request) or _explorer(now))


def _explorer(page: ConditionPage) -> str:
    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])


# --- The editorial check --------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, page_id: int, task_state_id: int) -> HttpResponse:
    """The impact of the draft that waits for a check, and approving it."""
    page = page_to_read(request.user, page_id)
    task_state = get_object_or_404(
        TaskState, pk=task_state_id, workflow_state__object_id=str(page.pk)
    ).specific
    offered = {name for name, _label, _modal in task_state.task.specific.get_actions(page, request.user)}
    if "approve" not in offered:
        if why := why_not_approve(page, request.user):
            messages.error(request, why)
            return back_to(page)
        raise PermissionDenied
    if page.current_workflow_task_state != task_state:
        messages.error(request, "This step is done already.")
        return back_to(page)
    if request.method != "POST":
        return _shown(request, page, "approve", comment=request.session.pop(COMMENT, ""))
    comment = request.POST.get("comment", "")
    try:
        approve_confirmed(
            page=page,
            task_state=task_state,
            by=request.user,
            seen=request.POST.get("seen", ""),
            comment=comment,
        )
    except ImpactChanged as changed:
        return _stale(request, page, "approve", changed, comment=comment)
    return redirect("wagtailadmin_home")


# --- Several pages --------------------------------------------------------------------------------------------


def ask_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """For `before_bulk_action`: the impact of every page whose signs change, and all of them or none."""
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    descendants = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
    drafts = [
        draft for draft in published_together(pages, with_descendants=descendants) if changes_signs(draft)
    ]
    wanted = {f"{draft.pk}:{fingerprint(draft)}" for draft in drafts}
    given = set(request.POST.getlist("seen"))
    if wanted <= given:
        return None
    if given:
        messages.error(request, ImpactChanged().messages[0])
    context = {
        "drafts": [
            {"page": draft, "seen": f"{draft.pk}:{fingerprint(draft)}", "impact": panel(draft)}
            for draft in drafts
        ],
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "seen")
            for value in values
        ],
        "back_url": action.next_url,
    }
    return TemplateResponse(
        request, "conditions/admin/confirm_bulk.html", context, status=422 if given else 200
    )


# --- What is shown --------------------------------------------------------------------------------------------


def _stale(
    request: HttpRequest, page: ConditionPage, what: str, changed: ValidationError, **more: str
) -> HttpResponse:
    messages.error(request, changed.messages[0])
    return _shown(request, page, what, status=422, **more)


def _shown(
    request: HttpRequest, page: ConditionPage, what: str, *, status: int = 200, comment: str = ""
) -> HttpResponse:
    draft = page.get_latest_revision_as_object()
    context = {
        "page": page,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "next_url": get_valid_next_url_from_request(request),
        "impact": panel(draft),
        "seen": fingerprint(draft),
        "what": what,
        "go_live_at": draft.go_live_at if draft.go_live_at and draft.go_live_at > timezone.now() else None,
        "comment": comment,
    }
    return TemplateResponse(request, "conditions/admin/confirm.html", context, status=status)


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    where = "conditions/<int:page_id>/"
    return [
        path(f"{where}confirm-publishing/", publishing, name="condition_confirm_publishing"),
        path(f"{where}confirm-approval/<int:task_state_id>/", approval, name="condition_confirm_approval"),
    ]
