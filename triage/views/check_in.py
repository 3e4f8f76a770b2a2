"""A patient's check-in: start, one question a page, review, send. Each answer is stored as it is given."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods

from conditions.domain.questionnaire import Answer, Question
from conditions.models import Publication
from conditions.selectors.publications import current_publication, publication_by_sha
from triage.domain.course import Course
from triage.forms.answers import NotAnswered, given_answer
from triage.models import CheckIn, Patient
from triage.presenters.frame import about, frame, watching
from triage.presenters.questions import progress, question_view
from triage.selectors.carrying import carried
from triage.selectors.own import latest_publication, open_drafts, patient_of
from triage.services.actor import patient_actor
from triage.services.check_ins import (
    NotADraft,
    OtherWords,
    record_answer,
    start,
)
from triage.services.drafts import ABANDONED_AFTER, NotPublished
from triage.views import guest
from triage.views.emergencies import brought_to_staff
from triage.views.guards import not_stored, own
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
    to_review,
)

SECONDS_A_QUESTION = 13
PAGE_CHANGED = gettext_lazy("The page changed while you were answering. What is new or changed is asked now.")


@require_http_methods(["GET", "HEAD", "POST"])
@not_stored
def check_in_start(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens with the answers and who is watching, before the first question."""
    patient = patient_of(request.user)
    language = get_language() or "en"
    publication = current_publication(slug, language)
    if publication is None:
        return _not_public(request, slug, language, patient)
    if request.method == "POST" and patient is not None:
        began = timezone.now()
        try:
            draft = start(patient=patient, page_id=publication.page_id, by=patient_actor(patient))
        except NotPublished:
            return _not_public(request, slug, language, patient)
        if draft.emergency_at is not None and draft.emergency_at >= began:
            return to_interruption(draft)  # the page now calls an answer of before an emergency
        return to_open_question(draft)
    return render(
        request, "triage/check_in_start.html", _before_you_start(request, publication, slug, patient)
    )


def _not_public(request: HttpRequest, slug: str, language: str, patient: Patient | None) -> HttpResponse:
    """A page that was public once says that it is out of use (410); any other is a 404."""
    publication = latest_publication(slug, language)
    if publication is None:
        raise Http404
    return out_of_use(request, publication, patient=patient, status=410)


def _before_you_start(
    request: HttpRequest, publication: Publication, slug: str, patient: Patient | None
) -> dict[str, Any]:
    now = timezone.now()
    draft = _open_draft(patient, publication, now) if patient else None
    course = course_of(draft or CheckIn(patient=patient or Patient(), publication=publication), now)
    url = condition_url(slug, publication)
    here = reverse("check_in_start", args=[slug])
    return {
        **frame(request, patient),
        **about(publication, url),
        "question_count": len(course.questions),
        "minutes": max(1, round(len(course.questions) * SECONDS_A_QUESTION / 60)),
        "is_guest": patient is None,
        "no_patient_record": patient is None and request.user.is_authenticated,
        "sign_in_url": ""
        if request.user.is_authenticated
        else f"{reverse('account_login')}?{urlencode({'next': here})}",
        "watch": watching(now),
        "post_url": here if patient else reverse("check_in_guest", args=[slug]),
        "hidden_fields": [] if patient else guest.first_fields(publication),
        "open_draft": draft is not None and bool(draft.answers),
        "begins_again": patient is None and guest.AGAIN in request.GET,
    }


def _open_draft(patient: Patient, publication: Publication, now: datetime.datetime) -> CheckIn | None:
    draft = open_drafts(patient, now - ABANDONED_AFTER).filter(page_id=publication.page_id).first()
    if draft is not None:
        draft.patient = patient
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
@own
def check_in_question(request: HttpRequest, check_in: CheckIn, number: int) -> HttpResponse:
    """One question. What was answered is stored before the next page is shown."""
    gone = elsewhere(check_in)
    if gone is not None:
        return brought_to_staff(request, check_in) or gone
    course = course_of(check_in)
    if request.method != "POST":
        at = course.at(number)
        return to_open_question(check_in) if at is None else _ask(request, check_in, course, at)
    question = _asked(request, check_in, course)
    if question is None:
        return brought_to_staff(request, check_in) or to_open_question(check_in, changed=True)
    if request.POST.get("go") == "back":
        return _back(request, check_in, course, question)
    try:
        value = given_answer(course.questionnaire, question, request.POST, as_of=course.as_of)
    except NotAnswered as problem:
        return _ask(request, check_in, course, question, error=str(problem))
    return _record(request, check_in, course, question, value)


