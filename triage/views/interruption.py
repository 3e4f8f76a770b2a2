"""The first emergency yes. When a patient sees this page, the answer is stored and has reached the care team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from triage.domain.course import MEASURED_BY, Course
from triage.models import CheckIn
from triage.presenters.frame import about, frame
from triage.presenters.interruption import interruption_view
from triage.selectors.own import work_item_of
from triage.services.actor import patient_actor
from triage.services.check_ins import NotADraft, record_answer, retract_emergency
from triage.views.guards import own
from triage.views.review import send, take_up_again
from triage.views.steps import condition_url, course_of, elsewhere, to_open_question, was_left


@require_http_methods(["GET", "HEAD", "POST"])
@own
def check_in_interruption(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """Call now; then send now, go on, or say that it was a mistake."""
    gone = elsewhere(check_in)
    if request.POST.get("go") == "send" and was_left(check_in):
        take_up_again(check_in)
    elif gone is not None:
        return gone
    course = course_of(check_in)
    if not course.emergencies():
        return to_open_question(check_in)
    match request.POST.get("go"):
        case "send":
            return send(request, check_in)
        case "continue":
            return to_open_question(check_in)
        case "mistake":
            return _take_back(check_in, course)
    return _show(request, check_in, course)


def _take_back(check_in: CheckIn, course: Course) -> HttpResponse:
    """The emergency answers are asked again. What reached the care team stays with them."""
    by = patient_actor(check_in.patient)
    try:
        after = retract_emergency(check_in=check_in, by=by)
        for key in measures_of(course):
            after = record_answer(check_in=after, key=key, value=None, by=by)
    except NotADraft:
        return HttpResponseRedirect(reverse("check_in_detail", args=[check_in.pk]))
    after.patient, after.page = check_in.patient, check_in.page
    return to_open_question(after)


def measures_of(course: Course) -> list[str]:
    """The measures that make an emergency sign true."""
    asked = {question.key for question in course.questions}
    kinds = [part.kind for rule in course.emergencies() for part in rule.parts]
    return [key for kind in kinds for key in MEASURED_BY.get(kind, ()) if key in asked]


def _show(request: HttpRequest, check_in: CheckIn, course: Course) -> HttpResponse:
    url = condition_url(check_in.page.slug, check_in.publication)
    context = {
        **frame(request, check_in.patient),
        **about(check_in.publication, url),
        **interruption_view(
            course, now=timezone.now(), sent_at=check_in.emergency_at, item=work_item_of(check_in)
        ),
        "is_guest": False,
        "post_url": reverse("check_in_interruption", args=[check_in.pk]),
        "hidden_fields": [],
    }
    return render(request, "triage/interruption.html", context)
