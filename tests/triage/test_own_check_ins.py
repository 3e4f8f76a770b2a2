"""Reading check-ins: a patient's own and nobody else's, drafts apart."""

from __future__ import annotations

import uuid

from tests.triage.builders import send
from triage.models import AuditEvent
from triage.selectors.check_ins import check_in_of, check_ins_of
from triage.services.actor import patient_actor
from triage.services.check_ins import start
from triage.services.running_request import REQUEST_ID


def test_the_latest_comes_first_and_drafts_are_not_listed(alice, publication):
    first, second = send(alice, publication), send(alice, publication, fever="yes")
    start(patient=alice, page_id=publication.page_id, by=patient_actor(alice))
    assert list(check_ins_of(alice)) == [second, first]


def test_a_stranger_finds_nothing(alice, charlie, publication):
    sent = send(alice, publication)
    assert check_in_of(alice, sent.pk) == sent
    assert check_in_of(charlie, sent.pk) is None
    assert check_in_of(alice, uuid.uuid4()) is None
    assert not check_ins_of(charlie).exists()


def test_the_audit_row_names_the_request(alice, publication):
    running = REQUEST_ID.set("r-1")
    send(alice, publication)
    REQUEST_ID.reset(running)
    assert AuditEvent.objects.get().request_id == "r-1"
