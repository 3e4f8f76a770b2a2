"""Patients for other systems: register, find by identifier, read. Every read is recorded."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse

from conditions.api.codes import ErrorCode
from conditions.api.describe import describe
from conditions.api.endpoint import answer, as_json, conditional, etag_of
from conditions.api.links import origin_of
from conditions.api.parsing import read_body
from conditions.api.problems import Problem, not_found
from conditions.api.query import NoQuery, read_query
from triage.api import present
from triage.api.access import ScopedEndpoint
from triage.api.shapes import PatientAnswer, PatientBody, PatientList, PatientSearchBody
from triage.services import patients

UUID_SCHEMA = {"type": "string", "format": "uuid"}


class PatientsView(ScopedEndpoint):
    """POST /patients"""

    scopes = {"POST": "patients:write"}

    @describe(
        "Register a patient",
        operation_id="register_patient",
        text="201 with a new patient; 200 with the one who has an identifier already and the same name, birth"
        " date and sex.",
        creates=True,
        body=PatientBody,
        answers={200: PatientAnswer, 201: PatientAnswer},
        problems=(409,),
        scope="patients:write",
    )
    def post(self, request: HttpRequest) -> HttpResponse:
        read_query(request, NoQuery)
        body = read_body(request, PatientBody)
        try:
            done = patients.register(
                identifiers=[patients.Identifier(each.system, each.value) for each in body.identifiers],
                demographics=_demographics(body),
                by=self.actor,
            )
        except patients.DemographicsDiffer:
            raise Problem.of(409, ErrorCode.DEMOGRAPHICS_DIFFER, pointer="/identifiers") from None
        except patients.IdentifiersNameTwoPatients:
            raise Problem.of(409, ErrorCode.IDENTIFIERS_NAME_TWO_PATIENTS, pointer="/identifiers") from None
        shape = present.patient(done.patient, origin=origin_of(request))
        content = as_json(shape)
        headers = {"ETag": etag_of(content), "Location": shape.links.self}
        return answer(content, status=201 if done.created else 200, headers=headers)


def _demographics(body: PatientBody) -> patients.Demographics:
    return patients.Demographics(
        given_name=body.given_name,
        family_name=body.family_name,
        birth_date=body.birth_date,
        sex=body.sex or "",
        language=body.language or "",
        email=body.email or "",
    )


class PatientSearchView(ScopedEndpoint):
    """POST /patients/search"""

    scopes = {"POST": "patients:read"}

    @describe(
        "Find a patient by external identifier",
        operation_id="search_patients",
        text="No identifier stands in an address. The read is recorded.",
        body=PatientSearchBody,
        answers={200: PatientList},
        scope="patients:read",
    )
    def post(self, request: HttpRequest) -> HttpResponse:
        read_query(request, NoQuery)
        wanted = read_body(request, PatientSearchBody).identifier
        identifier = patients.Identifier(wanted.system, wanted.value)
        found = patients.find_by_identifier(identifier=identifier, by=self.actor)
        items = [] if found is None else [present.patient(found, origin=origin_of(request))]
        return answer(as_json(PatientList(items=items)))


class PatientView(ScopedEndpoint):
    """GET /patients/{id}"""

    scopes = {"GET": "patients:read"}

    @describe(
        "Read a patient",
        operation_id="read_patient",
        text="The read is recorded.",
        query=NoQuery,
        path={"patient_id": UUID_SCHEMA},
        answers={200: PatientAnswer},
        scope="patients:read",
        etag=True,
    )
    def get(self, request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
        read_query(request, NoQuery)
        found = patients.read(patient_id=patient_id, by=self.actor)
        if found is None:
            raise not_found()
        return conditional(request, as_json(present.patient(found, origin=origin_of(request))))
