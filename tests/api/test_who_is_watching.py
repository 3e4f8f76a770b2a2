"""Whether somebody watches the list, and when again, stands in every decision of the API."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from conditions.models import Publication
from tests import factories
from tests.api.builders import ALL_NO, Caller, body, signed_in
from triage.domain.workflow import CloseReason
from triage.models import Patient, TriageSettings, WorkItem
from triage.services import worklist
from triage.services.actor import staff_actor

MONDAY_10 = datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.UTC)
"""10 in the morning where the site is."""
DO_NOT_WAIT = "Do not wait for us."
URGENT = ALL_NO | {"fever": "yes"}
EMERGENCY = ALL_NO | {"cannot-pee": "yes"}
STILL = "Our care team still has an emergency answer of yours. Our care team will call you."
MONDAY, TUESDAY = ({day: [["08:00", "18:00"]]} for day in ("mon", "tue"))


@pytest.fixture(autouse=True)
def monday(time_machine: Any) -> None:
    time_machine.move_to(MONDAY_10, tick=False)


def watched_in(hours: dict[str, list[list[str]]]) -> None:
    settings = TriageSettings.stored()
    settings.watched_hours, settings.time_zone = hours, "America/New_York"
    settings.save()


def sent(patient: Patient, publication: Publication, answers: dict[str, str], key: str) -> dict[str, Any]:
    response = signed_in(patient).post("/check-ins", body(publication, answers=answers), Idempotency_Key=key)
    answer: dict[str, Any] = response.json()
    assert response.status_code == 201, answer
    return answer


def told(path: str, patient: Patient, publication: Publication) -> dict[str, Any]:
    headers = {"Idempotency_Key": "one"} if path == "/check-ins" else {}
    response = signed_in(patient).post(path, body(publication, answers=URGENT), **headers)
    answer: dict[str, Any] = response.json()
    assert response.status_code in (200, 201), answer
    return answer


@pytest.mark.parametrize("path", ["/assessments", "/check-ins"])
@pytest.mark.parametrize(
    ("hours", "now", "again"),
    [(MONDAY, True, None), (TUESDAY, False, "2026-11-24T13:00:00Z"), ({}, False, None)],
    ids=["watched", "not yet", "never"],
)
def test_it_says_who_watches_now_and_when_somebody_does_again(
    alice: Patient, publication: Publication, path: str, hours: Any, now: bool, again: str | None
) -> None:
    watched_in(hours)
    answer = told(path, alice, publication)
    assert (answer["watched_now"], answer["next_watched_at"]) == (now, again)


@pytest.mark.parametrize(("hours", "words"), [(MONDAY, ""), (TUESDAY, DO_NOT_WAIT), ({}, DO_NOT_WAIT)])
def test_urgent_says_not_to_wait_when_nobody_watches(
    alice: Patient, publication: Publication, hours: Any, words: str
) -> None:
    watched_in(hours)
    assert told("/check-ins", alice, publication)["advice"]["do_not_wait"] == words


def test_a_check_in_that_is_read_later_says_how_it_is_then(
    alice: Patient, publication: Publication, time_machine: Any
) -> None:
    watched_in(TUESDAY)
    check_in = told("/check-ins", alice, publication)["id"]
    time_machine.move_to(MONDAY_10 + datetime.timedelta(days=1), tick=False)
    read = signed_in(alice).get(f"/check-ins/{check_in}").json()
    assert (read["watched_now"], read["next_watched_at"]) == (True, None)


def test_nobody_here_has_been_told_of_an_assessment(anyone: Caller, publication: Publication) -> None:
    watched_in(MONDAY)
    advice = anyone.post("/assessments", body(publication, answers=URGENT)).json()["advice"]
    assert (advice["do_not_wait"], "Nobody here has been told." in advice["who_calls"]) == (
        DO_NOT_WAIT,
        True,
    )


def test_a_call_that_was_made_is_not_promised_again(alice: Patient, publication: Publication) -> None:
    watched_in(MONDAY)
    first = told("/check-ins", alice, publication)
    assert "will call you within 2 hours" in first["advice"]["who_calls"]
    bob = staff_actor(factories.a_nurse())
    item = worklist.claim(item=WorkItem.objects.get(), actor=bob)
    worklist.add_contact(item=item, reached=True, actor=bob)
    again = signed_in(alice).post("/check-ins", body(publication, answers=URGENT), Idempotency_Key="two")
    for read in (signed_in(alice).get(f"/check-ins/{first['id']}"), again):
        advice = read.json()["advice"]
        assert advice["who_calls"].startswith("We called you today")
        assert advice["do_not_wait"] == DO_NOT_WAIT


def test_calm_answers_beside_an_open_emergency_are_told_as_on_the_page(
    alice: Patient, publication: Publication
) -> None:
    watched_in(MONDAY)
    sent(alice, publication, EMERGENCY, "one")
    calm = sent(alice, publication, ALL_NO, "two")
    read = signed_in(alice).get(f"/check-ins/{calm['id']}").json()
    page = signed_in(alice).client.get(reverse("check_in_detail", args=[calm["id"]])).context["result"]
    titles = [step["title"] for step in page["steps"]]
    for advice in (calm["advice"], read["advice"]):
        assert advice["headline"] == page["heading"] == "Talk with our care team"
        assert advice["who_calls"].startswith(STILL)
        assert [step for step in titles if step not in advice["who_calls"]] == advice["steps"]
    assert (calm["care_level"], calm["advice"]["level"]) == ("self_care", "call_provider")


def test_urgent_answers_beside_an_open_emergency_name_its_call(
    alice: Patient, publication: Publication
) -> None:
    watched_in(MONDAY)
    sent(alice, publication, EMERGENCY, "one")
    advice = sent(alice, publication, URGENT, "two")["advice"]
    assert advice["who_calls"].startswith(STILL)
    assert (advice["level"], advice["headline"]) == ("urgent", "Get care today")


def test_calm_answers_after_the_emergency_was_closed_are_calm_again(
    alice: Patient, publication: Publication
) -> None:
    watched_in(MONDAY)
    sent(alice, publication, EMERGENCY, "one")
    bob = staff_actor(factories.a_nurse())
    item = worklist.claim(item=WorkItem.objects.get(), actor=bob)
    item = worklist.add_contact(item=item, reached=True, actor=bob)
    worklist.close(item=item, reason=CloseReason.ADVICE_GIVEN, actor=bob)
    assert sent(alice, publication, ALL_NO, "two")["advice"]["headline"] == "Care for yourself at home"
