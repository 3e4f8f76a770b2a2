"""A draft is saved in the moment in which words of the page go live: neither undoes the other."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from conditions.freshness import hold
from conditions.models import ConditionPage
from tests.conditions.publishing.conftest import is_served
from tests.conditions.signing import routes
from tests.conditions.signing.conftest import at_desk, draft_of, edit, fresh, person
from tests.factories import signed

pytestmark = pytest.mark.django_db


def go_live(page: ConditionPage) -> None:
    signed(draft_of(page)).get_latest_revision().publish()


@pytest.mark.parametrize("button", ["", "action-submit"])
def test_a_page_that_goes_live_while_its_draft_is_saved_stays_live(
    written: ConditionPage, button: str
) -> None:
    sent = routes.form(written, main_message="Put it up.") | ({button: "1"} if button else {})

    def meanwhile(_request: Any, page: ConditionPage) -> None:
        assert not page.live
        go_live(page)

    with hooks.register_temporarily("before_edit_page", meanwhile):
        at_desk("erin").post(reverse("wagtailadmin_pages:edit", args=[written.pk]), sent)
    assert is_served(written)
    assert fresh(written).main_message != "Put it up."
    assert draft_of(written).main_message == "Put it up."
    assert fresh(written).has_unpublished_changes


def test_a_draft_that_is_saved_while_older_words_go_live_stays_the_newest(written: ConditionPage) -> None:
    revision = signed(draft_of(written)).get_latest_revision()
    publishing = PublishPageRevisionAction(revision, user=person("paul"))
    edit(written, "erin", title="Another title", main_message="Put it up.")
    publishing.execute()
    assert is_served(written)
    assert draft_of(written).main_message == "Put it up."
    assert fresh(written).has_unpublished_changes
    assert fresh(written).draft_title == "Another title"


def test_a_draft_that_is_saved_while_the_page_is_unpublished_stays_the_newest(
    reviewed: ConditionPage,
) -> None:
    read_before = fresh(reviewed)
    edit(reviewed, "erin", main_message="Put it up.")
    read_before.unpublish()
    assert not is_served(reviewed)
    assert draft_of(reviewed).main_message == "Put it up."


def test_a_draft_from_before_the_page_was_live_is_scheduled_and_takes_nothing_off(
    written: ConditionPage,
) -> None:
    first = signed(draft_of(written)).get_latest_revision()
    edit(written, "erin", main_message="Put it up.")
    first.publish()
    draft = edit(written, "erin", go_live_at=timezone.now() + datetime.timedelta(days=1))
    signed(draft).get_latest_revision().publish(user=person("paul"))
    assert is_served(written)
    assert fresh(written).scheduled_revision == draft.latest_revision
    assert fresh(written).live_revision == first


def test_whoever_read_the_page_live_can_take_it_off(written: ConditionPage) -> None:
    draft = fresh(written)
    go_live(written)
    draft.refresh_from_db()
    draft.live = False
    draft.save()
    assert not is_served(written)


@pytest.mark.django_db(transaction=True)
def test_a_draft_waits_until_what_goes_live_is_stored(written: ConditionPage) -> None:
    order: list[str] = []
    begun = threading.Event()

    def save_a_draft() -> None:
        begun.set()
        edit(written, "erin", main_message="Put it up.")
        order.append("draft")
        connections.close_all()

    other = threading.Thread(target=save_a_draft)
    with transaction.atomic():
        hold()
        other.start()
        begun.wait()
        other.join(timeout=1)
        order.append("live")
    other.join()
    assert order == ["live", "draft"]
