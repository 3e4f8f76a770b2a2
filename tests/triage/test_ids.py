"""Ids whose order is the order in time."""

from __future__ import annotations

import datetime

import time_machine

from tests.triage.builders import send
from triage.models.ids import time_ordered_id

MOMENT = datetime.datetime(2026, 5, 4, 10, 30, 15, 250_000, tzinfo=datetime.UTC)


def test_an_id_is_a_uuid_of_version_7_and_begins_with_its_millisecond():
    with time_machine.travel(MOMENT, tick=False):
        made = time_ordered_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(MOMENT.timestamp() * 1000)


def test_later_ids_are_higher_whatever_their_random_part():
    ids = []
    for number in range(50):
        with time_machine.travel(MOMENT + datetime.timedelta(milliseconds=number), tick=False):
            ids.append(time_ordered_id())
    assert ids == sorted(ids)


def test_ids_of_one_millisecond_differ_in_74_bits():
    with time_machine.travel(MOMENT, tick=False):
        ids = [time_ordered_id().int for _ in range(500)]
    assert len(set(ids)) == 500
    changing = 0
    for one in ids:
        changing |= one ^ ids[0]
    assert changing.bit_count() == 74


def test_check_ins_and_what_refers_to_them_have_such_ids(alice, publication):
    sent = send(alice, publication, fever="yes")
    assert {sent.pk.version, sent.governing.pk.version, sent.episode_id.version} == {7}


def test_a_patients_id_says_nothing_about_when_they_registered(alice):
    assert alice.pk.version == 4
