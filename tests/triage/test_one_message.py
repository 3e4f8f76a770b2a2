"""Statements that PostgreSQL gets as one message. SQLite has no messages; there only what both promise is asked."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, models
from psycopg import Connection, DataError, IsolationLevel

from tests.triage.builders import make_page, make_patient, publish, send
from triage.models import CheckIn, IdempotencyKey, OutboxEvent, one_message, unit_of_work
from triage.models.prepared import Prepared, insert, insert_values, read_together
from triage.models.statements import Statement
from triage.services.actor import client_actor
from triage.services.check_ins import reads_of_submit
from triage.services.idempotency import Answer, once

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = Prepared(
    lambda scope: IdempotencyKey.objects.filter(scope=scope).order_by("key"), scope=models.CharField()
)
OFTEN = 5
"""Uses after which every statement is prepared."""


def key(name: str) -> IdempotencyKey:
    return IdempotencyKey(scope="client:x", key=name, fingerprint="f")


def names() -> list[str]:
    return [row[2] for row in KEYS.rows(scope="client:x")]


def store(*rows: models.Model) -> None:
    with unit_of_work.unit_of_work():
        for row in rows:
            insert(row)


@pytest.fixture
def raw(transactional_db) -> Connection:
    if connection.vendor != "postgresql":
        pytest.skip("This is about PostgreSQL.")
    connection.ensure_connection()
    return connection.connection


@pytest.fixture
def messages(monkeypatch):
    """The messages that are sent, as the kinds of their statements."""
    sent: list[list[str]] = []
    exchange = one_message.exchange

    def noted(raw, statements, *, fetch=False, commit=False):
        sent.append([one.text.split()[0] for one in statements] + (["COMMIT"] if commit else []))
        return exchange(raw, statements, fetch=fetch, commit=commit)

    monkeypatch.setattr(one_message, "exchange", noted)
    return sent


def end_session(raw: Connection) -> None:
    """As when the server is started anew, or a firewall forgets an idle connection."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])
    finally:
        other.close()


def as_a_new_request() -> None:
    connection.health_check_enabled, connection.health_check_done = True, False


@pytest.fixture
def publication(transactional_db):
    return publish(make_page())


class TestACheckIn:
    @pytest.fixture
    def submit(self, raw, publication, settings_are_kept):
        alice, hospital = make_patient("alice"), client_actor("hospital")

        def submitted(name: str) -> Answer:
            def work() -> Answer:
                sent = send(alice, publication, by=hospital)
                return Answer(201, str(sent.pk), sent.pk)

            reads = reads_of_submit(alice.pk, publication)
            return once(actor=hospital, key=name, fingerprint="f", work=work, reads=reads)

        submitted("first")
        return submitted

    def test_is_two_messages(self, submit, messages):
        submit("second")
        assert messages == [["SELECT"] * 5, ["INSERT"] * 5 + ["COMMIT"]]

    def test_is_stored_on_a_new_connection_when_the_kept_one_is_gone(self, submit, raw):
        end_session(raw)
        as_a_new_request()
        submit("second")
        assert connection.connection is not raw
        assert CheckIn.objects.count() == 2

    def test_asks_nothing_else_whether_the_kept_connection_works(self, submit, messages):
        as_a_new_request()
        with connection.execute_wrapper(_refuse):
            submit("second")
        assert len(messages) == 2

    def test_is_not_stored_when_the_connection_is_lost_before_the_last_message(
        self, submit, raw, monkeypatch
    ):
        finish = unit_of_work._Unit.finish

        def lost(unit, *, commit):
            end_session(raw)
            finish(unit, commit=commit)

        with monkeypatch.context() as patched:
            patched.setattr(unit_of_work._Unit, "finish", lost)
            with pytest.raises(OperationalError):
                submit("second")
        assert CheckIn.objects.count() == 1
        assert not submit("second").replayed


def _refuse(execute, sql, params, many, context):
    raise AssertionError(f"asked {sql}")


