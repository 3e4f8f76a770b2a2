"""Taking a page out of use at once, with a reason that its readers get."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from conditions.admin.access import may_withdraw
from conditions.models import ConditionPage
from conditions.selectors.publications import to_withdraw, withdrawn_from
from conditions.services.publishing import WITHDRAWN
from conditions.services.publishing import withdraw as take_out_of_use


class WithdrawForm(forms.Form):
    """Why. It is printed on the page, so it is for readers."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Reason",
        help_text="Readers, patients with an open check-in and other systems get these words.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason and for a confirmation, then take the page out of use."""
    page: ConditionPage = get_object_or_404(ConditionPage, pk=page_id)
    if not may_withdraw(request.user, page):
        raise PermissionDenied
    publication = to_withdraw(page)
    if publication is None:
        messages.warning(request, _nothing_to_withdraw(page))
        return redirect("condition_history", page.pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_out_of_use(page=page, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request,
            f"“{page.get_admin_display_title()}” is out of use. It comes back when it is signed and published again.",
        )
        return redirect("condition_history", page.pk)
    context = {
        "page": page,
        "form": form,
        "publication": publication,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "conditions/admin/withdraw.html", context)


def _nothing_to_withdraw(page: ConditionPage) -> str:
    why = "it was taken out of use before" if withdrawn_from(page) else "it was never published"
    return f"“{page.get_admin_display_title()}” is not in use: {why}."


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    return [path("conditions/<int:page_id>/withdraw/", withdraw, name="condition_withdraw")]


def log_actions(actions: Any) -> None:
    """What the site's history says about it: for `register_log_actions`."""
    actions.register_action(WITHDRAWN, "Take out of use", "Taken out of use")
