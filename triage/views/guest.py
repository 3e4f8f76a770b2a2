"""A guest's check-in. Nothing is stored, in the session neither: the answers travel in hidden fields.

Every page is the answer to a POST. With JavaScript the browser's back button shows the earlier form again, from the
memory of the page; without it each page has a button of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
from triage.domain.assessment import Measures
from triage.forms.answers import NotAnswered, given_answer
from triage.forms.emergency import EmergencySaid
from triage.forms.guest import GuestForm, UnreadableForm, read_guest_form
from triage.models import Patient
from triage.presenters.frame import about, frame
from triage.presenters.interruption import interruption_view
from triage.presenters.questions import progress, question_view, review_groups
from triage.presenters.reasons import Told
from triage.presenters.result import guest_result
from triage.selectors import site
from triage.selectors.carrying import carried
from triage.selectors.own import latest_publication, patient_of, publication_named
from triage.services.check_ins import decide
from triage.views.emergencies import keep
from triage.views.guards import not_stored
from triage.views.steps import condition_url, out_of_use

AGAIN = "again"
"""In the address of the start page: somebody asked for a page of a guest, which is kept nowhere."""


def first_fields(publication: Publication) -> list[dict[str, str]]:
    """What the start page's form carries."""
    return GuestForm(publication, {}, Measures()).hidden_fields()


@require_http_methods(["GET", "HEAD", "POST"])
@not_stored
def check_in_guest(request: HttpRequest, slug: str) -> HttpResponse:
    """Every step of a guest, by the button that was pressed."""
    start_url = reverse("check_in_start", args=[slug])
    if request.method != "POST":
        return HttpResponseRedirect(f"{start_url}?{AGAIN}")
    publication = latest_publication(slug, get_language() or "en")
    if publication is None:
        raise Http404
    try:
        journey = Journey(request, slug, _read(request, publication))
    except UnreadableForm:
        context = {**frame(request, None), "start_url": start_url}
        return render(request, "triage/unreadable.html", context, status=400)
    patient = patient_of(request.user)
    if patient is not None:
        return journey.of_patient(patient) or HttpResponseRedirect(start_url)
    response = journey.emergency_first()
    if response is not None:
        return response
    if not publication.is_current:
        return out_of_use(request, publication, patient=None, status=410)
    return journey.under(publication).go()


def _read(request: HttpRequest, latest: Publication) -> GuestForm:
    if any(len(values) > 1 for _name, values in request.POST.lists()):
        raise UnreadableForm
    publication = publication_named(latest, request.POST.get("publication", ""))
    if publication is None:
        raise UnreadableForm
    return read_guest_form(request.POST.dict(), publication, as_of=site.today(timezone.now()))


