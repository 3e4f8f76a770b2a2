"""The steps that the care team posts. A refused one shows the item again, says why, and keeps what was typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from conditions.domain.care_level import CareLevel
from triage.domain.permissions import NotPermitted
from triage.domain.workflow import CloseReason, TransitionRefused, Verb
from triage.models import WorkItem
from triage.selectors.work_item import Course
from triage.services import worklist
from triage.services.actor import Actor
from triage.views.worklist import course_or_404, render_item
from triage.views.worklist_access import care_team, posted, to_item
from triage.views.worklist_forms import ContactForm, NoteForm, ReopenForm, StepForm
from triage.views.worklist_item import close_form, form_arguments, level_form


@dataclass(frozen=True)
class Step:
    """A step that was posted: its form, what to do with it, and what to say when it is done."""

    name: str
    form: forms.Form
    run: Callable[[dict[str, Any]], WorkItem]
    done: str


@posted(to_item)
@care_team(Verb.CLAIM)
def claim(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    """Take the item. The list's button sends no version: who holds the item decides."""
    course = course_or_404(item_id)

    def run(_data: dict[str, Any]) -> WorkItem:
        return worklist.claim(item=course.item, actor=actor)

    done = _("Claimed. The clock runs until you reach the patient.")
    return take(request, actor, course, Step("claim", forms.Form(request.POST), run, done))


@posted(to_item)
@care_team(Verb.RELEASE)
def release(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    course = course_or_404(item_id)
    form = StepForm(request.POST, **form_arguments(course, "release"))

    def run(data: dict[str, Any]) -> WorkItem:
        return worklist.release(item=course.item, actor=actor, version=data["version"])

    return take(request, actor, course, Step("release", form, run, _("Given back to the list.")))


@posted(to_item)
@care_team(Verb.CONTACT_REACHED)
def contact(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    course = course_or_404(item_id)
    form = ContactForm(request.POST, **form_arguments(course, "contact"))

    def run(data: dict[str, Any]) -> WorkItem:
        reached = data["outcome"] == "reached"
        return worklist.add_contact(
            item=course.item, reached=reached, note=data["note"], actor=actor, version=data["version"]
        )

    return take(request, actor, course, Step("contact", form, run, _("Contact saved.")))


@posted(to_item)
@care_team(Verb.CLOSE)
def close(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    course = course_or_404(item_id)
    form = close_form(course, data=request.POST, **form_arguments(course, "close"))

    def run(data: dict[str, Any]) -> WorkItem:
        reason = CloseReason(data["reason"])
        return worklist.close(
            item=course.item, reason=reason, note=data["note"], actor=actor, version=data["version"]
        )

    return take(request, actor, course, Step("close", form, run, _("Closed.")))


@posted(to_item)
@care_team(Verb.REOPEN)
def reopen(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    course = course_or_404(item_id)
    form = ReopenForm(request.POST, **form_arguments(course, "reopen"))

    def run(data: dict[str, Any]) -> WorkItem:
        return worklist.reopen(item=course.item, reason=data["reason"], actor=actor, version=data["version"])

    return take(request, actor, course, Step("reopen", form, run, _("Reopened, with a new clock.")))


@posted(to_item)
@care_team(Verb.ESCALATE)
def escalate(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    course = course_or_404(item_id)
    form = NoteForm(request.POST, **form_arguments(course, "escalate"))

    def run(data: dict[str, Any]) -> WorkItem:
        return worklist.escalate(item=course.item, note=data["note"], actor=actor, version=data["version"])

    return take(request, actor, course, Step("escalate", form, run, _("Escalated.")))


@posted(to_item)
@care_team(Verb.RAISE_LEVEL)
def level(request: HttpRequest, actor: Actor, item_id: uuid.UUID) -> HttpResponse:
    """Another level. Whether this person may lower it is asked again by the service."""
    course = course_or_404(item_id)
    form = level_form(course, actor, data=request.POST, **form_arguments(course, "level"))

    def run(data: dict[str, Any]) -> WorkItem:
        new = CareLevel(data["level"])
        return worklist.change_level(
            item=course.item, level=new, reason=data["reason"], actor=actor, version=data["version"]
        )

    return take(request, actor, course, Step("level", form, run, _("Level changed.")))


def take(request: HttpRequest, actor: Actor, course: Course, step: Step) -> HttpResponse:
    """Take the step and go back to the item: 422 for a form that is not complete, 409 for a step too late."""
    form = step.form
    if not form.is_valid():
        return render_item(request, actor, course, status=422, refused={"id": step.name, "form": form})
    try:
        step.run(form.cleaned_data)
    except NotPermitted as refused:
        raise PermissionDenied from refused
    except worklist.ReasonMissing as refused:
        form.add_error("note" if step.name == "close" else "reason", str(refused))
        return render_item(request, actor, course, status=422, refused={"id": step.name, "form": form})
    except (worklist.WorklistConflict, TransitionRefused) as refused:
        messages.error(request, str(refused))
        newest = course_or_404(course.item.pk)
        again = {"id": step.name, "form": with_version(form, newest)}
        return render_item(request, actor, newest, status=409, refused=again)
    messages.success(request, step.done)
    return redirect("work_item", item_id=course.item.pk)


def with_version(form: forms.Form, course: Course) -> forms.Form:
    """The form with what was typed, to be sent again by somebody who has seen the item as it is now."""
    typed = {name: form.data.get(name) for name in form.data}
    form.data = {**typed, "version": str(course.version)}
    return form
