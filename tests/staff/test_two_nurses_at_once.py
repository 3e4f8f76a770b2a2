"""Two people press the same button at the same moment, on real connections: one gets it, one is told who has it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from triage.models import WorkItemEvent
from triage.services import worklist
from triage.services.actor import staff_actor


@pytest.mark.django_db(transaction=True)
def test_of_two_claims_at_once_one_wins_and_the_other_is_told(raised, alice, bob, nora):
    item = raised(alice, fever="yes")
    start, results = threading.Barrier(2), {}

    def claim(user) -> None:
        start.wait()
        try:
            worklist.claim(item=item, actor=staff_actor(user))
            results[user.first_name] = "claimed"
        except worklist.WorklistConflict as refused:
            results[user.first_name] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=[user]) for user in (bob, nora)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results.values()) == ["already_claimed", "claimed"]
    assert WorkItemEvent.objects.filter(work_item=item, verb="claim").count() == 1
