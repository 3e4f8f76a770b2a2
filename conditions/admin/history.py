"""Every publication of a page, who stands behind it, and what differs between any two."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from conditions.admin.access import may_withdraw, page_to_read
from conditions.domain.differences import differences
from conditions.domain.findings import Kind
from conditions.models import ConditionPage, Publication
from conditions.selectors.history import SHOWN, Signed, Step, history_of, numbered, signed_in
from conditions.what_changed import SECTION_NAMES, sentences


class Compared(forms.Form):
    """The numbers of the two publications; nothing else is read from the address."""

    old = forms.IntegerField(min_value=1, required=False)
    new = forms.IntegerField(min_value=1, required=False)


@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list, and the difference between two of them: the two newest unless the address names others."""
    page = page_to_read(request.user, page_id)
    steps = history_of(page)
    old, new = _chosen(request, page, steps)
    signed = signed_in(page, steps)
    context = {
        "page": page,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "may_withdraw": may_withdraw(request.user, page)
        and any(step.publication.is_current for step in steps),
        "rows": [_row(step, signed[step.publication.number]) for step in steps],
        "shortened": len(steps) == SHOWN,
        "numbers": [step.publication.number for step in steps],
        "old": old,
        "new": new,
        "words": _words(old, new),
    }
    return TemplateResponse(request, "conditions/admin/history.html", context)


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    return [path("conditions/<int:page_id>/publications/", history, name="condition_history")]


def _chosen(
    request: HttpRequest, page: ConditionPage, steps: list[Step]
) -> tuple[Publication | None, Publication | None]:
    form = Compared(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    new = numbered(page, asked["new"]) if asked.get("new") else None
    old = numbered(page, asked["old"]) if asked.get("old") else None
    if new is None and steps:
        new = steps[0].publication
    if old is None and new is not None:
        old = numbered(page, new.number - 1)
    return old, new


def _words(old: Publication | None, new: Publication | None) -> list[dict[str, Any]]:
    if new is None:
        return []
    before = old.parsed_document() if old else None
    return [
        {"name": SECTION_NAMES[found.section], "lines": found.lines}
        for found in differences(before, new.parsed_document())
    ]


def _row(step: Step, signed: list[Signed]) -> dict[str, Any]:
    return {
        "publication": step.publication,
        "signed": signed,
        "before": step.before,
        "sentences": sentences(step),
        "findings": _findings(step.publication),
    }


def _findings(publication: Publication) -> list[str]:
    """How many findings of each kind stood when it went live; none when nobody wrote them down."""
    if not publication.findings:
        return []
    kinds = Counter(str(found.get("kind", "")) for found in json.loads(publication.findings))
    return [f"{kind}: {kinds[kind]}" for kind in Kind]
