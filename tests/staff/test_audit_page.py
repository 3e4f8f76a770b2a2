"""The audit trail: for auditors alone, read only, and itself recorded."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from triage.domain.permissions import Role
from triage.models import ActorKind, AuditEvent
from triage.services import roles

pytestmark = pytest.mark.django_db
AUDIT = "/care-team/audit/"


@pytest.fixture
def otto(make_user, root_admin):
    user = make_user("otto", is_staff=True)
    roles.grant(user=user, role=Role.AUDITOR, by=root_admin)
    return user


@pytest.fixture
def auditor(otto, as_staff):
    return as_staff(otto)


def events(count, **fields):
    AuditEvent.objects.bulk_create(
        AuditEvent(
            **{
                "actor_kind": ActorKind.SYSTEM,
                "verb": f"test.{n}",
                "subject_type": "x",
                "subject_id": "1",
                **fields,
            }
        )
        for n in range(count)
    )


def listed(response):
    return [event["what"] for event in response.context["events"]]


def test_it_says_who_did_what_when_with_whose_data(auditor, as_staff, bob, alice, raised):
    item = raised(alice, fever="yes")
    as_staff(bob).get(f"/care-team/items/{item.pk}/")
    page = auditor.get(AUDIT).content.decode()
    assert "Bob" in page
    assert "bob@example.org" in page
    assert "work_item.read" in page
    assert str(alice.pk) in page


def test_an_app_of_a_patient_is_named_beside_the_patient(auditor, alice):
    events(1, actor_kind=ActorKind.PATIENT, user_id=alice.user_id, client_id="diary", patient_id=alice.pk)
    said = auditor.get(AUDIT).context["events"]
    assert "The patient, through the app diary" in [event["who"] for event in said]


def test_a_patient_is_a_reference_and_has_no_name(auditor, alice, raised):
    raised(alice, fever="yes")
    page = auditor.get(AUDIT).content.decode()
    assert str(alice.pk) in page
    assert alice.given_name not in page
    assert "alice@example.org" not in page


def test_nurses_clinicians_patients_and_superusers_are_refused(as_staff, bob, dana, charlie, root_admin):
    for user in (bob, dana, charlie.user, root_admin):
        assert as_staff(user).get(AUDIT).status_code == 403
        assert as_staff(user).post(AUDIT).status_code == 403


def test_it_needs_a_second_factor(client, otto):
    client.force_login(otto, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(AUDIT).headers["Location"].startswith("/accounts/2fa/")


def test_a_look_is_recorded_with_the_patient_that_was_asked_for(auditor, otto, alice):
    auditor.get(AUDIT)
    auditor.post(AUDIT, {"patient": str(alice.pk)})
    looks = AuditEvent.objects.filter(verb="audit.read", user_id=otto.pk).order_by("id")
    assert [look.patient_id for look in looks] == [None, alice.pk]


def test_it_narrows_by_patient_person_and_period(auditor, otto, bob, alice):
    today = timezone.localdate()
    events(1, verb="old", at=timezone.now() - datetime.timedelta(days=9))
    events(1, verb="alice", patient_id=alice.pk)
    events(1, verb="bob", actor_kind=ActorKind.STAFF, user_id=bob.pk)
    events(1, verb="system", actor_kind=ActorKind.CLIENT, client_id="hospital")
    assert listed(auditor.post(AUDIT, {"patient": str(alice.pk)})) == ["alice"]
    assert "bob" in listed(auditor.post(AUDIT, {"person": "BOB@example.org"}))
    assert "alice" not in listed(auditor.post(AUDIT, {"person": "bob@example.org"}))
    assert listed(auditor.post(AUDIT, {"person": "hospital"})) == ["system"]
    assert listed(auditor.post(AUDIT, {"until": str(today - datetime.timedelta(days=5))})) == ["old"]
    assert "old" not in listed(auditor.post(AUDIT, {"since": str(today - datetime.timedelta(days=5))}))
    assert listed(auditor.post(AUDIT, {"person": "nobody@example.org"})) == []


def test_pages_hold_fifty_and_lose_nothing(auditor):
    events(120)
    seen, response = [], auditor.post(AUDIT, {"since": "2020-01-01"})
    while response.context["older"]:
        assert len(listed(response)) == 50
        seen += listed(response)
        response = auditor.post(AUDIT, {field["name"]: field["value"] for field in response.context["older"]})
    seen += listed(response)
    assert [what for what in seen if what.startswith("test.")] == [f"test.{n}" for n in reversed(range(120))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"patient": "no reference"},
        {"since": "yesterday"},
        {"before": "-1"},
        {"before": "9" * 40},
        {"person": "x" * 300},
        {"person": "a\0b"},
        {"since": "2026-05-02", "until": "2026-05-01"},
    ],
)
def test_what_is_no_filter_is_said_and_shows_nothing(auditor, wrong):
    response = auditor.post(AUDIT, wrong)
    assert response.status_code == 422
    assert listed(response) == []


def test_half_a_reference_is_said_in_plain_words(auditor):
    page = auditor.post(AUDIT, {"patient": "6794f64d"}).content.decode()
    assert "Copy the whole reference from the list." in page
    assert "UUID" not in page


@pytest.mark.parametrize(
    "edge", [{"until": "9999-12-31"}, {"since": "0001-01-01"}, {"before": str(2**63 - 1)}]
)
def test_the_ends_of_time_are_answered(auditor, edge):
    assert auditor.post(AUDIT, edge).status_code == 200


def test_nothing_of_it_can_be_changed_or_kept(auditor):
    response = auditor.get(AUDIT)
    assert response.headers["Cache-Control"] == "no-store"
    assert auditor.delete(AUDIT).status_code == 405
    assert auditor.put(AUDIT).status_code == 405


def test_an_auditor_is_led_to_the_trail_and_sees_no_other_link(auditor, confirmed, otto, client):
    page = auditor.get(AUDIT).content.decode()
    assert 'href="/care-team/audit/"' in page
    assert 'href="/care-team/"' not in page
