"""Turns a refusal, raised anywhere in the admin, into a message that says why."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from wagtail.admin import messages

from conditions.models import ConditionPage
from conditions.services.confirming import ImpactNotSeen, asking
from conditions.services.publishing import PublicationRefused

COMMENT = "approval_comment"
"""Where the session keeps a comment from the button to the page that asks to confirm."""


class RefusalMiddleware:
    """Routes such as bulk publish, workflow approval and copy do not expect a refusal and would answer 500.

    The refused save is undone by then; drafts that were saved before it stay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with asking(_is_admin(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not _is_admin(request):
            return None
        if isinstance(exception, ImpactNotSeen):
            return _to_the_impact(request, exception)
        if isinstance(exception, PublicationRefused):
            messages.error(request, refusal(exception.page, exception.messages))
            return back_to(exception.page)
        if isinstance(exception, ValidationError):
            messages.error(request, " ".join(exception.messages))
            return _back(request)
        if isinstance(exception, ProtectedError):
            messages.error(
                request, "It is kept, because other records stand on it. Take it out of use instead."
            )
            return _back(request)
        return None


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


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


def refusal(page: ConditionPage, reasons: list[str]) -> SafeString:
    """What an editor reads when a page does not go live."""
    items = format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
    return format_html("“{}” is not live with these words. The draft is saved.<ul>{}</ul>", page.title, items)


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
