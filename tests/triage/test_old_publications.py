"""Check-ins against a publication that is no longer the current one."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from tests.triage.builders import ALL_NO, CALM, publish, send
from triage.models import Assessment, CheckIn
from triage.services.check_ins import PublicationTooOld, UnknownPublication, decide, named_publication

NEW_SIGN = [{"key": "cold-leg", "statement": "Your leg is cold"}]


def later(hours: int):
    return time_machine.travel(timezone.now() + datetime.timedelta(hours=hours), tick=False)


def test_within_a_day_it_is_assessed_under_both_and_the_worse_counts(alice, page, publication):
    current = publish(page, emergency=NEW_SIGN)
    check_in = send(alice, publication)
    levels = dict(Assessment.objects.values_list("publication__number", "level"))
    assert levels == {1: "self_care", 2: "urgent"}
    assert (check_in.care_level, check_in.governing.publication) == ("urgent", current)
    assert check_in.publication == publication


def test_the_old_publication_governs_when_it_is_the_worse(alice, page, publication):
    publish(page, urgent=[])
    check_in = send(alice, publication, fever="yes")
    assert (check_in.care_level, check_in.governing.publication) == ("urgent", publication)


def test_what_a_new_wording_asks_is_open_under_the_new_publication(alice, page, publication):
    publish(page, urgent=[{"key": "fever", "statement": "You have a fever or chills"}])
    check_in = send(alice, publication)
    assert check_in.care_level == "call_provider"
    assert "fever" in check_in.governing.parsed.unanswered


def test_after_a_day_it_is_too_old_and_names_the_current_one(alice, page, publication):
    current = publish(page, emergency=NEW_SIGN)
    publication.refresh_from_db()
    with later(hours=25), pytest.raises(PublicationTooOld) as caught:
        send(alice, publication)
    assert caught.value.current == current
    assert not CheckIn.objects.exists()


def test_it_is_taken_just_before_the_day_ends(alice, page, publication):
    publish(page, emergency=NEW_SIGN)
    publication.refresh_from_db()
    with later(hours=23):
        assert send(alice, publication).care_level == "urgent"


def test_a_copy_that_was_read_before_it_was_superseded_is_not_trusted(alice, page, publication):
    publish(page, emergency=NEW_SIGN)
    assert publication.is_current
    assert send(alice, publication).governing.publication.number == 2


def test_a_withdrawn_publication_never_gives_self_care(alice, publication):
    publication.set_once(ended_at=timezone.now(), end_kind="withdrawn", end_reason="wrong sign")
    assert send(alice, publication).care_level == "call_provider"


def test_a_withdrawn_publication_is_too_old_after_a_day(alice, publication):
    publication.set_once(ended_at=timezone.now(), end_kind="withdrawn", end_reason="wrong sign")
    with later(hours=25), pytest.raises(PublicationTooOld) as caught:
        send(alice, publication)
    assert caught.value.current is None


def test_an_overdue_review_gives_no_self_care(alice, publication):
    with later(hours=24 * (365 + 31) + 2):
        assert send(alice, publication).care_level == "call_provider"


def test_a_review_within_its_grace_still_counts(alice, publication):
    with later(hours=24 * (365 + 29) + 2):
        assert send(alice, publication).care_level == "self_care"


def test_a_page_never_had_an_unknown_publication(page, publication):
    assert named_publication(page.pk, publication.sha256) == publication
    with pytest.raises(UnknownPublication):
        named_publication(page.pk, "0" * 64)


def test_the_publication_of_another_page_is_unknown(publication):
    with pytest.raises(UnknownPublication):
        named_publication(publication.page_id + 1, publication.sha256)


def test_content_that_came_back_is_current_again(page, publication):
    publish(page, emergency=NEW_SIGN)
    again = publish(page)
    assert again.sha256 == publication.sha256
    assert named_publication(page.pk, publication.sha256) == again


def test_deciding_stores_nothing_and_takes_the_same_rules(page, publication, django_assert_num_queries):
    publish(page, emergency=NEW_SIGN)
    publication.refresh_from_db()
    decision = decide(publication=publication, answers=ALL_NO, measures=CALM)
    assert (decision.level.value, decision.publication.number) == ("urgent", 2)
    assert not CheckIn.objects.exists()