def _record(
    request: HttpRequest, check_in: CheckIn, course: Course, question: Question, value: str | int | None
) -> HttpResponse:
    try:
        after = record_answer(
            check_in=check_in, key=question.key, value=value, by=patient_actor(check_in.patient)
        )
    except (NotADraft, OtherWords):  # sent, left, or moved to another publication, in this very moment
        check_in = CheckIn.objects.select_related("patient", "page", "publication").get(pk=check_in.pk)
        there = elsewhere(check_in) or to_open_question(check_in, changed=True)
        return brought_to_staff(request, check_in) or there
    after.patient, after.page = check_in.patient, check_in.page
    now_course = course_of(after)
    if _interrupts(course, now_course, question):
        return to_interruption(check_in)
    then = _then(request)
    if _asks_again(request, question, value) and now_course.find(question.key) is not None:
        query = urlencode({"again": "1", **({"then": then} if then else {})})
        return HttpResponseRedirect(question_url(after, now_course, question, query=query))
    return _onward(after, now_course, question, then)


def _onward(check_in: CheckIn, course: Course, question: Question, then: str) -> HttpResponse:
    """The next question; or back to the review, unless the change opened another part of the same sign."""
    following = course.after(question)
    if then == REVIEW:
        opened = (
            following is not None and following.sign == question.sign and not course.is_answered(following)
        )
        query = urlencode({"then": REVIEW})
        if following is None or question.sign is None or not opened:
            return to_review(check_in)
        return HttpResponseRedirect(question_url(check_in, course, following, query=query))
    if following is None:
        return to_review(check_in)
    return HttpResponseRedirect(question_url(check_in, course, following))


def _interrupts(before: Course, after: Course, question: Question) -> bool:
    """A yes to an emergency sign interrupts when no other stands: the first, also when it is sent twice.

    After "go on", another one is stored and reaches staff in the same way, and is shown at the top of each page.
    """
    said = {rule.key for rule in after.emergencies_by(question)}
    return bool(said) and {rule.key for rule in before.emergencies()} <= said


def _asks_again(request: HttpRequest, question: Question, value: str | int | None) -> bool:
    """A first "not sure" shows how to tell, and asks once more."""
    first = request.POST.get("again") != "1"
    return first and value == Answer.UNSURE.value and bool(question.how_to_tell)


def _asked(request: HttpRequest, check_in: CheckIn, course: Course) -> Question | None:
    """The question that the form was about. None when the page asks it no more, or in other words.

    Other changes of the page, and its new place among the questions, do not matter.
    """
    question = course.find(request.POST.get("key", ""))
    named = request.POST.get("publication", "")
    if question is None or named == check_in.publication.sha256:
        return question
    asked_of = publication_by_sha(check_in.page, named)
    if asked_of is None:
        return None
    same = carried(asked_of, check_in.publication, {question.key: Answer.UNSURE})
    return question if same or question.asks == "measure" else None


def _then(request: HttpRequest) -> str:
    return REVIEW if REVIEW in (request.GET.get("then"), request.POST.get("then")) else ""


def _back(request: HttpRequest, check_in: CheckIn, course: Course, question: Question) -> HttpResponse:
    if _then(request):
        return to_review(check_in)
    earlier = course.before(question)
    if earlier is None:
        return HttpResponseRedirect(reverse("check_in_start", args=[check_in.page.slug]))
    return HttpResponseRedirect(question_url(check_in, course, earlier))


def _ask(
    request: HttpRequest, check_in: CheckIn, course: Course, question: Question, *, error: str = ""
) -> HttpResponse:
    url = condition_url(check_in.page.slug, check_in.publication)
    if not url:
        return out_of_use(request, last_publication(check_in), patient=check_in.patient, check_in=check_in)
    again = "1" in (request.GET.get("again"), request.POST.get("again"))
    hidden = {"key": question.key, "publication": check_in.publication.sha256}
    hidden |= {"again": "1"} if again else {}
    hidden |= {"then": REVIEW} if _then(request) else {}
    context = {
        **frame(request, check_in.patient),
        **about(check_in.publication, url),
        "progress": progress(course, question),
        "question": question_view(
            course,
            question,
            publication=check_in.publication,
            condition_url=url,
            again=again,
            chosen=request.POST.get("answer", ""),
            typed=request.POST.get("day", ""),
        ),
        "error": error,
        "notice": PAGE_CHANGED if request.GET.get("changed") == "1" else "",
        **standing_emergency(check_in, course),
        "post_url": reverse("check_in_question", args=[check_in.pk, course.number_of(question)]),
        "hidden_fields": [{"name": name, "value": value} for name, value in hidden.items()],
        "is_guest": False,
        "can_go_back": True,
        "save_later_url": reverse("my_check_ins"),
    }
    return render(request, "triage/question.html", context, status=422 if error else 200)
