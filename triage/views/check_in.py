"""A patient's check-in: start, one question a page, review, send. Each answer is stored as it is given."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Question
from conditions.models import Publication
from conditions.selectors.publications import current_publication
from triage.domain.course import Course
from triage.forms.answers import NotAnswered, given_answer
from triage.forms.note import NoteForm
from triage.models import CheckIn, Patient
from triage.presenters.frame import about, frame, watching
from triage.presenters.questions import progress, question_view, review_groups
from triage.selectors.own import current_of, latest_publication, open_drafts, patient_of, work_item_of
from triage.services.actor import patient_actor
from triage.services.check_ins import NotADraft, PublicationTooOld, decide, record_answer, start, submit
from triage.services.drafts import ABANDONED_AFTER, NotPublished, bring_up_to_date
from triage.views import guest
from triage.views.guards import not_stored, own
from triage.views.steps import (
    REVIEW,
    condition_url,
    course_of,
    elsewhere,
    out_of_use,
    question_url,
    to_open_question,
    to_result,
    to_review,
)

SECONDS_A_QUESTION = 13


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
        try:
            draft = start(patient=patient, page_id=publication.page_id, by=patient_actor(patient))
        except NotPublished:
            return _not_public(request, slug, language, patient)
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
        return gone
    course = course_of(check_in)
    question = course.at(number)
    if question is None:
        return to_open_question(check_in)
    if request.method != "POST":
        return _ask(request, check_in, course, question)
    if not _asked_this(request, check_in, question):
        return to_open_question(check_in)
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
    except NotADraft:
        check_in.refresh_from_db()
        return elsewhere(check_in) or to_open_question(check_in)
    after.patient, after.page = check_in.patient, check_in.page
    now_course = course_of(after)
    if _interrupts(check_in, course, now_course):
        return HttpResponseRedirect(reverse("check_in_interruption", args=[check_in.pk]))
    then = _then(request)
    if _asks_again(request, question, value):
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


def _interrupts(check_in: CheckIn, before: Course, after: Course) -> bool:
    """A new emergency sign interrupts when it is the first, or the first since one was taken back.

    After "go on", another one is stored and reaches staff in the same way, and is shown at the top of each page.
    """
    known = {rule.key for rule in before.emergencies()}
    return not known and any(rule.key not in known for rule in after.emergencies())


def _asks_again(request: HttpRequest, question: Question, value: str | int | None) -> bool:
    """A first "not sure" shows how to tell, and asks once more."""
    first = request.POST.get("again") != "1"
    return first and value == Answer.UNSURE.value and bool(question.how_to_tell)


def _asked_this(request: HttpRequest, check_in: CheckIn, question: Question) -> bool:
    """Whether the form was about this question of this publication, and not about an older page's."""
    posted = (request.POST.get("key"), request.POST.get("publication"))
    return posted == (question.key, check_in.publication.sha256)


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
        return out_of_use(request, _ended(check_in), patient=check_in.patient, check_in=check_in)
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
        **_standing_emergency(check_in, course),
        "post_url": reverse("check_in_question", args=[check_in.pk, course.number_of(question)]),
        "hidden_fields": [{"name": name, "value": value} for name, value in hidden.items()],
        "is_guest": False,
        "can_go_back": True,
        "save_later_url": reverse("my_check_ins"),
    }
    return render(request, "triage/question.html", context, status=422 if error else 200)


def _standing_emergency(check_in: CheckIn, course: Course) -> dict[str, Any]:
    """What stands at the top of every page after "go on"."""
    return {
        "emergencies": course.emergencies(),
        "emergency_url": reverse("check_in_interruption", args=[check_in.pk]),
    }


def _ended(check_in: CheckIn) -> Publication:
    return latest_publication(check_in.page.slug, check_in.publication.language) or check_in.publication


@require_http_methods(["GET", "HEAD", "POST"])
@own
def check_in_review(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """Every answer once more. Sending twice gives the same check-in."""
    gone = elsewhere(check_in)
    if gone is not None:
        return gone
    changed = _up_to_date(request, check_in)
    if changed is not None:
        return changed
    if request.method != "POST":
        return _review(request, check_in, NoteForm())
    if request.POST.get("go") == "back":
        course = course_of(check_in)
        return HttpResponseRedirect(question_url(check_in, course, course.questions[-1]))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _review(request, check_in, form)
    return send(request, check_in, note=form.cleaned_data["note"])


def send(request: HttpRequest, check_in: CheckIn, *, note: str = "") -> HttpResponse:
    """Submit the draft as it is and show the result. What was left open counts as not sure."""
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
    except PublicationTooOld as refused:
        if refused.current is None:
            return out_of_use(request, _ended(check_in), patient=check_in.patient, status=409)
        return _up_to_date(request, check_in) or to_open_question(check_in)
    return to_result(check_in)


def _up_to_date(request: HttpRequest, check_in: CheckIn) -> HttpResponse | None:
    """None when the page is as it was, or is out of use. Else the draft moves to the new publication, and signs
    that are new or changed are asked before anything is sent."""
    current = current_of(check_in)
    if current is None or current.pk == check_in.publication_id:
        return None
    answered = set(check_in.answers)
    before = course_of(check_in)
    try:
        draft = bring_up_to_date(check_in=check_in, by=patient_actor(check_in.patient))
    except (NotADraft, NotPublished):
        return to_result(check_in)  # sent, or taken down, in this very moment: its own page says which
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
        **_standing_emergency(check_in, course),
        "go_on_url": question_url(check_in, course, to_ask[0]),
    }
    return render(request, "triage/page_changed.html", context)


def _review(request: HttpRequest, check_in: CheckIn, form: NoteForm) -> HttpResponse:
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
        "note": {
            "offered": _somebody_will_read(check_in, course),
            "reader": _("A nurse of our care team"),
            "value": form.data.get("note", ""),
            "error": problem,
        },
        **_standing_emergency(check_in, course),
        "is_guest": False,
        "watch": watching(now),
        "post_url": reverse("check_in_review", args=[check_in.pk]),
    }
    return render(request, "triage/review.html", context, status=422 if problem else 200)


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
