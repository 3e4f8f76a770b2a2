"""Each route by which a page can go live leads through the gate, and makes one publication."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from conditions.models import ConditionIndexPage, ConditionPage, HomePage
from conditions.services.publishing import PublicationRefused, publish
from tests.conditions.publishing.conftest import is_served, page_of, publications, released, words

pytestmark = pytest.mark.django_db


def by_revision(page: ConditionPage) -> None:
    page.save_revision().publish()


def by_generic_revision(page: ConditionPage) -> None:
    page.save_revision()
    Page.objects.get(pk=page.pk).get_latest_revision().publish()


def by_save(page: ConditionPage) -> None:
    page.live = True
    page.save()


Route = Callable[[ConditionPage], None]
ROUTES = [by_revision, by_generic_revision, by_save]


@pytest.mark.parametrize("route", ROUTES)
def test_a_complete_page_goes_live_with_one_publication(draft: ConditionPage, route: Route) -> None:
    route(draft)
    assert [publication.number for publication in publications(draft)] == [1]
    assert is_served(draft)


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_without_emergency_signs_is_refused(unsafe: ConditionPage, route: Route) -> None:
    with pytest.raises(PublicationRefused) as refusal:
        route(unsafe)
    assert [stop.code for stop in refusal.value.stops] == ["no_emergency_sign"]
    assert not ConditionPage.objects.filter(slug="unsafe", live=True).exists()


def test_a_page_is_not_added_live_because_nobody_can_have_signed_it(index: ConditionIndexPage) -> None:
    with pytest.raises(PublicationRefused) as refusal:
        index.add_child(instance=page_of(words(), live=True))
    assert [stop.code for stop in refusal.value.stops] == ["unsigned"]
    assert not ConditionPage.objects.exists()


def test_a_page_without_emergency_signs_is_not_added_live(index: ConditionIndexPage) -> None:
    with pytest.raises(PublicationRefused) as refusal:
        index.add_child(instance=page_of(words(emergency=[]), slug="unsafe", live=True))
    assert "no_emergency_sign" in [stop.code for stop in refusal.value.stops]
    assert not ConditionPage.objects.exists()


def test_a_new_slug_of_the_parent_moves_the_page_and_publishes_nothing(live: ConditionPage) -> None:
    assert (status("/conditions/live/"), len(publications(live))) == (200, 1)
    parent = ConditionIndexPage.objects.get()
    parent.slug = "topics"
    parent.save_revision().publish()
    assert (status("/topics/live/"), status("/conditions/live/")) == (200, 404)
    assert len(publications(live)) == 1


def status(address: str) -> int:
    return Client().get(address).status_code


def test_a_refused_revision_leaves_the_draft(unsafe: ConditionPage) -> None:
    revision = unsafe.save_revision()
    with pytest.raises(PublicationRefused):
        revision.publish()
    assert ConditionPage.objects.get(pk=unsafe.pk).latest_revision_id == revision.pk
    assert publications(unsafe) == []


def test_a_refused_change_leaves_the_page_as_it_was(live: ConditionPage) -> None:
    draft = live.get_latest_revision_as_object()
    draft.emergency = []
    with pytest.raises(PublicationRefused):
        draft.save_revision().publish()
    assert len(publications(live)) == 1
    assert len(ConditionPage.objects.get(pk=live.pk).emergency) == 1
    assert is_served(live)


def test_a_draft_without_anything_is_saved(index: ConditionIndexPage) -> None:
    page = index.add_child(instance=ConditionPage(title="Empty", slug="empty", live=False))
    page.save_revision()
    page.save()
    assert publications(page) == []
    assert not is_served(page)


def test_only_a_live_page_is_published(draft: ConditionPage) -> None:
    with pytest.raises(ValueError, match="live page"):
        publish(page=draft)


def test_a_copy_does_not_stay_live_because_nobody_signed_it_as_another_page(live: ConditionPage) -> None:
    with pytest.raises(PublicationRefused):
        live.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)
    assert not ConditionPage.objects.filter(slug="copy").exists()


def test_a_copy_as_draft_publishes_nothing(live: ConditionPage) -> None:
    copied = live.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert publications(copied) == []
    assert not is_served(copied)


def test_a_copy_of_a_live_page_that_was_never_published_is_refused(unsafe: ConditionPage) -> None:
    ConditionPage.objects.filter(pk=unsafe.pk).update(live=True)
    with pytest.raises(PublicationRefused):
        ConditionPage.objects.get(pk=unsafe.pk).copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert not ConditionPage.objects.filter(slug="copy").exists()


def test_a_move_publishes_nothing_and_keeps_the_page_served(
    live: ConditionPage, draft: ConditionPage
) -> None:
    live.move(draft, pos="left")
    assert len(publications(live)) == 1
    assert is_served(live)


def test_a_parents_new_slug_publishes_nothing_and_moves_the_address(live: ConditionPage) -> None:
    index = ConditionIndexPage.objects.get()
    index.slug = "topics"
    index.save()
    assert len(publications(live)) == 1
    assert Page.objects.get(pk=live.pk).url_path.endswith("/topics/live/")


def test_a_new_slug_of_its_own_is_no_new_content(live: ConditionPage) -> None:
    live.slug = "sprained-ankle"
    live.save_revision().publish()
    assert len(publications(live)) == 1
    assert is_served(live)


def test_locking_and_unlocking_publish_nothing(live: ConditionPage) -> None:
    for locked in (True, False):
        live.locked = locked
        live.save()
    assert len(publications(live)) == 1


def test_publishing_the_same_words_again_keeps_the_publication(live: ConditionPage) -> None:
    live.save_revision().publish()
    live.save()
    assert len(publications(live)) == 1


def test_changed_words_supersede(live: ConditionPage) -> None:
    live.main_message = "Rest it for two days."
    released(live).save_revision().publish()
    first, second = publications(live)
    assert (first.number, second.number) == (1, 2)
    assert first.superseded_at is not None
    assert second.is_current
    assert second.revision_id == ConditionPage.objects.get(pk=live.pk).live_revision_id


def test_a_draft_over_a_live_page_publishes_nothing(live: ConditionPage) -> None:
    live.main_message = "Not yet."
    live.save_revision()
    assert len(publications(live)) == 1
    assert "Not yet." not in publications(live)[0].document


def test_the_home_page_needs_no_publication(index: ConditionIndexPage) -> None:
    assert HomePage.objects.get().live