class Journey:
    """One step of a guest: the form that came, and the page that answers it."""

    def __init__(self, request: HttpRequest, slug: str, form: GuestForm) -> None:
        self.request = request
        self.slug = slug
        self.now = timezone.now()
        self.today = site.today(self.now)
        self.form = form
        self.asked = form.course(self.today).find(form.key)
        self.error = ""
        self.notice = ""
        self.unsure = False
        if request.POST.get("go") == "next" and self.asked is not None:
            self._take_answer(self.asked)

    def _take_answer(self, question: Question) -> None:
        questionnaire = self.form.publication.compiled()
        try:
            value = given_answer(questionnaire, question, self.request.POST, as_of=self.today)
        except NotAnswered as problem:
            self.error = str(problem)
            return
        self.form = self.form.said(question, value)
        self.unsure = value == Answer.UNSURE.value

    def emergency_first(self) -> HttpResponse | None:
        """The interruption, when this answer is the first emergency yes; before anything else is looked at."""
        course = self.form.course(self.today)
        if self.request.POST.get("go") != "next" or self.form.warned or not course.emergencies():
            return None
        context = {
            **self._context(self.form.publication),
            **interruption_view(course, now=self.now, sent_at=None, item=None),
            "hidden_fields": replace(self.form, warned=True, again=False).hidden_fields(),
        }
        return render(self.request, "triage/interruption.html", context)

    def of_patient(self, patient: Patient) -> HttpResponse | None:
        """Somebody who signed in meanwhile has told the care team of an emergency; the rest begins again."""
        signs = self.form.course(self.today).emergencies()
        if not signs or self.request.POST.get("go") == "mistake":
            return None
        return keep(patient, EmergencySaid(self.form, signs))

    def under(self, current: Publication) -> Journey:
        """The journey under the current publication, with the answers that carry over; the others are asked."""
        if self.form.publication.sha256 == current.sha256:
            return self
        answers = carried(self.form.publication, current, self.form.answers)
        self.form = replace(self.form, publication=current, answers=answers)
        self.notice = _("The page changed while you were answering. What is new or changed is asked now.")
        self.asked = self.form.course(self.today).find(self.form.key)
        return self

    def go(self) -> HttpResponse:
        """The page that answers the button."""
        if self.request.POST.get("change"):
            return self._change(self.request.POST["change"])
        match self.request.POST.get("go"):
            case "next" if self.asked is not None:
                return self._next(self.asked)
            case "back":
                return self._back()
            case "mistake":
                return self._take_back()
            case "submit" | "send" if not self.notice:
                return self._result()
        return self._first_open()

    def _next(self, question: Question) -> HttpResponse:
        if self.error:
            return self._ask(question, error=self.error)
        if self.unsure and question.how_to_tell and not self.form.again:
            return self._ask(question, again=True)
        following = self.form.course(self.today).after(question)
        if self.notice or (self.form.review and self._nothing_opened(question, following)):
            return self._first_open()
        return self._review() if following is None else self._ask(following)

    def _nothing_opened(self, question: Question, following: Question | None) -> bool:
        """A changed answer leads back to the review, unless another part of the same sign must now be asked."""
        if following is None or question.sign is None or following.sign != question.sign:
            return True
        return self.form.course(self.today).is_answered(following)

    def _back(self) -> HttpResponse:
        course = self.form.course(self.today)
        if self.form.review:
            return self._review()
        earlier = course.before(self.asked) if self.asked else course.questions[-1]
        return self._ask(earlier or course.questions[0])

    def _change(self, key: str) -> HttpResponse:
        question = self.form.course(self.today).find(key)
        if question is None:
            return self._review()
        self.form = replace(self.form, review=True)
        return self._ask(question)

    def _take_back(self) -> HttpResponse:
        """ "I tapped by mistake": the emergency answers are asked again, and would interrupt again."""
        asked = self.form.course(self.today).questions
        emergency = {one.key for one in asked if one.level is CareLevel.EMERGENCY}
        yes = {key for key, said in self.form.answers.items() if said == Answer.YES and key in emergency}
        self.form = replace(self.form.without(yes), warned=False)
        for question in asked:
            if self.form.course(self.today).emergencies() and question.asks == "measure":
                self.form = self.form.said(question, None)
        return self._first_open()

    def _first_open(self) -> HttpResponse:
        """Signs are asked until each has an answer; a measure may be left open."""
        course = self.form.course(self.today)
        question = course.first_open()
        seen_all = self.form.review or self.request.POST.get("go") not in ("start", "continue", "mistake")
        if question is None or (question.asks == "measure" and seen_all):
            return self._review()
        return self._ask(question)

    def _ask(self, question: Question, *, error: str = "", again: bool = False) -> HttpResponse:
        course = self.form.course(self.today)
        repeated = again or (bool(error) and self.form.again)
        shown = replace(self.form, key=question.key, again=repeated)
        publication = self.form.publication
        context = {
            **self._context(publication),
            "progress": progress(course, question),
            "question": question_view(
                course,
                question,
                publication=publication,
                condition_url=condition_url(self.slug, publication),
                again=repeated,
                chosen=self.request.POST.get("answer", "") if error else "",
                typed=self.request.POST.get("day", "") if error else "",
                compared=False,
            ),
            "error": error,
            "notice": self.notice,
            "emergencies": course.emergencies(),
            "hidden_fields": shown.hidden_fields(),
            "can_go_back": course.before(question) is not None or self.form.review,
        }
        return render(self.request, "triage/question.html", context, status=422 if error else 200)

    def _review(self) -> HttpResponse:
        course = self.form.course(self.today)
        context = {
            **self._context(self.form.publication),
            "groups": review_groups(course, {}),
            "emergencies": course.emergencies(),
            "hidden_fields": replace(self.form, key="", again=False, review=False).hidden_fields(),
        }
        return render(self.request, "triage/review.html", context)

    def _result(self) -> HttpResponse:
        form = self.form
        decision = decide(
            publication=form.publication, answers=form.answers, measures=form.measures, as_of=self.today
        )
        told = Told(
            form.publication,
            form.answers,
            form.measures,
            self.today,
            condition_url(self.slug, form.publication),
        )
        context = {
            **self._context(form.publication),
            "result": guest_result(decision, told, slug=self.slug, now=self.now),
            "hidden_fields": replace(form, key="", again=False, review=False).hidden_fields(),
        }
        return render(self.request, "triage/result.html", context)

    def _context(self, publication: Publication) -> dict[str, Any]:
        return {
            **frame(self.request, None),
            **about(publication, condition_url(self.slug, publication)),
            "is_guest": True,
            "post_url": reverse("check_in_guest", args=[self.slug]),
        }
