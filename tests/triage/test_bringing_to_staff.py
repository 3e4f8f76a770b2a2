"""One open work item per episode, raised again by what is worse or new, never lowered by itself."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from tests.triage.builders import send
from triage.domain.assessment import Measures
from triage.models import Episode, OutboxEvent, WorkItem
from triage.services.episodes import history_of

NOON_ON_MONDAY = datetime.datetime(2026, 3, 2, 17, tzinfo=datetime.UTC)


def verbs() -> list[str]:
    return list(WorkItem.objects.get().events.order_by("id").values_list("verb", flat=True))


def contacted(item: WorkItem, user) -> None:
    now = timezone.now()
    WorkItem.objects.filter(pk=item.pk).update(
        state="contacted", claimed_at=now, claimed_by=user, contacted_at=now
    )


def test_a_later_check_in_attaches_to_the_open_item(alice, publication):
    send(alice, publication, fever="yes")
    send(alice, publication, fever="yes")
    assert verbs() == ["raise"]
    assert Episode.objects.count() == 1


def test_a_better_check_in_leaves_the_level(alice, publication):
    send(alice, publication, cannot_pee="yes")
    send(alice, publication)
    assert WorkItem.objects.get().level == "emergency"


def test_a_higher_level_raises_the_item_with_the_sooner_clock(alice, publication):
    send(alice, publication, fever="yes")
    before = WorkItem.objects.get().due_at
    send(alice, publication, cannot_pee="yes")
    item = WorkItem.objects.get()
    assert (item.level, verbs()) == ("emergency", ["raise", "reraise"])
    assert item.due_at < before


def test_a_new_reason_raises_the_item_and_keeps_the_level(alice, publication):
    send(alice, publication, fever="yes")
    send(alice, publication, worse="yes")
    item = WorkItem.objects.get()
    assert (item.level, verbs()) == ("urgent", ["raise", "reraise"])
    assert item.reasons == ["sign:fever", "sign:worse"]


def test_any_emergency_raises_the_item(alice, publication):
    for _ in range(2):
        send(alice, publication, cannot_pee="yes")
    assert verbs() == ["raise", "reraise"]
    assert OutboxEvent.objects.filter(kind="work_item.raised").count() == 2


def test_yes_after_unsure_makes_the_item_explicit(alice, publication):
    send(alice, publication, fever="unsure")
    assert WorkItem.objects.get().explicit_yes is False
    send(alice, publication, worse="yes")
    item = WorkItem.objects.get()
    assert (item.level, item.explicit_yes) == ("call_provider", True)


def test_a_better_check_in_does_not_take_the_explicit_yes_away(alice, publication):
    send(alice, publication, fever="yes")
    send(alice, publication, fever="unsure")
    assert WorkItem.objects.get().explicit_yes is True


def test_an_item_in_contact_wants_a_new_contact_when_it_is_raised_again(alice, charlie, publication):
    send(alice, publication, fever="yes")
    contacted(WorkItem.objects.get(), charlie.user)
    send(alice, publication, cannot_pee="yes")
    item = WorkItem.objects.get()
    assert (item.state, item.claimed_by, item.contacted_at) == ("new", None, None)
    assert (item.due_at - item.raised_at).total_seconds() == 15 * 60


def test_a_claimed_item_stays_with_its_nurse_when_it_is_raised_again(alice, charlie, publication):
    send(alice, publication, fever="yes")
    WorkItem.objects.update(state="claimed", claimed_at=timezone.now(), claimed_by=charlie.user)
    send(alice, publication, cannot_pee="yes")
    item = WorkItem.objects.get()
    assert (item.state, item.claimed_by, item.level) == ("claimed", charlie.user, "emergency")


def test_waiting_longest_stays_first_when_an_item_is_raised_again(alice, publication):
    send(alice, publication, fever="yes")
    raised_at = WorkItem.objects.get().raised_at
    send(alice, publication, cannot_pee="yes")
    assert WorkItem.objects.get().raised_at == raised_at


def test_after_a_close_the_next_check_in_gets_its_own_item(alice, charlie, publication):
    send(alice, publication, fever="yes")
    now = timezone.now()
    WorkItem.objects.update(
        state="closed", closed_at=now, closed_by=charlie.user, close_reason="care_arranged"
    )
    send(alice, publication, fever="yes")
    assert WorkItem.objects.count() == 2
    assert Episode.objects.count() == 1


def test_two_patients_have_two_items(alice, charlie, publication):
    send(alice, publication, fever="yes")
    send(charlie, publication, fever="yes")
    assert WorkItem.objects.count() == 2


def close_episode(*, days_ago: int = 1, reason: str = "recovered") -> Episode:
    closed_at = timezone.now() - datetime.timedelta(days=days_ago)
    Episode.objects.update(closed_at=closed_at, close_reason=reason, opened_at=closed_at)
    return Episode.objects.get()


def test_a_worse_check_in_reopens_the_episode(alice, publication):
    send(alice, publication)
    episode = close_episode()
    assert send(alice, publication, fever="yes").episode == episode
    episode.refresh_from_db()
    assert (episode.closed_at, episode.close_reason) == (None, "")


@pytest.mark.parametrize("closed", [{"days_ago": 91}, {"reason": "entered_in_error"}], ids=str)
def test_long_ago_or_in_error_is_not_reopened(alice, publication, closed):
    send(alice, publication)
    episode = close_episode(**closed)
    assert send(alice, publication, fever="yes").episode != episode


def test_a_check_in_that_is_no_worse_begins_a_new_episode(alice, publication):
    send(alice, publication, fever="yes")
    episode = close_episode()
    assert send(alice, publication, fever="yes").episode != episode


def test_rising_pain_in_the_episode_is_seen(alice, publication):
    with time_machine.travel(NOON_ON_MONDAY):
        send(alice, publication, measures=Measures(pain_now=2, pain_worst=2))
    with time_machine.travel(NOON_ON_MONDAY + datetime.timedelta(days=3)):
        check_in = send(alice, publication, measures=Measures(pain_now=5, pain_worst=5))
    assert [reason.key for reason in check_in.governing.parsed.reasons] == ["pain-rising"]


def test_the_pain_of_another_patient_is_not_history(alice, charlie, publication):
    send(charlie, publication, measures=Measures(pain_now=2, pain_worst=2))
    assert send(alice, publication, measures=Measures(pain_now=5, pain_worst=5)).care_level == "self_care"


def test_a_check_in_entered_in_error_is_not_history(alice, publication):
    first = send(alice, publication, measures=Measures(pain_now=2, pain_worst=2))
    first.status = "entered_in_error"
    first.save(update_fields=["status"])
    assert send(alice, publication, measures=Measures(pain_now=5, pain_worst=5)).care_level == "self_care"


def test_what_was_said_again_is_history_once_on_its_latest_day(alice, publication):
    for day in (0, 1, 2):
        with time_machine.travel(NOON_ON_MONDAY + datetime.timedelta(days=day)):
            episode = send(alice, publication, worse="yes" if day == 1 else "no").episode
    history = history_of(episode, ZoneInfo("America/New_York"))
    assert [(one.submitted_on.day, one.answers["worse"].value) for one in history] == [(3, "yes"), (4, "no")]


def test_the_day_of_history_is_the_sites_day(alice, publication):
    with time_machine.travel(datetime.datetime(2026, 3, 3, 3, tzinfo=datetime.UTC)):
        episode = send(alice, publication).episode
    assert history_of(episode, ZoneInfo("America/New_York"))[0].submitted_on == datetime.date(2026, 3, 2)
