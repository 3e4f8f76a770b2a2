"""The list that nurses see: order, words, filters, pages, and its cost."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories
from triage.domain.workflow import CloseReason
from triage.models import AuditEvent, Patient
from triage.selectors.worklist import Show, page_of_items
from triage.services import worklist

pytestmark = pytest.mark.django_db
LIST = "/care-team/"
MORE_MATCH = "More items match than are shown."


def names(response) -> list[str]:
    return [row["patient"]["name"].split()[0] for row in response.context["items"]]


def test_an_empty_list_says_so(as_staff, bob):
    response = as_staff(bob).get(LIST)
    assert response.status_code == 200
    assert "Nothing is open" in response.content.decode()


def test_the_most_urgent_comes_first_then_a_yes_before_unsure_then_the_longest_waiting(
    as_staff, bob, raised, make_patient, time_machine
):
    start = timezone.now()
    for minutes, (name, given) in enumerate(
        [
            ("carla", {"not_better": "yes"}),
            ("ulf", {"cannot_pee": "unsure"}),
            ("yara", {"fever": "yes"}),
            ("yusuf", {"fever": "yes"}),
            ("emma", {"cannot_pee": "yes"}),
        ]
    ):
        time_machine.move_to(start + datetime.timedelta(minutes=minutes), tick=False)
        raised(make_patient(name), **given)
    assert names(as_staff(bob).get(LIST)) == ["Emma", "Yara", "Yusuf", "Ulf", "Carla"]


def test_a_row_says_who_why_how_long_and_what_changed(as_staff, bob, raised, alice):
    raised(alice, cannot_pee="yes", fever="yes")
    page = as_staff(bob).get(LIST).content.decode()
    for words in (
        "Alice Moreno",
        "Aug\N{NO-BREAK SPACE}19,\N{NO-BREAK SPACE}1984",
        "You cannot pee",
        "and 1 more",
        "left of 15\N{NO-BREAK SPACE}min",
        "First check-in",
    ):
        assert words in page


def test_an_overdue_item_says_by_how_much(as_staff, bob, raised, alice, time_machine):
    factories.watched_always()
    raised(alice, cannot_pee="yes")
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=21))
    response = as_staff(bob).get(LIST)
    assert response.context["items"][0]["time"] == {
        "state": "overdue",
        "main": "Overdue",
        "detail": "by 6\N{NO-BREAK SPACE}min",
    }


def test_a_call_that_nobody_answered_does_not_stop_the_clock_and_an_answered_one_does(
    as_staff, bob, raised, alice, actor, time_machine
):
    item = raised(alice, cannot_pee="yes")
    worklist.claim(item=item, actor=actor(bob))
    worklist.add_contact(item=item, reached=False, actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=16))
    client = as_staff(bob)
    assert client.get(LIST).context["items"][0]["time"]["state"] == "overdue"
    worklist.add_contact(item=item, reached=True, actor=actor(bob))
    assert client.get(LIST).context["items"][0]["time"]["main"] == "Reached"


def test_filters_show_mine_and_overdue_with_their_numbers(
    as_staff, bob, raised, alice, charlie, actor, time_machine
):
    worklist.claim(item=raised(alice, fever="yes"), actor=actor(bob))
    raised(charlie, cannot_pee="yes")
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=16))
    client = as_staff(bob)
    assert names(client.get(LIST + "?show=mine")) == ["Alice"]
    overdue = client.get(LIST + "?show=overdue")
    assert names(overdue) == ["Charlie"]
    assert [(each["label"], each["number"]) for each in overdue.context["filters"]][1:] == [
        ("Mine", 1),
        ("Overdue", 1),
    ]


def test_numbers_by_level_stand_above_the_list(as_staff, bob, raised, alice, charlie):
    raised(alice, fever="yes")
    raised(charlie, cannot_pee="yes")
    counts = as_staff(bob).get(LIST).context["counts"]
    assert [(each["level"], each["number"]) for each in counts] == [
        ("emergency", 1),
        ("urgent", 1),
        ("call_provider", 0),
    ]


def test_there_is_one_item_an_episode(as_staff, bob, raised, alice):
    raised(alice, fever="yes")
    raised(alice, fever="yes", cannot_pee="yes")
    response = as_staff(bob).get(LIST)
    assert [row["level"] for row in response.context["items"]] == ["emergency"]


def test_pain_before_and_now_is_shown_from_the_second_check_in_on(as_staff, bob, raised, alice, measured):
    raised(alice, measures=measured(pain_now=4), not_better="yes")
    raised(alice, measures=measured(pain_now=7), not_better="yes")
    (row,) = as_staff(bob).get(LIST).context["items"]
    assert row["trend"] == {"direction": "up", "text": "Pain 4 → 7"}
    assert not row["first_check_in"]


def test_a_level_that_stands_on_not_sure_says_so(as_staff, bob, raised, alice):
    raised(alice, cannot_pee="unsure")
    (row,) = as_staff(bob).get(LIST).context["items"]
    assert row["badge"]["text"] == "Not sure"


def test_a_lapsed_claim_can_be_taken_over_from_the_list(
    as_staff, bob, nora, raised, alice, actor, time_machine
):
    worklist.claim(item=raised(alice, fever="yes"), actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=31))
    (row,) = as_staff(nora).get(LIST).context["items"]
    assert (row["claimed"], row["can_claim"]) == (None, True)


def test_pages_follow_each_other_without_gap_or_repeat(raised, make_patient, bob):
    for number in range(7):
        raised(make_patient(f"patient{number}"), fever="yes" if number % 2 else "no", not_better="yes")
    seen, after = [], None
    while True:
        page = page_of_items(show=Show.ALL, user_id=bob.pk, now=timezone.now(), after=after, size=3)
        seen += [row.item.pk for row in page.rows]
        after = page.next_after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 7


def test_wrong_filters_and_cursors_are_refused(as_staff, bob):
    client = as_staff(bob)
    assert client.get(LIST + "?show=everything").status_code == 400
    assert client.get(LIST + "?after=7").status_code == 400


def test_each_patient_on_the_list_is_one_audited_read(as_staff, bob, raised, alice, charlie):
    raised(alice, fever="yes")
    raised(charlie, fever="yes")
    as_staff(bob).get(LIST)
    read = AuditEvent.objects.filter(verb="work_item.list", user_id=bob.pk)
    assert set(read.values_list("patient_id", flat=True)) == {alice.pk, charlie.pk}


def test_the_cost_does_not_grow_with_the_list(
    as_staff, bob, raised, make_patient, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_staff(bob)
    raised(make_patient("one"), fever="yes")
    with django_assert_max_num_queries(22) as few:
        client.get(LIST)
    for number in range(5):
        raised(make_patient(f"patient{number}"), fever="yes")
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_a_search_is_posted_and_shows_items_of_the_patients_that_match(as_staff, bob, raised, alice, charlie):
    raised(alice, fever="yes")
    raised(charlie, fever="yes")
    client = as_staff(bob)
    assert names(client.post(reverse("worklist_search"), {"q": "mor ali"})) == ["Alice"]
    assert names(client.post(reverse("worklist_search"), {"q": "1984-08-19 osei"})) == ["Charlie"]
    assert names(client.post(reverse("worklist_search"), {"q": "8/19/1984 osei"})) == ["Charlie"]
    assert names(client.post(reverse("worklist_search"), {"q": "nobody"})) == []
    assert client.get(reverse("worklist_search"), {"q": "alice"}).url == reverse("worklist")
    assert AuditEvent.objects.filter(verb="work_item.find", patient_id=alice.pk).count() == 1


def test_among_many_namesakes_a_search_finds_the_one_with_an_open_emergency(
    as_staff, bob, raised, make_patient
):
    Patient.objects.bulk_create(Patient(given_name=f"{n}", family_name="Smith") for n in range(60))
    raised(make_patient("zoe", family_name="Smith"), cannot_pee="yes")
    response = as_staff(bob).post(reverse("worklist_search"), {"q": "Smith"})
    assert names(response) == ["Zoe"]
    assert MORE_MATCH not in response.content.decode()


def test_a_search_shows_the_most_urgent_open_items_first_and_says_that_more_match(
    as_staff, bob, raised, make_patient, actor, monkeypatch
):
    monkeypatch.setattr("triage.views.worklist.selectors.PAGE_SIZE", 2)
    done = worklist.claim(item=raised(make_patient("done"), fever="yes"), actor=actor(bob))
    done = worklist.add_contact(item=done, reached=True, actor=actor(bob))
    worklist.close(item=done, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob))
    for name, given in (("carla", {"not_better": "yes"}), ("emma", {"cannot_pee": "yes"})):
        raised(make_patient(name), **given)
    response = as_staff(bob).post(reverse("worklist_search"), {"q": "Moreno"})
    assert names(response) == ["Emma", "Carla"]
    assert MORE_MATCH in response.content.decode()
    assert AuditEvent.objects.filter(verb="work_item.find").count() == 2


def test_the_cost_of_a_search_does_not_grow_with_those_who_match(
    as_staff, bob, raised, make_patient, django_assert_num_queries
):
    client = as_staff(bob)
    raised(make_patient("one"), fever="yes")
    with CaptureQueriesContext(connection) as few:
        client.post(reverse("worklist_search"), {"q": "Moreno"})
    for number in range(5):
        raised(make_patient(f"patient{number}"), fever="yes")
    with django_assert_num_queries(len(few)):
        client.post(reverse("worklist_search"), {"q": "Moreno"})
