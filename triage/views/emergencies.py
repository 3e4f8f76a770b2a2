"""A yes to an emergency sentence in a form that came too late for its draft, its session or its page.

It is never passed over. Somebody signed in has told the care team before the interruption is shown; to anybody else the
interruption says that nobody knows.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.csrf import csrf_failure

from conditions.models import Publication
from conditions.selectors.publications import publication_by_sha
from triage.domain.assessment import Measures
from triage.forms.emergency import EmergencySaid, emergency_said
from triage.forms.guest import GuestForm, UnreadableForm, read_guest_form
from triage.models import CheckIn, Patient
from triage.presenters.frame import about, frame
from triage.presenters.interruption import interruption_view
from triage.selectors import site
from triage.selectors.carrying import carried
from triage.selectors.own import patient_of, publication_that_said
from triage.services.actor import patient_actor
from triage.services.check_ins import keep_emergency
from triage.services.drafts import typed_answers, typed_measures
from triage.views.steps import condition_url

ASKING = ("check_in_question", "check_in_guest")
"""The addresses to which a question is posted."""


def brought_to_staff(request: HttpRequest, check_in: CheckIn) -> HttpResponse | None:
    """The interruption, when the form says yes to an emergency sentence; None when it does not.

    For a form that `check_in` takes no answer of: it was sent or left, or its page has other words now.
    """
    if request.method != "POST":
        return None
    publication = publication_by_sha(check_in.page, request.POST.get("publication", ""))
    if publication is None:
        return None
    answers = carried(check_in.publication, publication, typed_answers(check_in))
    before = GuestForm(publication, answers, typed_measures(check_in))
    today = site.today(timezone.now())
    said = emergency_said(request.POST.dict(), before, age=check_in.patient.age_on(today), as_of=today)
    return None if said is None else keep(check_in.patient, said)


def keep(patient: Patient, said: EmergencySaid) -> HttpResponse:
    """Store what was said, with the care team told, and go to the interruption."""
    draft = keep_emergency(
        patient=patient,
        publication=said.form.publication,
        answers=said.answers,
        measures=said.measures,
        by=patient_actor(patient),
    )
    return HttpResponseRedirect(reverse("check_in_interruption", args=[draft.pk]))


def untold(request: HttpRequest, *, status: int = 200) -> HttpResponse | None:
    """The interruption that says that nobody knows, when the form says yes to an emergency sentence; else None.

    Nothing is stored, and nothing of anybody's check-in is looked at: the sentence is public.
    """
    if request.method != "POST":
        return None
    publication = publication_that_said(request.POST.get("publication", ""))
    if publication is None:
        return None
    today = site.today(timezone.now())
    before = _carried_by(request, publication)
    said = emergency_said(request.POST.dict(), before, age=None, as_of=today)
    if said is None:
        return None
    response = render(request, "triage/interruption.html", _untold_context(request, said.form), status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _carried_by(request: HttpRequest, publication: Publication) -> GuestForm:
    """What a guest's form carries in hidden fields; a patient's form carries nothing."""
    try:
        return read_guest_form(request.POST.dict(), publication, as_of=site.today(timezone.now()))
    except UnreadableForm:
        return GuestForm(publication, {}, Measures())


def _untold_context(request: HttpRequest, said: GuestForm) -> dict[str, Any]:
    now, publication = timezone.now(), said.publication
    slug = publication.page.slug
    shown = GuestForm(publication, said.answers, said.measures, key=said.key, warned=True)
    signed_out = request.path != reverse("check_in_guest", args=[slug]) and not request.user.is_authenticated
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return {
        **frame(request, None),
        **about(publication, condition_url(slug, publication)),
        **interruption_view(shown.course(site.today(now)), now=now, sent_at=None, item=None),
        "is_guest": True,
        "sign_in_url": sign_in if signed_out else "",
        "can_tell": patient_of(request.user) is not None,
        "post_url": reverse("check_in_guest", args=[slug]),
        "hidden_fields": shown.hidden_fields(),
    }


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django's CSRF check refuses. Signing in changes the token of every form that is open, so one of our own
    pages can come too late: an emergency in it is answered, and nothing is stored."""
    match = request.resolver_match
    if match is not None and match.url_name in ASKING and _from_our_own_page(request):
        response = untold(request, status=403)
        if response is not None:
            return response
    response = csrf_failure(request, reason)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _from_our_own_page(request: HttpRequest) -> bool:
    """Browsers name the site whose page sent a form, and no other site can make them lie."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {own, *settings.CSRF_TRUSTED_ORIGINS}
