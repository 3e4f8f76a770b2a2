"""A page is served if and only if it has a current publication: how one ends, and what ends it."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from conditions.models import ConditionPage, Publication
from conditions.search.query import search
from conditions.selectors.publications import current_publication, ended_while_current
from conditions.services.publishing import end, withdraw
from tests.conditions.publishing.conftest import is_served, publications

pytestmark = pytest.mark.django_db


def test_unpublishing_ends_it(live: ConditionPage) -> None:
    live.unpublish()
    assert publications(live)[0].end_kind == "unpublished"
    assert not is_served(live)


def test_unpublishing_the_plain_page_ends_it(live: ConditionPage) -> None:
    Page.objects.get(pk=live.pk).unpublish()
    assert publications(live)[0].end_kind == "unpublished"
    assert not is_served(live)


def test_saving_only_live_ends_it(live: ConditionPage) -> None:
    live.live = False
    live.save(update_fields=["live"])
    assert publications(live)[0].end_kind == "unpublished"


def test_a_scheduled_expiry_ends_it(live: ConditionPage) -> None:
    ConditionPage.objects.filter(pk=live.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
    call_command("publish_scheduled")
    assert publications(live)[0].end_kind == "expired"
    assert not is_served(live)


def test_unpublishing_the_parent_with_its_pages_ends_them(live: ConditionPage) -> None:
    for page in live.get_parent().get_descendants().live():
        page.unpublish()
    assert publications(live)[0].ended_at is not None


def test_a_change_behind_publishings_back_is_not_served_and_is_found(live: ConditionPage) -> None:
    Page.objects.filter(pk=live.pk).update(live=False)
    assert not is_served(live)
    assert current_publication("live", "en") is None
    assert [publication.page_id for publication in ended_while_current()] == [live.pk]


def test_what_is_not_served_is_not_found(live: ConditionPage) -> None:
    assert [hit.publication.page_id for hit in search("live", language="en")] == [live.pk]
    Page.objects.filter(pk=live.pk).update(live=False)
    assert search("live", language="en") == []


def test_withdrawing_says_why_and_takes_the_page_away(live: ConditionPage) -> None:
    withdraw(page=live, reason="The number of days is wrong.")
    ended = publications(live)[0]
    assert (ended.end_kind, ended.end_reason) == ("withdrawn", "The number of days is wrong.")
    assert not is_served(live)


def test_withdrawing_needs_a_reason(live: ConditionPage) -> None:
    with pytest.raises(ValueError, match="Say why"):
        withdraw(page=live, reason=" ")
    assert is_served(live)


def test_ending_what_has_ended_changes_nothing(live: ConditionPage) -> None:
    live.unpublish()
    assert end(page=live, kind="withdrawn", reason="Again") is None
    assert publications(live)[0].end_kind == "unpublished"


def test_a_page_that_comes_back_gets_the_next_number_and_the_same_fingerprint(live: ConditionPage) -> None:
    live.unpublish()
    ConditionPage.objects.get(pk=live.pk).save_revision().publish()
    first, second = publications(live)
    assert (second.number, second.sha256) == (2, first.sha256)
    assert is_served(live)


def test_a_page_with_publications_cannot_be_deleted(live: ConditionPage) -> None:
    live.unpublish()
    with pytest.raises(Exception, match="protected"):
        live.delete()
    assert Publication.objects.filter(page=live).exists()


def test_deleting_the_parent_deletes_no_published_page(live: ConditionPage) -> None:
    with pytest.raises(Exception, match="protected"):
        live.get_parent().delete()
    assert ConditionPage.objects.filter(pk=live.pk).exists()


def test_a_draft_that_was_never_published_can_be_deleted(unsigned: ConditionPage) -> None:
    unsigned.delete()
    assert not ConditionPage.objects.filter(pk=unsigned.pk).exists()
