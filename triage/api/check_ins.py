"""Check-ins: create, list, read. A patient reaches their own, and so does an app of theirs, recorded; a system reaches
any registered patient, recorded."""

from __future__ import annotations

import datetime
import re
import uuid
from typing import Annotated, Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from drf_spectacular.utils import OpenApiParameter
from pydantic import Field

from conditions.api.codes import ErrorCode
from conditions.api.describe import describe
from conditions.api.endpoint import answer, as_json, conditional, etag_of
from conditions.api.links import api_path, next_link, origin_of
from conditions.api.parsing import read_body
from conditions.api.present import Face, face_of
from conditions.api.problems import Problem, not_found
from conditions.api.query import NoQuery, PageQuery, invalid_cursor, read_cursor, read_query, write_cursor
from conditions.domain.document import Slug
from triage.api import present
from triage.api.access import ScopedEndpoint
from triage.api.patients import UUID_SCHEMA
from triage.api.reading import facts_of, too_old
from triage.api.shapes import CheckInAnswer, CheckInBody, CheckInList
from triage.models import ActorKind, CheckIn, Patient
from triage.models.prepared import Prepared
from triage.models.statements import Rows
from triage.presenters.standing import advice_beside
from triage.selectors import site
from triage.selectors.check_ins import SENT, check_in_of, check_ins_of
from triage.selectors.own import work_item_of
from triage.services import audit, idempotency
from triage.services.actor import Actor
from triage.services.check_ins import PublicationTooOld, decision_of, reads_of_submit, submit

