"""Every answer once more, and sending: once, also late, and never against words that changed without asking."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from conditions.domain.care_level import CareLevel
from triage.domain.course import Course
from triage.forms.note import NoteForm
from triage.models import CheckIn
from triage.presenters.frame import about, frame, watching
from triage.presenters.questions import review_groups
from triage.selectors.own import current_of, work_item_of
from triage.services.actor import patient_actor
from triage.services.check_ins import (
    AnswersChanged,
    NotADraft,
    PublicationTooOld,
    decide,
    submit,
    take_up,
)
from triage.services.drafts import NotPublished, bring_up_to_date
from triage.views.guards import own
from triage.views.steps import (
    REVIEW,
    condition_url,
    course_of,
    elsewhere,
    last_publication,
    out_of_use,
    question_url,
    standing_emergency,
    to_interruption,
    to_open_question,
    to_result,
    told_if_out_of_use,
    was_left,
)

NOT_SENT = gettext_lazy(
    "These answers were not sent: the page has other words now, and you have begun a newer check-in about it. Go on with"
    " that one under “My check-ins”. If you feel unwell, do not wait for us."
)
CHANGED = gettext_lazy(
    "Another answer was given while these were being sent, so nothing was sent. These are your answers now. Look at them,"
    " then send."
)
NOTE_LOST = gettext_lazy(
    "You were signed out before your answers were sent. Your answers are here; your note was not kept. Write it again,"
    " then send."
)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def check_in_review(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """Every answer once more. Sending twice gives the same check-in."""
    gone = elsewhere(check_in)
    if was_left(check_in) and request.method == "POST" and request.POST.get("go") != "back":
        take_up_again(check_in)
    elif gone is not None:
        return gone
    changed = None if was_left(check_in) else _up_to_date(request, check_in)
    if changed is not None:
        return changed
    if request.method != "POST":
        lost = request.GET.get("lost") == "note"
        return _review(request, check_in, NoteForm(), notice=str(NOTE_LOST) if lost else "")
    if request.POST.get("go") == "back":
        course = course_of(check_in)
        return HttpResponseRedirect(question_url(check_in, course, course.questions[-1]))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _review(request, check_in, form)
    return send(request, check_in, note=form.cleaned_data["note"])


def take_up_again(check_in: CheckIn) -> None:
    """Somebody comes back after a day to send: the check-in is a draft again, unless another has begun since."""
    again = take_up(check_in=check_in, by=patient_actor(check_in.patient))
    if again is not None:
        check_in.status, check_in.answered_at = again.status, again.answered_at


def send(request: HttpRequest, check_in: CheckIn, *, note: str = "") -> HttpResponse:
    """Submit the draft as it is and show the result. What was left open counts as not sure. When another tab has
    answered otherwise in this very moment, nothing is sent, and the answers are shown as they are now."""
    course = course_of(check_in)
    try:
        submit(
            patient=check_in.patient,
            publication=check_in.publication,
            answers=course.answers,
            measures=course.measures,
            note=note,
            by=patient_actor(check_in.patient),
            draft=check_in,
        )
    except AnswersChanged:
        newest = CheckIn.objects.select_related("patient", "page", "publication").get(pk=check_in.pk)
        return _review(request, newest, NoteForm({"note": note}), refused=str(CHANGED))
    except PublicationTooOld as refused:
        if refused.current is None:
            return out_of_use(request, last_publication(check_in), patient=check_in.patient, status=409)
        if was_left(check_in):
            return _review(request, check_in, NoteForm({"note": note}), refused=str(NOT_SENT))
        return _up_to_date(request, check_in) or to_open_question(check_in)
    return to_result(check_in)


def _up_to_date(request: HttpRequest, check_in: CheckIn) -> HttpResponse | None:
    """None when the page is as it was, or is out of use. An answer that it now calls an emergency interrupts. Else
    the draft moves to the new publication, and signs that are new or changed are asked before anything is sent."""
    current = current_of(check_in)
    if current is None or current.pk == check_in.publication_id:
        return None
    answered = set(check_in.answers)
    before = course_of(check_in)
    try:
        draft = bring_up_to_date(check_in=check_in, by=patient_actor(check_in.patient))
    except (NotADraft, NotPublished):
        return to_result(check_in)  # sent, or taken down, in this very moment: its own page says which
    if draft.emergency_at is not None and check_in.emergency_at is None:
        return to_interruption(check_in)  # the page now calls an answer of before an emergency
    check_in.publication, check_in.answers = draft.publication, draft.answers
    course = course_of(check_in)
    to_ask = [
        question
        for question in course.questions
        if not course.is_answered(question)
        and (question.key in answered or before.find(question.key) is None)
    ]
    if not to_ask:
        return None
    context = {
        **frame(request, check_in.patient),
        **about(current, condition_url(check_in.page.slug, current)),
        "questions": to_ask,
        **standing_emergency(check_in, course),
        "go_on_url": question_url(check_in, course, to_ask[0]),
    }
    return render(request, "triage/page_changed.html", context)


def _review(
    request: HttpRequest, check_in: CheckIn, form: NoteForm, *, refused: str = "", notice: str = ""
) -> HttpResponse:
    now = timezone.now()
    course = course_of(check_in, now)
    then = urlencode({"then": REVIEW})
    change_urls = {one.key: question_url(check_in, course, one, query=then) for one in course.questions}
    problem = form.errors["note"][0] if form.is_bound and form.errors else ""
    context = {
        **frame(request, check_in.patient),
        **about(check_in.publication, condition_url(check_in.page.slug, check_in.publication)),
        "groups": review_groups(course, change_urls),
        "errors": [{"text": problem, "field_id": "note"}] if problem else [],
        "new_questions": refused or notice,
        "note": {
            "offered": bool(form.data.get("note")) or _somebody_will_read(check_in, course),
            "reader": _("A nurse of our care team"),
            "value": form.data.get("note", ""),
            "error": problem,
        },
        **standing_emergency(check_in, course),
        **told_if_out_of_use(check_in),
        "is_guest": False,
        "watch": watching(now),
        "post_url": reverse("check_in_review", args=[check_in.pk]),
    }
    status = 409 if refused else 422 if problem else 200
    return render(request, "triage/review.html", context, status=status)


def _somebody_will_read(check_in: CheckIn, course: Course) -> bool:
    """A note is offered only when a person will read it: above self-care, or while an item is open."""
    item = work_item_of(check_in)
    if item is not None and item.is_open:
        return True
    try:
        decision = decide(
            publication=check_in.publication,
            answers=course.answers,
            measures=course.measures,
            patient=check_in.patient,
            episode=check_in.episode,
            as_of=course.as_of,
        )
    except PublicationTooOld:
        return False
    return decision.level > CareLevel.SELF_CARE
