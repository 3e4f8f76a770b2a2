"""Two people edit one page: whoever saves second is told, and chooses. Wagtail alone would save over the newer version
without a word when the browser did not ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Page, Revision

from conditions.domain.sections import PART_NAMES
from conditions.models import ConditionPage

_LOADED = ("loaded_revision_id", "loaded_revision_created_at")
"""Hidden fields of Wagtail's editor: the version that was the newest when the form was opened."""
_NOT_SENT_AGAIN = {*_LOADED, "overwrite_revision_id", "csrfmiddlewaretoken"}


def refuse_to_save_over_it(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before an edit: when somebody saved since the form was opened, nothing is saved, and the sender chooses.

    Every button of the editor comes through here: save, submit, publish, and the actions of the workflow. A client
    that asks for JSON gets its answer from Wagtail, which refuses by itself.
    """
    if request.method != "POST" or not isinstance(page, ConditionPage) or not request.accepts("text/html"):
        return None
    newest = ConditionPage.objects.select_related("latest_revision__user").get(pk=page.pk).latest_revision
    if newest is None or not _is_older(request.POST, newest):
        return None
    context = {
        "page": page,
        "newest": newest,
        "parts": list(_changed_since(request.POST, newest)),
        "fields": list(_sent(request.POST)),
        "loaded": dict(zip(_LOADED, (str(newest.pk), newest.created_at.isoformat()), strict=True)),
        "action": request.get_full_path(),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "conditions/admin/newer_version.html", context, status=409)


def _is_older(sent: QueryDict, newest: Revision) -> bool:
    """Whether the form was opened on another version than `newest`; Wagtail's own rule. A form that does not say
    what it was opened on was not made by the editor."""
    if overwritten := sent.get("overwrite_revision_id"):
        return bool(overwritten != str(newest.pk))
    number, time = (sent.get(name, "") for name in _LOADED)
    return bool(number) and (number, time) != (str(newest.pk), newest.created_at.isoformat())


def _changed_since(sent: QueryDict, newest: Revision) -> Iterator[str]:
    """The names of the parts that were written since the form was opened."""
    try:
        since = datetime.datetime.fromisoformat(sent.get(_LOADED[1], ""))
    except ValueError:
        return
    if since.tzinfo is None:  # not the editor's, which says the zone
        return
    for part, writing in newest.content.get("written_by", {}).items():
        if datetime.datetime.fromisoformat(writing["at"]) > since:
            yield PART_NAMES[part]


def _sent(sent: QueryDict) -> Iterator[tuple[str, Any]]:
    for name, values in sent.lists():
        if name not in _NOT_SENT_AGAIN:
            yield from ((name, value) for value in values)
