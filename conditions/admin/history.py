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
from conditions.models import ConditionPage, EndKind, Publication
from conditions.selectors.history import Signed, Step, history_of, newest, numbered, numbers_of, signed_in
from conditions.selectors.publications import to_withdraw
from conditions.what_changed import SECTION_NAMES, sentences


class Compared(forms.Form):
    """The numbers of the two publications, and below which number the list begins; nothing else is read from the
    address."""

    old = forms.IntegerField(min_value=1, required=False)
    new = forms.IntegerField(min_value=1, required=False)
    before = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list, and the difference between two of them: the two newest unless the address names others."""
    page = page_to_read(request.user, page_id)
    asked = _asked(request)
    found = history_of(page, before=asked.get("before"))
    old, new = _chosen(asked, page)
    signed = signed_in(page, found.steps)
    context = {
        "page": page,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "may_withdraw": may_withdraw(request.user, page) and to_withdraw(page) is not None,
        "rows": [_row(step, signed[step.publication.number]) for step in found.steps],
        "older": found.older,
        "numbers": numbers_of(page),
        "old": old,
        "new": new,
        "words": _words(old, new),
    }
    return TemplateResponse(request, "conditions/admin/history.html", context)


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    return [path("conditions/<int:page_id>/publications/", history, name="condition_history")]


def _asked(request: HttpRequest) -> dict[str, Any]:
    form = Compared(request.GET)
    return form.cleaned_data if form.is_valid() else {}


def _chosen(asked: dict[str, Any], page: ConditionPage) -> tuple[Publication | None, Publication | None]:
    new = numbered(page, asked["new"]) if asked.get("new") else None
    old = numbered(page, asked["old"]) if asked.get("old") else None
    if new is None:
        new = newest(page)
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
        "withdrawn_later": step.publication.withdrawn if not _ended_withdrawn(step) else None,
        "signed": signed,
        "before": step.before,
        "sentences": sentences(step),
        "findings": _findings(step.publication),
    }


def _ended_withdrawn(step: Step) -> bool:
    return step.publication.end_kind == EndKind.WITHDRAWN


def _findings(publication: Publication) -> list[str]:
    """How many findings of each kind stood when it went live; none when nobody wrote them down."""
    if not publication.findings:
        return []
    kinds = Counter(str(found.get("kind", "")) for found in json.loads(publication.findings))
    return [f"{kind}: {kinds[kind]}" for kind in Kind]
