"""Every change of what the public sees moves the epoch, in the change's own transaction."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import transaction
from wagtail.models import Locale, Site

from conditions import freshness
from conditions.models import ConditionIndexPage, ConditionPage, FreshnessEpoch, HomePage, SiteWording, Term
from tests.factories import released


def wording() -> None:
    SiteWording.objects.create(emergency_number="112", emergency_action="call 112")


def term() -> None:
    Term.objects.create(locale=Locale.objects.get(), word="disc", meaning="A cushion.")


def site() -> None:
    Site.objects.get().save()


def parent_slug() -> None:
    index = ConditionIndexPage.objects.get()
    index.slug = "topics"
    index.save()


def home() -> None:
    HomePage.objects.get().save()


def page_words() -> None:
    page = ConditionPage.objects.get(slug="live")
    page.main_message = "New."
    released(page).save_revision().publish()


def own_slug() -> None:
    page = ConditionPage.objects.get(slug="live")
    page.slug = "other"
    page.save()


def unpublish() -> None:
    ConditionPage.objects.get(slug="live").unpublish()


CHANGES = [wording, term, site, parent_slug, home, page_words, own_slug, unpublish]


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_a_public_change_moves_the_epoch(live: ConditionPage, change: Callable[[], None]) -> None:
    before = freshness.read_epoch()
    change()
    assert freshness.read_epoch() > before


@pytest.mark.django_db
def test_saving_a_draft_moves_nothing(live: ConditionPage, draft: ConditionPage) -> None:
    before = freshness.read_epoch()
    live.save_revision()
    draft.main_message = "Later."
    draft.save()
    assert freshness.read_epoch() == before


@pytest.mark.django_db
def test_the_epoch_is_never_a_number_that_was_used_before() -> None:
    freshness.bump()
    first = freshness.read_epoch()
    FreshnessEpoch.objects.update(number=0)
    freshness.bump()
    assert freshness.read_epoch() > first > 10**15


@pytest.mark.django_db
def test_a_clock_that_stands_still_does_not_stop_the_epoch() -> None:
    freshness.bump()
    FreshnessEpoch.objects.update(number=2**60)
    freshness.bump()
    assert freshness.read_epoch() == 2**60 + 1


@pytest.mark.django_db(transaction=True)
def test_the_epoch_is_read_again_only_after_the_bound(settings, django_assert_num_queries) -> None:
    settings.SIGNPOST_FRESHNESS_MS = 80
    freshness.bump()
    time.sleep(0.1)
    freshness.current_epoch()
    with django_assert_num_queries(0):
        freshness.current_epoch()
    time.sleep(0.1)
    with django_assert_num_queries(1):
        freshness.current_epoch()


@pytest.mark.django_db(transaction=True)
def test_a_change_returns_only_after_the_bound_and_is_seen_then(settings) -> None:
    settings.SIGNPOST_FRESHNESS_MS = 80
    before, began = freshness.current_epoch(), time.monotonic()
    freshness.bump()
    assert time.monotonic() - began >= 0.08
    assert freshness.current_epoch() > before


@pytest.mark.django_db(transaction=True)
def test_many_changes_in_one_transaction_wait_once(settings, monkeypatch) -> None:
    settings.SIGNPOST_FRESHNESS_MS = 80
    waits: list[float] = []
    monkeypatch.setattr(freshness.time, "sleep", waits.append)
    with transaction.atomic():
        for _ in range(5):
            freshness.bump()
    assert waits == [0.08]


@pytest.mark.django_db(transaction=True)
def test_an_undone_change_moves_nothing_and_waits_for_nothing(settings, monkeypatch) -> None:
    settings.SIGNPOST_FRESHNESS_MS = 5000
    waits: list[float] = []
    monkeypatch.setattr(freshness.time, "sleep", waits.append)
    before = freshness.read_epoch()
    with transaction.atomic():
        freshness.bump()
        transaction.set_rollback(True)
    assert freshness.read_epoch() == before
    assert waits == []


@pytest.mark.django_db(transaction=True)
def test_an_uncommitted_epoch_is_never_kept(settings) -> None:
    settings.SIGNPOST_FRESHNESS_MS = 0
    freshness.bump()
    committed = freshness.read_epoch()
    settings.SIGNPOST_FRESHNESS_MS = 60_000
    with transaction.atomic():
        FreshnessEpoch.objects.update(number=committed + 7)
        assert freshness.current_epoch() == committed + 7
        transaction.set_rollback(True)
    settings.SIGNPOST_FRESHNESS_MS = 0
    assert freshness.current_epoch() == committed
