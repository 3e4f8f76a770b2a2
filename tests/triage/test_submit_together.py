"""Requests that come at the same moment: threads with connections of their own, on either database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.triage.builders import make_page, make_patient, publish, send
from triage.models import Assessment, CheckIn, Episode, IdempotencyKey, WorkItem
from triage.services.actor import patient_actor
from triage.services.check_ins import start
from triage.services.idempotency import Answer, once

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 4


@pytest.fixture
def alice(transactional_db):
    return make_patient("alice")


@pytest.fixture
def publication(transactional_db):
    return publish(make_page())


def together(work: Callable[[], object]) -> list[object]:
    """What `work` gives in each of several threads that begin at the same moment."""
    barrier = threading.Barrier(TOGETHER)

    def run(_: int) -> object:
        barrier.wait(timeout=30)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(run, range(TOGETHER)))


def test_first_check_ins_at_once_share_an_episode_and_an_item(alice, publication):
    together(lambda: send(alice, publication, fever="yes"))
    assert CheckIn.objects.count() == Assessment.objects.count() == TOGETHER
    assert Episode.objects.count() == WorkItem.objects.count() == 1


def test_the_same_draft_sent_at_once_is_one_check_in(alice, publication):
    draft = start(patient=alice, page_id=publication.page_id, by=patient_actor(alice))
    sent = together(lambda: send(alice, publication, draft=draft, fever="yes").pk)
    assert set(sent) == {draft.pk}
    assert Assessment.objects.count() == 1


def test_two_tabs_that_start_at_once_get_the_same_draft(alice, publication):
    by = patient_actor(alice)
    drafts = together(lambda: start(patient=alice, page_id=publication.page_id, by=by).pk)
    assert len(set(drafts)) == CheckIn.objects.count() == 1


def test_the_same_key_at_once_is_done_once(alice, publication):
    def work() -> Answer:
        check_in = send(alice, publication)
        return Answer(201, str(check_in.pk), check_in.pk)

    answers = together(lambda: once(actor=patient_actor(alice), key="k", fingerprint="f", work=work))
    assert len({answer.body for answer in answers}) == CheckIn.objects.count() == 1
    assert sorted(answer.replayed for answer in answers) == [False, True, True, True]
    assert IdempotencyKey.objects.count() == 1


def test_a_better_check_in_at_the_same_moment_never_lowers_the_item(alice, publication):
    said = iter([{"cannot_pee": "yes"}, {}, {"fever": "yes"}, {"worse": "yes"}])
    lock = threading.Lock()

    def work() -> object:
        with lock:
            words = next(said)
        return send(alice, publication, **words).pk

    together(work)
    assert WorkItem.objects.get().level == "emergency"