class TestPreparedStatements:
    def prepared(self, raw: Connection) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%idempotencykey%'"
            )
            return [row[0] for row in cursor.fetchall()]

    def use(self) -> None:
        for _ in range(OFTEN):
            store(key(uuid.uuid4().hex))
            names()

    def test_are_prepared_once_with_values_and_without(self, raw):
        self.use()
        with unit_of_work.unit_of_work():
            for subject in (None, uuid.uuid4(), None):
                insert_values(
                    IdempotencyKey, scope="s", key=uuid.uuid4().hex, fingerprint="f", subject_id=subject
                )
        assert len(self.prepared(raw)) == 2

    def test_are_not_prepared_for_a_pooler_that_does_not_know_them(self, raw):
        raw.prepare_threshold = None
        self.use()
        assert self.prepared(raw) == []

    @pytest.mark.parametrize("clears", ["DEALLOCATE ALL", "DISCARD ALL"])
    def test_that_somebody_cleared_are_prepared_anew(self, raw, clears):
        self.use()
        with connection.cursor() as cursor:
            cursor.execute(clears)
        with pytest.raises((OperationalError, ProgrammingError)):
            names()
        assert len(names()) == OFTEN

    def test_of_a_table_that_has_changed_are_prepared_anew(self, raw):
        every_column = Statement("SELECT * FROM triage_idempotencykey", ())
        for _ in range(OFTEN):
            unit_of_work.read(every_column)
        try:
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE triage_idempotencykey ADD COLUMN extra integer")
            with pytest.raises(Exception, match="cached plan"):
                unit_of_work.read(every_column)
            assert unit_of_work.read(every_column) == []
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE triage_idempotencykey DROP COLUMN extra")

    def test_that_failed_when_they_were_prepared_fail_again_and_do_no_harm(self, raw):
        wrong = Statement("SELECT nothing FROM triage_idempotencykey", ())
        for _ in range(OFTEN):
            with pytest.raises(ProgrammingError, match="nothing"):
                unit_of_work.read(wrong)
        assert names() == []


class TestErrors:
    def test_undo_all_of_the_message_and_leave_the_connection_usable(self, raw):
        for _ in range(OFTEN):
            with pytest.raises(IntegrityError):
                store(key("a"), OutboxEvent(kind="", subject_id=uuid.uuid4()))
        store(key("b"))
        assert names() == ["b"]
        assert connection.connection is raw

    def test_of_the_commit_itself_are_raised(self, raw, publication):
        """A key to a row that is not there is refused at the end of the transaction."""
        alice = make_patient("alice")
        check_in = CheckIn(patient_id=uuid.uuid4(), page_id=publication.page_id, publication=publication)
        with pytest.raises(IntegrityError, match="foreign key"):
            store(check_in)
        assert not CheckIn.objects.exists()
        send(alice, publication)

    def test_in_a_value_leave_nothing_half_sent(self, raw):
        with pytest.raises(DataError, match="NUL"):
            one_message.exchange(raw, [Statement("SELECT %s", ("a\0b",))], fetch=True)
        assert one_message.exchange(raw, [Statement("SELECT 1", ())], fetch=True) == [[(1,)]]


def test_a_value_that_cannot_be_sent_does_not_harm_the_statement_that_was_due_to_be_prepared(raw):
    for _ in range(raw.prepare_threshold):
        one_message.exchange(raw, [Statement("SELECT %s::text", ("a",))], fetch=True)
    with pytest.raises(DataError):
        one_message.exchange(raw, [Statement("SELECT %s::text", ("a\0b",))], fetch=True)
    assert one_message.exchange(raw, [Statement("SELECT %s::text", ("a",))], fetch=True) == [[("a",)]]


def test_a_percent_sign_stands_for_itself(raw):
    asked = Statement("SELECT 'a' LIKE 'a%%', %s::text", ("%s",))
    assert one_message.exchange(raw, [asked], fetch=True) == [[(True, "%s")]]


def test_the_isolation_level_of_the_connection_is_kept(raw):
    connection.set_autocommit(False)
    try:
        raw.isolation_level = IsolationLevel.SERIALIZABLE
        asked = [Statement("SHOW transaction_isolation", ())]
        assert one_message.exchange(raw, asked, fetch=True) == [[("serializable",)]]
        connection.rollback()
    finally:
        raw.isolation_level = None
        connection.set_autocommit(True)


def test_what_was_asked_ahead_is_not_asked_again(raw, messages):
    with unit_of_work.unit_of_work():
        read_together((KEYS, {"scope": "client:x"}))
        read_together((KEYS, {"scope": "client:x"}), (KEYS, {"scope": "client:y"}))
        KEYS.rows(scope="client:x"), KEYS.rows(scope="client:y")
    assert messages == [["SELECT"], ["SELECT"]]


def test_what_was_asked_ahead_does_not_outlive_a_write(raw):
    with unit_of_work.unit_of_work():
        read_together((KEYS, {"scope": "client:x"}))
        insert(key("a"))
        assert names() == ["a"]
