"""What to do now, why, and what would change it; also later, as things are then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from triage.models import CheckIn, CheckInStatus
from triage.presenters.frame import frame
from triage.presenters.result import patient_result
from triage.selectors.own import work_item_of
from triage.services.check_ins import decision_of
from triage.views.guards import own
from triage.views.steps import condition_url, elsewhere, last_publication, to_open_question


@require_safe
@own
def check_in_detail(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """The result of a check-in that was sent; a draft goes on where it was left."""
    if check_in.is_draft or check_in.status == CheckInStatus.ABANDONED:
        return elsewhere(check_in) or to_open_question(check_in)
    now, item = timezone.now(), work_item_of(check_in)
    decision = decision_of(check_in, item=item, now=now)
    url = condition_url(check_in.page.slug, decision.publication)
    last = decision.publication if url else last_publication(check_in)
    result = patient_result(check_in, decision, item, last=last, condition_url=url, now=now)
    context = {
        **frame(request, check_in.patient),
        "result": result,
        "page_language": decision.publication.language,
    }
    return render(request, "triage/result.html", context)
