"""Turns a refusal, raised anywhere in the admin, into a message that says why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from wagtail.admin import messages

from conditions.domain.gate import Stop, section_of
from conditions.domain.sections import PART_NAMES
from conditions.freshness import hold
from conditions.models import ConditionPage
from conditions.selectors.standing import standing
from conditions.services.confirming import ImpactNotSeen, asking
from conditions.services.publishing import PublicationRefused

COMMENT = "approval_comment"
"""Where the session keeps a comment from the button to the page that asks to confirm."""
_approved: ContextVar[list[int] | None] = ContextVar("approved", default=None)
"""The pages of which a step was approved in this request."""
_TO_SIGN = {"unsigned", "unsigned_exemption", "second_approval"}
"""What is not mended in the form: somebody must sign."""

_IN_THE_TREE = {
    f"wagtailadmin_pages:{name}" for name in ("move_confirm", "set_page_position", "copy", "unpublish")
}
_WAITED = {"55P03", "40P01"}
"""PostgreSQL's lock_not_available and deadlock_detected."""
_APPROVALS = {"workflow_action", "condition_confirm_approval"}


class Refused(StrEnum):
    """What somebody asked for and did not get."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"


class RefusalMiddleware:
    """Routes such as bulk publish, workflow approval and copy do not expect a refusal and would answer 500.

    The refused save is undone by then; drafts that were saved before it stay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_admin(request):
            return self.get_response(request)
        token = _approved.set([])
        try:
            with asking():
                response = self.get_response(request)
            _say_what_was_approved(request)
        finally:
            _approved.reset(token)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Where the admin moves and copies pages, it locks their rows before it saves one: here whoever publishes comes
        first, and all of it is done or nothing."""
        match = request.resolver_match
        if request.method != "POST" or not _is_admin(request) or match is None:
            return None
        if match.view_name not in _IN_THE_TREE:
            return None
        try:
            with transaction.atomic():
                hold()
                return view(request, *args, **kwargs)
        except Exception as error:
            answer = self.process_exception(request, error)
            if answer is None:
                raise
            return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not _is_admin(request):
            return None
        if isinstance(exception, ImpactNotSeen):
            return _to_the_impact(request, exception)
        if isinstance(exception, PublicationRefused):
            messages.error(request, refusal(exception.page, exception.stops, _asked(request, exception.page)))
            return back_to(exception.page)
        if isinstance(exception, ValidationError):
            messages.error(request, " ".join(exception.messages))
            return _back(request)
        if isinstance(exception, ProtectedError):
            messages.error(
                request, "It is kept, because other records stand on it. Take it out of use instead."
            )
            return _back(request)
        if isinstance(exception, OperationalError) and _waited_in_vain(exception):
            return _to_send_again(request)
        return None


def note_approval(instance: Any, **_: Any) -> None:
    """For `task_approved`: the admin's own views say nothing about it."""
    pages = _approved.get()
    if pages is not None:
        pages.append(int(instance.workflow_state.object_id))


def _say_what_was_approved(request: HttpRequest) -> None:
    match = request.resolver_match
    if match is None or match.url_name not in _APPROVALS | {"edit"}:
        return
    for page in ConditionPage.objects.filter(pk__in=_approved.get() or ()):
        messages.success(request, f"“{page.get_admin_display_title()}”: approved; {standing(page)}.")


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _waited_in_vain(error: OperationalError) -> bool:
    """Whether the database let somebody else go first, for ten seconds or to end a deadlock, and undid this."""
    return getattr(error.__cause__, "sqlstate", None) in _WAITED or "database is locked" in str(error)


def _to_send_again(request: HttpRequest) -> HttpResponse | None:
    """What was typed, to be sent once more. Not files and passwords: those a page cannot keep."""
    whole = not request.FILES and not any("password" in name for name in request.POST)
    if request.method != "POST" or not whole or not request.accepts("text/html"):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "fields": [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"],
        "action": request.get_full_path(),
    }
    return TemplateResponse(request, "conditions/admin/send_again.html", context, status=503)


def _to_the_impact(request: HttpRequest, asked: ImpactNotSeen) -> HttpResponse:
    """To the impact, with the comment that was written already. A dialogue of the admin expects its own answer."""
    request.session[COMMENT] = _comment(request)
    where = reverse("condition_confirm_approval", args=[asked.page.pk, asked.task_state.pk])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": where})
    return HttpResponseRedirect(where)


def _comment(request: HttpRequest) -> str:
    """What the dialogue on the front page sent, or the one in the editor."""
    if "comment" in request.POST:
        return str(request.POST["comment"])
    try:
        return str(json.loads(request.POST.get("workflow-action-extra-data") or "{}").get("comment", ""))
    except (ValueError, AttributeError):
        return ""


def going_live(page: ConditionPage) -> Refused:
    """What publishing this draft is called: it may be for later."""
    later = page.go_live_at is not None and page.go_live_at > timezone.now()
    return Refused.SCHEDULED if later else Refused.PUBLISHED


def refusal(page: ConditionPage, stops: Iterable[Stop], what: Refused) -> SafeString:
    """What an editor reads when a page does not go on: what was refused, what is missing, and the way to each."""
    live = ConditionPage.objects.filter(pk=page.pk).values_list("live", flat=True).first()
    kept = "Nothing was saved." if live is None else "The draft is saved."
    if live and what in (Refused.PUBLISHED, Refused.SCHEDULED):
        kept += " Readers still see the page as it was."
    rows = ((stop.message, "" if live is None else _way_to(page, stop)) for stop in stops)
    items = format_html_join("", "<li>{}{}</li>", rows)
    return format_html("“{}” was not {}. {}<ul>{}</ul>", page.title, what, kept, items)


def _way_to(page: ConditionPage, stop: Stop) -> SafeString:
    """To the section in the editor, where the script opens its tab; or to where it is signed."""
    if stop.code in _TO_SIGN:
        url = reverse("condition_sign_offs", args=[page.pk])
        return format_html(' <a href="{}">Review and sign</a>', url)
    section = section_of(stop.field)
    url = f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#findings-{section}"
    name = PART_NAMES.get(section, section.replace("_", " "))
    return format_html(' <a href="{}" data-findings-path="{}">Go to “{}”</a>', url, stop.field, name)


def _asked(request: HttpRequest, page: ConditionPage) -> Refused:
    """What the buttons of the admin that change a workflow are for; every other one publishes."""
    match = request.resolver_match
    if {"action-submit", "action-restart-workflow"} & request.POST.keys():
        return Refused.SUBMITTED
    if "action-workflow-action" in request.POST or (match and match.url_name in _APPROVALS):
        return Refused.APPROVED
    return going_live(page)


def back_to(page: ConditionPage) -> HttpResponseRedirect:
    """The page's editor; the page explorer when the refusal undid the page itself."""
    if page.pk is not None and ConditionPage.objects.filter(pk=page.pk).exists():
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("wagtailadmin_explore_root")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(referer)
    return redirect("wagtailadmin_explore_root")
