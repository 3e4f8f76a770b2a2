"""A patient's own check-ins, and what became of them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from conditions.models import Publication
from conditions.selectors.publications import publication_by_sha, saying
from triage.models import CheckIn, CheckInStatus, Patient, WorkItem


def patient_of(user: AbstractBaseUser | AnonymousUser) -> Patient | None:
    """The patient who is signed in; None for guests and for accounts without a patient."""
    if not user.is_authenticated:
        return None
    return Patient.objects.filter(user_id=user.pk).first()


def own_check_in(patient: Patient, check_in_id: uuid.UUID) -> CheckIn | None:
    """The patient's check-in with this id; None when there is none, or it is somebody else's."""
    found = (
        CheckIn.objects.filter(pk=check_in_id, patient=patient).select_related("publication", "page").first()
    )
    if found is not None:
        found.patient = patient
    return found


def sent_check_ins(patient: Patient) -> QuerySet[CheckIn]:
    """What the patient sent, the latest first."""
    return (
        CheckIn.objects.filter(patient=patient, submitted_at__isnull=False)
        .select_related("publication", "page")
        .order_by("-submitted_at", "-id")
    )


def open_drafts(patient: Patient, since: datetime.datetime) -> QuerySet[CheckIn]:
    """The patient's drafts with an answer after `since`, the latest first."""
    recent = CheckIn.objects.filter(patient=patient, status=CheckInStatus.DRAFT, answered_at__gte=since)
    return recent.select_related("publication", "page").order_by("-answered_at")


def work_item_of(check_in: CheckIn) -> WorkItem | None:
    """The care team's item for the course that this check-in belongs to: the open one, or the latest."""
    return work_items_of([check_in]).get(check_in.episode_id)


def work_items_of(check_ins: Iterable[CheckIn]) -> dict[uuid.UUID | None, WorkItem]:
    """For each episode of `check_ins` its item: the open one, or the latest."""
    episodes = {check_in.episode_id for check_in in check_ins if check_in.episode_id is not None}
    items = WorkItem.objects.filter(episode_id__in=episodes).order_by("raised_at")
    return {item.episode_id: item for item in sorted(items, key=lambda item: item.closed_at is None)}


def current_of(check_in: CheckIn) -> Publication | None:
    """The publication that is public now for the check-in's page; None when the page is out of use."""
    return Publication.objects.current().filter(page_id=check_in.page_id, page__live=True).first()


def out_of_use_of(drafts: Iterable[CheckIn]) -> dict[int, Publication]:
    """For each page of `drafts` that is out of use its last publication."""
    pages = {draft.page_id for draft in drafts}
    in_use = Publication.objects.current().filter(page_id__in=pages, page__live=True)
    gone = pages - set(in_use.values_list("page_id", flat=True)) if pages else set()
    ended = Publication.objects.filter(page_id__in=gone).order_by("number") if gone else ()
    return {publication.page_id: publication for publication in ended}


def latest_publication(slug: str, language: str) -> Publication | None:
    """The last publication of the page, in use or not; None when there never was one."""
    found = Publication.objects.filter(page__slug=slug, language=language).select_related("page")
    return found.order_by("-number").first()


def publication_that_said(sha256: str) -> Publication | None:
    """The newest publication of any page with this content; None when no page ever said this."""
    return saying(sha256).select_related("page").order_by("-number").first()


def publication_named(latest: Publication, sha256: str) -> Publication | None:
    """The publication of the same page with this content; None when the page never said this."""
    if latest.sha256 == sha256:
        return latest
    return publication_by_sha(latest.page, sha256)
