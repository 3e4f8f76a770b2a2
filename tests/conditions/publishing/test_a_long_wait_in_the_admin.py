"""Somebody holds the lock of publishing for longer than the database lets others wait, as a long import does: whoever
sent a form is told, keeps what they typed, and sends it again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from conditions import admin_middleware
from conditions.freshness import hold
from conditions.models import ConditionPage
from tests.conditions.publishing.test_editor import form_of

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "Put it up & rest it."


@contextmanager
def somebody_publishes_for_long() -> Iterator[None]:
    begun, done = threading.Event(), threading.Event()

    def publish() -> None:
        with transaction.atomic():
            hold()
            begun.set()
            done.wait(timeout=30)
        connections.close_all()

    thread = threading.Thread(target=publish)
    thread.start()
    begun.wait(timeout=30)
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.fixture
def impatient(db: None) -> Iterator[None]:
    """The database waits for a fifth of a second."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'" if postgres else "PRAGMA busy_timeout = 200")
    yield
    connection.close()


@pytest.fixture
def refused(erin: Client, live: ConditionPage, impatient: None) -> HttpResponse:
    with somebody_publishes_for_long():
        return erin.post(
            reverse("wagtailadmin_pages:edit", args=[live.pk]), form_of(live, main_message=TYPED)
        )


def newest_words(page: ConditionPage) -> str:
    return ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object().main_message


def test_whoever_saves_is_told_that_nothing_was_done(refused: HttpResponse, live: ConditionPage) -> None:
    assert refused.status_code == 503
    assert "Somebody else is publishing" in refused.content.decode()
    assert newest_words(live) != TYPED


def test_what_they_typed_is_kept_and_can_be_sent_again(
    refused: HttpResponse, live: ConditionPage, erin: Client
) -> None:
    form = BeautifulSoup(refused.content.decode(), "html.parser").select_one("form:has([name=main_message])")
    sent = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    assert sent["main_message"] == TYPED
    assert erin.post(str(form["action"]), sent).status_code == 302
    assert newest_words(live) == TYPED


def test_a_lock_that_was_not_got_is_not_held(refused: HttpResponse) -> None:
    with transaction.atomic():
        hold()


def test_a_password_is_not_sent_again_and_another_fault_is_not_taken_for_a_wait(
    rf: object, erin: Client
) -> None:
    def answer(error: Exception, sent: dict[str, str]) -> HttpResponse | None:
        request = rf.post(reverse("wagtailadmin_home"), sent, headers={"accept": "text/html"})
        return admin_middleware.RefusalMiddleware(lambda _: HttpResponse()).process_exception(request, error)

    assert answer(OperationalError("database is locked"), {"title": "Sprain"}) is not None
    assert answer(OperationalError("database is locked"), {"old_password": "secret"}) is None
    assert answer(OperationalError("disk full"), {"title": "Sprain"}) is None
