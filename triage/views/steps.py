"""What the views of a patient's check-in share: where the draft stands, and where to go next."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from conditions.domain.questionnaire import Question
from conditions.models import Publication
from conditions.presenter import sign_lists
from conditions.selectors.listing import urls_of
from triage.domain.course import Course
from triage.models import CheckIn, CheckInStatus, Patient
from triage.presenters.frame import about, frame, taken_down
from triage.selectors import site
from triage.selectors.own import latest_publication
from triage.services.drafts import ABANDONED_AFTER, typed_answers, typed_measures

REVIEW = "review"
"""The value of `?then=` on a question that was opened from the review page."""


def course_of(check_in: CheckIn, now: datetime.datetime | None = None) -> Course:
    """The patient's way through the questions, with what is answered so far."""
    today = site.today(now or timezone.now())
    return Course(
        check_in.publication.compiled(),
        typed_answers(check_in),
        typed_measures(check_in),
        check_in.patient.age_on(today),
        today,
    )


def question_url(check_in: CheckIn, course: Course, question: Question, *, query: str = "") -> str:
    """The question's address: its number, so that no answer and no symptom stands in it."""
    url = reverse("check_in_question", args=[check_in.pk, course.number_of(question)])
    return f"{url}?{query}" if query else url


def to_open_question(check_in: CheckIn, *, changed: bool = False) -> HttpResponse:
    """To where the draft was left: the first open question, or the review when there is none.

    `changed`: the page is not what it was when the form was made, and the question says so.
    """
    course = course_of(check_in)
    question = course.first_open()
    if question is None:
        return to_review(check_in)
    return HttpResponseRedirect(
        question_url(check_in, course, question, query="changed=1" if changed else "")
    )


def to_interruption(check_in: CheckIn) -> HttpResponse:
    """To the red page: call now."""
    return HttpResponseRedirect(reverse("check_in_interruption", args=[check_in.pk]))


def to_review(check_in: CheckIn) -> HttpResponse:
    """To all answers, before sending."""
    return HttpResponseRedirect(reverse("check_in_review", args=[check_in.pk]))


def to_result(check_in: CheckIn) -> HttpResponse:
    """To what to do now."""
    return HttpResponseRedirect(reverse("check_in_detail", args=[check_in.pk]))


def elsewhere(check_in: CheckIn) -> HttpResponse | None:
    """None for a draft. A check-in that was sent, in another tab for instance, shows its result; one that was
    left for a day begins again, with nothing lost that had reached the care team."""
    if was_left(check_in):
        return HttpResponseRedirect(reverse("check_in_start", args=[check_in.page.slug]))
    return None if check_in.is_draft else to_result(check_in)


def was_left(check_in: CheckIn) -> bool:
    """Whether it was never sent, and had no answer for a day."""
    old = timezone.now() - check_in.answered_at >= ABANDONED_AFTER
    return check_in.status == CheckInStatus.ABANDONED or (check_in.is_draft and old)


def standing_emergency(check_in: CheckIn, course: Course) -> dict[str, Any]:
    """What stands at the top of every page after "go on"."""
    return {
        "emergencies": course.emergencies(),
        "emergency_url": reverse("check_in_interruption", args=[check_in.pk]),
    }


def last_publication(check_in: CheckIn) -> Publication:
    """The last words of the check-in's page, in use or not."""
    return latest_publication(check_in.page.slug, check_in.publication.language) or check_in.publication


def condition_url(slug: str, publication: Publication) -> str:
    """Where the public page stands now; empty when it is out of use."""
    return urls_of([slug], publication.language).get(slug, "")


def out_of_use(
    request: HttpRequest,
    publication: Publication,
    *,
    patient: Patient | None,
    check_in: CheckIn | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page was withdrawn or ended: say so. Only who had begun sees its signs, and can still send the draft."""
    context = {
        **frame(request, patient),
        **about(publication, ""),
        "withdrawn": taken_down(publication),
        "lists": signs_that_hold(publication) if check_in else [],
        "is_guest": patient is None,
        "send_url": reverse("check_in_review", args=[check_in.pk]) if check_in else "",
    }
    return render(request, "triage/out_of_use.html", context, status=status)


def told_if_out_of_use(check_in: CheckIn) -> dict[str, Any]:
    """For a draft whose page was taken down meanwhile: since when and why, and the signs, which still hold."""
    if condition_url(check_in.page.slug, check_in.publication):
        return {}
    last = last_publication(check_in)
    return {"withdrawn": taken_down(last), "lists": signs_that_hold(last)}


def signs_that_hold(publication: Publication) -> list[dict[str, Any]]:
    """The warning lists of a page that is out of use."""
    return sign_lists(publication.parsed_document(), site.wording())
