"""Every stored decision can be made again from what is stored with it."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from conditions.domain.questionnaire import Side
from tests.triage.builders import publish, send
from triage.domain.assessment import Measures
from triage.models import Assessment
from triage.services import decisions
from triage.services.actor import patient_actor
from triage.services.check_ins import record_answer, start
from triage.services.replaying import Replayed, replay


def broken(*args: object, **kwargs: object) -> None:
    raise RuntimeError("alice said yes")


@pytest.fixture
def breaks(monkeypatch):
    monkeypatch.setattr(decisions.replay, "assess_input", broken)


def stored_as(row: Assessment, **values: str) -> Assessment:
    """The row as if it had been stored with other values; nothing can change it in the database."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def test_decisions_of_all_kinds_replay_the_same(alice, page, publication, capsys):
    draft = start(patient=alice, page_id=page.pk, by=patient_actor(alice))
    draft = record_answer(check_in=draft, key="cannot-pee", value="yes", by=patient_actor(alice))
    send(alice, publication, draft=draft, cannot_pee="yes")
    send(alice, publication, measures=Measures(pain_now=9, side=Side.LEFT), fever="unsure")
    publish(page, urgent=[])
    send(alice, publication, fever="yes")
    call_command("replay_assessments")
    assert "5 assessments replayed: 5 the same, 0 different" in capsys.readouterr().out


def test_what_an_older_engine_decided_replays_the_same(alice, page, monkeypatch, capsys):
    sore = {"key": "sore", "statement": "Sore", "kind": "pain_at_least", "value": 5, "finding": "weakness"}
    publication = publish(page, urgent=[sore | {"applies_to": {"age_to": 5}}])
    monkeypatch.setattr("triage.domain.replay.ENGINE_VERSION", 1)
    send(alice, publication, measures=Measures(pain_now=2, pain_worst=2))
    of_then = send(alice, publication, measures=Measures(pain_now=3, pain_worst=6))
    monkeypatch.undo()
    of_now = send(alice, publication, measures=Measures(pain_now=3, pain_worst=6))
    assert (of_then.care_level, of_now.care_level) == ("urgent", "self_care")
    call_command("replay_assessments")
    assert "3 assessments replayed: 3 the same, 0 different" in capsys.readouterr().out


def test_it_finds_a_stored_level_that_is_not_the_computed_one(alice, publication):
    row = stored_as(send(alice, publication, fever="yes").governing, level="call_provider")
    assert replay(row).result is Replayed.DIFFERENT


def test_it_finds_other_reasons_at_the_same_level(alice, publication):
    row = send(alice, publication, fever="yes").governing
    result = json.loads(row.result)
    result["reasons"][0]["key"] = "other"
    assert replay(stored_as(row, result=json.dumps(result))).detail == "other reasons"


def test_it_finds_an_input_that_names_another_publication(alice, page, publication):
    row = send(alice, publication).governing
    row.publication = publish(page, urgent=[])
    assert "another publication" in replay(row).detail


def test_it_finds_what_cannot_be_read(alice, publication):
    row = stored_as(send(alice, publication).governing, engine_input='{"answers": 1}')
    assert "cannot be read" in replay(row).detail


def test_the_command_fails_when_anything_differs(alice, publication, monkeypatch, capsys):
    send(alice, publication, fever="yes")
    monkeypatch.setattr("triage.services.replaying.assess_input", broken)
    with pytest.raises(CommandError) as caught:
        call_command("replay_assessments")
    assert caught.value.returncode == 1
    assert "the engine fails now (RuntimeError)" in capsys.readouterr().err


def test_the_command_can_look_at_the_latest_only(alice, publication, capsys):
    send(alice, publication)
    send(alice, publication)
    call_command("replay_assessments", limit=1)
    assert "1 assessments replayed" in capsys.readouterr().out


def test_an_engine_that_fails_counts_as_urgent(alice, publication, breaks):
    check_in = send(alice, publication)
    row = check_in.governing
    assert (check_in.care_level, row.engine_failed) == ("urgent", True)
    assert [reason.key for reason in row.parsed.reasons] == ["engine-failed"]


def test_an_emergency_yes_is_an_emergency_even_when_the_engine_fails(alice, publication, breaks):
    assert send(alice, publication, cannot_pee="yes").care_level == "emergency"


def test_a_publication_that_cannot_be_read_counts_as_urgent(alice, publication, monkeypatch):
    monkeypatch.setattr(type(publication), "compiled", broken)
    assert send(alice, publication, cannot_pee="no").care_level == "urgent"


def test_a_failing_engine_logs_nothing_that_the_patient_said(alice, publication, breaks, caplog):
    send(alice, publication)
    assert "RuntimeError" in caplog.text
    assert "alice" not in caplog.text


def test_a_failed_engine_is_counted_apart(alice, publication, monkeypatch, capsys):
    with monkeypatch.context() as patch:
        patch.setattr(decisions.replay, "assess_input", broken)
        send(alice, publication)
    call_command("replay_assessments")
    assert "1 where the engine had failed" in capsys.readouterr().out


def test_a_failed_engine_that_gave_too_little_is_a_difference(alice, publication, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(decisions.replay, "assess_input", broken)
        row = send(alice, publication, cannot_pee="yes").governing
    lower = row.result.replace('"emergency"', '"urgent"')
    assert replay(stored_as(row, result=lower, level="urgent")).result is Replayed.DIFFERENT


def test_everything_that_went_in_is_stored(alice, publication):
    given = json.loads(send(alice, publication).governing.engine_input)
    assert given["publication_sha256"] == publication.sha256
    assert set(given) >= {"answers", "measures", "history", "policy", "standing", "age", "as_of", "time_zone"}


def test_a_stored_decision_cannot_be_changed_with_raw_sql(alice, publication):
    send(alice, publication)
    with pytest.raises(Exception, match="immutable"), connection.cursor() as cursor:
        cursor.execute("UPDATE triage_assessment SET level = 'emergency'")
