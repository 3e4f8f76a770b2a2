"""The care team's pages: the list, a search and one item. Each patient that a page shows is one audited read."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.forms import Textarea
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from triage.domain.clocks import Clocks
from triage.domain.permissions import Look, may
from triage.domain.watch import WatchedHours
from triage.domain.workflow import Verb
from triage.models import WorkItem
from triage.selectors import worklist as selectors
from triage.selectors.open_reasons import OpenReason
from triage.selectors.site import care_team
from triage.selectors.work_item import Course, course_of
from triage.selectors.worklist import Counts, Row, Show
from triage.services import audit
from triage.services.actor import Actor
from triage.views import worklist_item
from triage.views import worklist_words as words
from triage.views.worklist_access import areas, posted, reader_id, to_list
from triage.views.worklist_access import care_team as care_team_only
from triage.views.worklist_forms import SearchForm


@require_GET
@care_team_only(Look.READ_WORKLIST)
def worklist(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open items, most urgent first, then longest waiting."""
    try:
        show = Show(request.GET.get("show", Show.ALL))
        after = uuid.UUID(request.GET["after"]) if "after" in request.GET else None
    except ValueError:
        return HttpResponseBadRequest()
    now = timezone.now()
    page = selectors.page_of_items(show=show, user_id=reader_id(actor), now=now, after=after)
    audit_rows(actor, "work_item.list", page.rows)
    next_url = f"{reverse('worklist')}?show={show}&after={page.next_after}" if page.next_after else ""
    empty = {Show.MINE: _("You have claimed nothing"), Show.OVERDUE: _("Nothing is overdue")}.get(show, "")
    return render_list(request, actor, page.rows, now, show=show, next_url=next_url, empty_because=empty)