_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
_KEY_HEADER: Final = OpenApiParameter(
    name="Idempotency-Key",
    type={"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
    location=OpenApiParameter.HEADER,
    required=True,
    description="Your own name for this request, such as a UUID. Sent again, it gets the first answer again.",
)

_patient_by_id: Final = Prepared(lambda id: Patient.objects.filter(pk=id), id=Patient._meta.get_field("id"))


class CheckInListQuery(PageQuery):
    """Parameters of the list of check-ins."""

    patient: Annotated[uuid.UUID | None, Field(description="Required from a system.")] = None
    condition: Annotated[Slug | None, Field(description="Only check-ins about this condition.")] = None


class CheckInsView(ScopedEndpoint):
    """POST and GET /check-ins"""

    scopes = {"GET": "checkins:read", "POST": "checkins:write"}
    patients_too = True

    @describe(
        "Submit a check-in",
        operation_id="submit_check_in",
        text="One transaction decides, stores, and brings it to the care team. Send it again with the same key after a"
        " lost answer: it is done once.",
        creates=True,
        body=CheckInBody,
        answers={201: CheckInAnswer},
        problems=(404, 409),
        headers=(_KEY_HEADER,),
        scope="checkins:write",
        session=True,
    )
    def post(self, request: HttpRequest) -> HttpResponse:
        key = _idempotency_key(request)
        read_query(request, NoQuery)
        body = read_body(request, CheckInBody)
        patient_id = _named_to_write(self.actor, body.patient)
        origin = origin_of(request)
        try:
            facts = facts_of(body)
        except Problem as refused:
            _patient_to_write(self.actor, patient_id)
            return _stored_answer(self._done_before(request, key, refused), self.actor, origin=origin)
        # Before the transaction, in which nothing that is kept by epoch may be used, nor settings be read.
        face, _ = face_of(facts.publication, origin=origin), site.version()

        def work() -> idempotency.Answer:
            stored = submit(
                patient=_patient_to_write(self.actor, patient_id),
                publication=facts.publication,
                answers=facts.answers,
                measures=facts.measures,
                note=body.note,
                by=self.actor,
            )
            text = as_json(_shape(stored, face, origin=origin)).decode()
            return idempotency.Answer(status=201, body=text, subject_id=stored.pk)

        reads = reads_of_submit(patient_id, facts.publication)
        if self.actor.patient is None:
            reads.append((_patient_by_id, {"id": patient_id}))
        kept = self._once(request, key, work, reads)
        return _stored_answer(kept, self.actor, origin=origin)

    def _done_before(self, request: HttpRequest, key: str, refused: Problem) -> idempotency.Answer:
        """What was kept for a request that is refused now: its page can have another address since.

        Raises:
            Problem: `refused`, when this request was not done before.
        """
        try:
            kept = idempotency.kept_answer(actor=self.actor, key=key, fingerprint=_fingerprint(request))
        except idempotency.KeyReused:
            kept = None
        if kept is None:
            raise refused
        return kept

    def _once(self, request: HttpRequest, key: str, work: Any, reads: Any) -> idempotency.Answer:
        fingerprint = _fingerprint(request)
        try:
            return idempotency.once(
                actor=self.actor, key=key, fingerprint=fingerprint, work=work, reads=reads
            )
        except idempotency.KeyReused:
            pointer = "header.Idempotency-Key"
            raise Problem.of(422, ErrorCode.IDEMPOTENCY_KEY_REUSED, pointer=pointer) from None
        except idempotency.StillBusy:
            raise Problem.of(409, ErrorCode.IDEMPOTENCY_KEY_BUSY, headers={"Retry-After": "1"}) from None
        except PublicationTooOld as error:
            raise too_old(error) from None

    @describe(
        "List check-ins",
        operation_id="list_check_ins",
        text="The latest first. A patient sees their own; a system names the patient. A read by a system"
        " or by a patient's app is recorded.",
        query=CheckInListQuery,
        answers={200: CheckInList},
        problems=(404,),
        scope="checkins:read",
        session=True,
        links=True,
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        query = read_query(request, CheckInListQuery)
        found, cursor = _page(_patient_to_list(self.actor, query.patient), query)
        items = [present.check_in_summary(check_in, origin=origin_of(request)) for check_in in found]
        headers = {"Link": next_link(request, cursor)} if cursor else None
        return answer(as_json(CheckInList(items=items, next=cursor)), headers=headers)


class CheckInView(ScopedEndpoint):
    """GET /check-ins/{id}"""

    scopes = {"GET": "checkins:read"}
    patients_too = True

    @describe(
        "Read a check-in",
        operation_id="read_check_in",
        text="A patient reads their own; a system any. A read by a system or by a patient's app is recorded.",
        query=NoQuery,
        path={"check_in_id": UUID_SCHEMA},
        answers={200: CheckInAnswer},
        scope="checkins:read",
        session=True,
        etag=True,
    )
    def get(self, request: HttpRequest, check_in_id: uuid.UUID) -> HttpResponse:
        read_query(request, NoQuery)
        stored = _sent_check_in(self.actor, check_in_id)
        if stored is None:
            raise not_found()
        if not self.actor.is_the_patient:
            audit.record(actor=self.actor, verb="check_in.read", subject=stored, patient=stored.patient)
        return conditional(request, as_json(_shape(stored, origin=origin_of(request))))


def _shape(stored: CheckIn, face: Face | None = None, *, origin: str) -> CheckInAnswer:
    """The check-in with its decision, in the language of its page. `face`: of the publication that was answered."""
    with translation.override(stored.publication.language):
        now = timezone.now()
        item = stored.__dict__["staff_item"] if "staff_item" in stored.__dict__ else work_item_of(stored)
        decision = decision_of(stored, item=item, now=now)
        governing = decision.publication
        if face is None or (face.info.number, face.info.sha256) != (governing.number, governing.sha256):
            face = face_of(governing, origin=origin)
        advice = advice_beside(stored, item, decision.advice, now)
        return present.check_in(stored, decision, face, origin=origin, advice=advice)


def _stored_answer(kept: idempotency.Answer, actor: Actor, *, origin: str) -> HttpResponse:
    """What `once` gave. A kept answer goes out only to who may read the check-in now."""
    if kept.subject_id is None:
        raise not_found()
    if kept.replayed:
        stored = _sent_check_in(actor, kept.subject_id)
        if stored is None:
            raise not_found()
        if not actor.is_the_patient:
            audit.record(actor=actor, verb="check_in.read", subject=stored, patient=stored.patient)
    content = kept.body.encode()
    headers = {"ETag": etag_of(content), "Location": origin + api_path("check-ins", str(kept.subject_id))}
    if kept.replayed:
        headers["Idempotency-Replayed"] = "true"
    return answer(content, status=kept.status, headers=headers)


def _fingerprint(request: HttpRequest) -> str:
    return idempotency.fingerprint_of("POST", request.path, request.body)


def _idempotency_key(request: HttpRequest) -> str:
    key: str = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if not key:
        raise Problem.of(400, ErrorCode.IDEMPOTENCY_KEY_REQUIRED, pointer="header.Idempotency-Key")
    if not _KEY.fullmatch(key):
        raise Problem.of(400, ErrorCode.IDEMPOTENCY_KEY_INVALID, pointer="header.Idempotency-Key")
    return key


def _named_to_write(actor: Actor, named: uuid.UUID | None) -> uuid.UUID:
    """Whom a check-in is for: the patient who acts, or the one that a system names.

    Raises:
        Problem: 422 when a system names none, 404 for another's.
    """
    own = None if actor.patient is None else actor.patient.pk
    patient_id = named or own
    if patient_id is None:
        raise Problem.of(422, ErrorCode.REQUIRED, "A system names the patient.", pointer="/patient")
    if own not in (None, patient_id):
        raise Problem.of(404, ErrorCode.UNKNOWN_PATIENT, pointer="/patient")
    return patient_id


def _patient_to_write(actor: Actor, patient_id: uuid.UUID) -> Patient:
    """The patient that `_named_to_write` named.

    Raises:
        Problem: 404 for one that is unknown.
    """
    patient = _reachable(actor, patient_id)
    if patient is None:
        raise Problem.of(404, ErrorCode.UNKNOWN_PATIENT, pointer="/patient")
    return patient


def _patient_to_list(actor: Actor, named: uuid.UUID | None) -> Patient:
    """The patient whose check-ins are listed; reading by anybody else is recorded.

    Raises:
        Problem: 400 when a system names none, 404 for one that is unknown or another's.
    """
    if actor.patient is None and named is None:
        raise Problem.of(400, ErrorCode.REQUIRED, "A system names the patient.", pointer="query.patient")
    patient = _reachable(actor, named)
    if patient is None:
        raise Problem.of(404, ErrorCode.UNKNOWN_PATIENT, pointer="query.patient")
    if not actor.is_the_patient:
        audit.record(actor=actor, verb="check_in.list", subject=patient, patient=patient)
    return patient


def _reachable(actor: Actor, named: uuid.UUID | None) -> Patient | None:
    if actor.kind == ActorKind.PATIENT:
        own = actor.patient
        return own if own is not None and named in (None, own.pk) else None
    if actor.kind != ActorKind.CLIENT:
        return None
    return _patient_by_id.first(proof=_may_be_a_moment_old, id=named)


def _may_be_a_moment_old(rows: Rows) -> None:
    """The patient is not read again under SQLite's lock: a foreign key refuses one that is gone by then, and a birth date
    may be as old as that of a patient who is signed in."""


def _sent_check_in(actor: Actor, check_in_id: uuid.UUID) -> CheckIn | None:
    if actor.kind == ActorKind.CLIENT:
        every = CheckIn.objects.select_related("patient", "page", "publication", "publication__page")
        found = every.filter(pk=check_in_id).first()
    else:
        found = check_in_of(actor.patient, check_in_id) if actor.patient else None
    return found if found is not None and found.status in SENT else None


def _page(patient: Patient, query: CheckInListQuery) -> tuple[list[CheckIn], str | None]:
    """One page, the latest first, by position."""
    filters = {"patient": patient.pk, "condition": query.condition}
    found = check_ins_of(patient).select_related("publication__page", "publication__page__locale")
    if query.condition is not None:
        found = found.filter(page__slug=query.condition)
    if query.cursor:
        at, last = _position(read_cursor("check-ins", filters, query.cursor))
        found = found.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, id__lt=last))
    rows = list(found[: query.limit + 1])
    if len(rows) <= query.limit:
        return rows, None
    last_row = rows[query.limit - 1]
    position: list[str | int] = [f"{last_row.submitted_at:%Y-%m-%dT%H:%M:%S.%f%z}", str(last_row.pk)]
    return rows[: query.limit], write_cursor("check-ins", filters, position)


def _position(position: list[str | int]) -> tuple[datetime.datetime, uuid.UUID]:
    try:
        at, last = position
        return datetime.datetime.fromisoformat(str(at)), uuid.UUID(str(last))
    except ValueError:
        raise invalid_cursor() from None
