"""The editor's pages open: the tabs of a condition page, the glossary, the reviewers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from conditions.models import ConditionPage, Reviewer, Term

pytestmark = pytest.mark.django_db


def test_a_condition_page_opens_with_its_tabs(erin: Client, live: ConditionPage) -> None:
    html = erin.get(reverse("wagtailadmin_pages:edit", args=[live.pk])).content.decode()
    for words in ("At the top", "When to get help", "The sections", "Codes and sources", "any of these"):
        assert words in html


def test_a_new_condition_page_opens(erin: Client, live: ConditionPage) -> None:
    where = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", live.get_parent().pk])
    assert erin.get(where).status_code == 200


@pytest.mark.parametrize("model", [Term, Reviewer])
def test_the_glossary_and_the_reviewers_can_be_listed_and_searched(erin: Client, model: type) -> None:
    where = reverse(model.snippet_viewset.get_url_name("list"))
    assert erin.get(where).status_code == 200
    assert erin.get(where, {"q": "lig"}).status_code == 200
    assert erin.get(reverse(model.snippet_viewset.get_url_name("add"))).status_code == 200