@posted(to_list)
@care_team_only(Look.FIND_PATIENT)
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Items of the patients that match. Posted, so that no name stands in an address or a log."""
    form = SearchForm(request.POST)
    query = form.cleaned_data["q"].strip() if form.is_valid() else ""
    now = timezone.now()
    found, more = selectors.find_items(query, now, size=selectors.PAGE_SIZE)
    audit_rows(actor, "work_item.find", found)
    empty = (
        _("No patient with a work item matches") if query else _("Type a name, a date of birth or a number")
    )
    return render_list(request, actor, found, now, query=query, more_match=more, empty_because=empty)


@require_GET
@care_team_only(Look.READ_ITEM)
def work_item(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    """One item: why, every answer, what happened, and what this person can do now."""
    return render_item(request, actor, course_or_404(item_id))


def course_or_404(item_id: uuid.UUID) -> Course:
    """The item with this id. Raises Http404."""
    try:
        return course_of(item_id, timezone.now())
    except WorkItem.DoesNotExist as unknown:
        raise Http404 from unknown


def render_item(
    request: HttpRequest,
    actor: Actor,
    course: Course,
    *,
    status: int = 200,
    refused: dict[str, Any] | None = None,
) -> HttpResponse:
    """The item's page, whose being read is recorded. `refused` replaces the form that was not accepted; what was
    typed into one that is not offered any more is shown to be copied."""
    audit.record(actor=actor, verb="work_item.read", subject=course.item, patient=course.row.patient)
    offered = worklist_item.actions(course, actor)
    if refused:
        offered = [{**action, **(refused if action["id"] == refused["id"] else {})} for action in offered]
    context = {
        "item": worklist_item.item_view(course, actor, timezone.now()),
        "actions": offered,
        "typed": typed_words(refused, offered),
        "worklist_url": reverse("worklist"),
        **frame(actor),
    }
    return render(request, "care_team/work_item.html", context, status=status)


def typed_words(refused: dict[str, Any] | None, offered: list[dict[str, Any]]) -> str:
    """What was typed into a form that is not on the page any more; empty when the form still holds it."""
    if refused is None or any(action["id"] == refused["id"] for action in offered):
        return ""
    form = refused["form"]
    fields = [name for name, field in form.fields.items() if isinstance(field.widget, Textarea)]
    return "\n".join(filter(None, (form.data.get(name, "").strip() for name in fields)))


def render_list(
    request: HttpRequest,
    actor: Actor,
    found: Sequence[Row],
    now: datetime.datetime,
    *,
    show: Show | None = None,
    query: str = "",
    next_url: str = "",
    more_match: bool = False,
    empty_because: str = "",
) -> HttpResponse:
    """The list's page. `show` is None when it shows the results of a search; `more_match` when it has not room for
    all of them."""
    numbers, team = selectors.counts(user_id=reader_id(actor), now=now), care_team()
    hours, clocks = team.hours, team.clocks
    context = {
        "open_count": numbers.total,
        "counts": [
            {"level": level, "number": getattr(numbers, level)}
            for level in ("emergency", "urgent", "call_provider")
        ],
        "filters": filters(numbers, show),
        "as_of": words.clock_time(now, hours.zone),
        "search": {"action": reverse("worklist_search"), "query": query},
        "searching": show is None,
        "empty_because": empty_because,
        "items": [row_view(row, actor, now, hours, clocks) for row in found],
        "next_url": next_url,
        "more_match": more_match,
        **frame(actor),
    }
    return render(request, "care_team/worklist.html", context)


def filters(numbers: Counts, show: Show | None) -> list[dict[str, Any]]:
    """All open, mine, overdue; each with its number."""
    address = reverse("worklist")
    labels = {Show.ALL: (_("All open"), None), Show.MINE: (_("Mine"), numbers.mine)}
    labels[Show.OVERDUE] = (_("Overdue"), numbers.overdue)
    return [
        {
            "label": label,
            "number": number,
            "url": address if each is Show.ALL else f"{address}?show={each}",
            "current": each is show,
        }
        for each, (label, number) in labels.items()
    ]


def row_view(
    row: Row, actor: Actor, now: datetime.datetime, hours: WatchedHours, clocks: Clocks
) -> dict[str, Any]:
    """One row of `templates/care_team/worklist.html`."""
    item, zone = row.item, hours.zone
    first, others = next(iter(row.reasons), None), row.reasons[1:]
    claimed = None if row.claim_lapsed else words.claim_words(item, actor.user, now, zone)
    return {
        "id": item.pk,
        "url": reverse("work_item", args=[item.pk]),
        "level": item.level,
        "time": words.time_left(item, now, hours, clocks),
        "patient": words.patient_words(row.patient, row.identifiers),
        "language": words.language_words(row.patient),
        "condition": row.condition,
        "side": words.SIDES.get(row.side, ""),
        "badge": badge(first),
        "reason": first.reason.statement if first else "",
        "more_count": sum(one.is_explicit for one in others),
        "open_count": sum(not one.is_explicit for one in others),
        "trend": trend(row),
        "first_check_in": row.is_first,
        "claimed": claimed,
        "can_claim": item.is_open and claimed is None and may(actor.roles, Verb.CLAIM),
        "claim_url": reverse("work_item_claim", args=[item.pk]),
        "escalated": worklist_item.escalated_words(row.escalated_at, now, zone),
    }


def badge(first: OpenReason | None) -> dict[str, str] | None:
    """What a nurse must know of the first reason before she reads it; None when the patient says yes to it."""
    if first is None or (first.is_explicit and first.changed_at is None):
        return None
    if first.is_explicit:
        words = _("Said yes, then taken back") if first.retracted else _("Said yes, then changed")
        return {"icon": "info", "text": words}
    return {"icon": "question", "text": _("Not sure")}


def trend(row: Row) -> dict[str, Any] | None:
    """Pain before and now; None unless both are known."""
    before, now = row.pain_before, row.pain_now
    if before is None or now is None:
        return None
    direction = "same" if now == before else "up" if now > before else "down"
    return {"direction": direction, "text": _("Pain %(before)d → %(now)d") % {"before": before, "now": now}}


def audit_rows(actor: Actor, verb: str, found: Sequence[Row]) -> None:
    """A list is one read of each patient on it."""
    audit.record_each(actor=actor, verb=verb, subjects=[(row.item, row.patient) for row in found])


def frame(actor: Actor) -> dict[str, Any]:
    """What the page around it says: who is signed in."""
    return {"account_name": words.person(actor.user), "nav_active": "worklist", "areas": areas(actor)}
