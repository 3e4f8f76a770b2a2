"""Addresses, links and signatures name a page by its language and its slug. The admin offers no other language to move
to; a script is refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from conditions.models import ConditionIndexPage, ConditionPage
from conditions.services.tree import ensure_tree
from tests.conditions.publishing.conftest import is_served

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish(live: ConditionPage) -> ConditionIndexPage:
    return ensure_tree("es")


def move(page: Page, to: Page) -> None:
    with pytest.raises(ValidationError, match=r"is in English, “.*” is in Español"):
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=to.pk), pos="last-child")


def stands_where_it_stood(page: ConditionPage) -> bool:
    now = ConditionPage.objects.get(pk=page.pk)
    return (now.path, now.url_path) == (page.path, page.url_path) and is_served(page)


def test_a_page_is_not_moved_among_pages_of_another_language(
    live: ConditionPage, spanish: ConditionIndexPage
) -> None:
    move(live, spanish)
    assert stands_where_it_stood(live)


def test_nor_is_an_a_to_z_moved_under_the_home_page_of_another_language(
    live: ConditionPage, spanish: ConditionIndexPage
) -> None:
    home = spanish.get_parent()
    spanish.delete()
    move(live.get_parent(), home)
    assert stands_where_it_stood(live)
