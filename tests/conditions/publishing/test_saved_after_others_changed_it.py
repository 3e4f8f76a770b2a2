"""A page that was read before others changed it is saved whole: it undoes nothing of what they did. Who moves pages, adds
some under it, unpublishes it or saves a draft never waits for whoever only reads it."""

from __future__ import annotations

import pytest
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from conditions.models import ConditionIndexPage, ConditionPage
from tests.conditions.publishing.conftest import is_served, page_of, publications, words

pytestmark = pytest.mark.django_db


def fresh(page: ConditionPage) -> ConditionPage:
    return ConditionPage.objects.get(pk=page.pk)


def at_index(index: ConditionIndexPage) -> ConditionIndexPage:
    return ConditionIndexPage.objects.get(pk=index.pk)


def test_the_a_to_z_is_published_after_its_first_page_was_added_and_keeps_it(
    index: ConditionIndexPage,
) -> None:
    read_before = at_index(index)
    index.add_child(instance=page_of(words(), "first"))
    read_before.save_revision().publish()
    assert at_index(index).numchild == 1
    assert at_index(index).get_children().count() == 1


def test_the_a_to_z_is_published_after_a_newer_draft_of_it_was_saved(index: ConditionIndexPage) -> None:
    first = at_index(index).save_revision()
    draft = at_index(index)
    draft.introduction = "All that we write about."
    newer = draft.save_revision()
    first.publish()
    assert at_index(index).latest_revision == newer
    assert at_index(index).has_unpublished_changes


def test_a_draft_is_saved_after_the_pages_were_put_in_another_order(
    live: ConditionPage, index: ConditionIndexPage
) -> None:
    draft = index.add_child(instance=page_of(words(title="Other"), "other"))
    read_before = fresh(draft)
    Page.objects.get(pk=draft.pk).move(Page.objects.get(pk=live.pk), pos="left")
    read_before.save()
    assert not any(Page.find_problems())
    assert [page.slug for page in at_index(index).get_children()] == ["other", "live"]


def test_a_draft_is_saved_after_the_a_to_z_got_another_address(
    draft: ConditionPage, index: ConditionIndexPage
) -> None:
    read_before = fresh(draft)
    renamed = at_index(index)
    renamed.slug = "a-to-z"
    renamed.save()
    read_before.save()
    assert fresh(draft).url_path == f"{at_index(index).url_path}{draft.slug}/"


def test_a_page_is_unpublished_among_others_after_a_newer_draft_was_saved(live: ConditionPage) -> None:
    read_before = Page.objects.get(pk=live.pk)
    newer = fresh(live).save_revision()
    read_before.unpublish()
    assert fresh(live).latest_revision == newer
    assert not is_served(live)


def test_a_page_that_was_taken_off_stays_off_when_whoever_read_it_live_saves_it(live: ConditionPage) -> None:
    read_before = fresh(live)
    fresh(live).unpublish()
    read_before.save()
    assert not fresh(live).live
    assert fresh(live).live_revision is None
    assert fresh(live).has_unpublished_changes
    assert not is_served(live)
    assert len(publications(live)) == 1


def test_a_page_that_was_taken_off_comes_back_when_whoever_read_it_live_publishes_it(
    live: ConditionPage,
) -> None:
    read_before = fresh(live)
    fresh(live).unpublish()
    read_before.save_revision().publish()
    assert is_served(live)


def test_a_page_of_which_part_was_read_later_is_taken_off(live: ConditionPage) -> None:
    page = ConditionPage.objects.defer_streamfields().get(pk=live.pk)
    page.live = False
    assert list(page.emergency)
    page.save()
    assert not is_served(live)


def test_the_pages_under_the_a_to_z_are_taken_off_with_it(live: ConditionPage, erin: object) -> None:
    index = live.get_parent().specific
    index.save_revision().publish()
    UnpublishPageAction(at_index(index), user=erin.user, include_descendants=True).execute()
    assert not is_served(live)
