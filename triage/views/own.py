"""A patient's own check-ins."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from triage.models import Patient
from triage.presenters.frame import frame
from triage.presenters.own import draft_row, sent_row
from triage.selectors.own import open_drafts, out_of_use_of, patient_of, sent_check_ins, work_items_of
from triage.services.drafts import ABANDONED_AFTER
from triage.views.guards import not_stored
from triage.views.steps import course_of

PAGE_SIZE = 25


@require_safe
@not_stored
@login_required
def my_check_ins(request: HttpRequest) -> HttpResponse:
    """What was sent, the latest first, after what is not sent yet."""
    patient, now = patient_of(request.user), timezone.now()
    if patient is None:
        return render(
            request, "triage/my_check_ins.html", {**frame(request, None), "no_patient_record": True}
        )
    sent = Paginator(sent_check_ins(patient), PAGE_SIZE).get_page(request.GET.get("page"))
    check_ins = list(sent)
    items = work_items_of(check_ins)
    context = {
        **frame(request, patient),
        "drafts": [] if sent.number > 1 else _drafts(patient, now),
        "check_ins": [sent_row(one, items.get(one.episode_id), now) for one in check_ins],
        "next_url": f"?page={sent.next_page_number()}" if sent.has_next() else "",
    }
    return render(request, "triage/my_check_ins.html", context)


def _drafts(patient: Patient, now: datetime.datetime) -> list[dict[str, Any]]:
    drafts = list(open_drafts(patient, now - ABANDONED_AFTER))
    for draft in drafts:
        draft.patient = patient
    gone = out_of_use_of(drafts)
    rows = [draft_row(draft, course_of(draft, now), now, last=gone.get(draft.page_id)) for draft in drafts]
    return sorted(rows, key=lambda row: not row["emergencies"])
