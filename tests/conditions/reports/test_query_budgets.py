"""With 1,000 pages the pages that this product adds to the admin cost no more queries than with one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conditions.builder import document_of
from conditions.models import ConditionPage
from conditions.selectors.signing import signatures
from portal.models import User
from tests.conditions.publishing.test_editor import form_of
from tests.conditions.reports.conftest import many_pages

pytestmark = pytest.mark.django_db
SLACK = 3
"""Queries that Wagtail adds when a list is longer than one page."""
MOST = 60
"""For one view. The editor costs most, because Wagtail asks for every chooser and panel."""
OF_ALL = ("wagtailadmin_home", "needs_review", "source_radar", "glossary_use", "condition_from_text")
OF_ONE = (
    "condition_impact",
    "condition_history",
    "condition_sign_offs",
    "condition_withdraw",
    "condition_confirm_publishing",
    "wagtailadmin_pages:edit",
)
OF_THE_FORM = ("findings_on_edit", "condition_impact_on_edit")
"""What the editor's script asks while somebody types."""


@pytest.fixture
def sam(settings: Any) -> Client:
    """A site administrator, who sees everything."""
    settings.SIGNPOST_DEMO = True
    user = User.objects.create_user("sam@example.org", "a long password", is_demo=True)
    user.groups.add(Group.objects.get(name="Site administrators"))
    client = Client()
    client.force_login(user)
    return client


def counted(client: Client, pages: int) -> dict[str, int]:
    """How many queries each view costs on a site of so many pages; the pages are gone afterwards."""
    with transaction.atomic():
        many_pages(pages)
        page = ConditionPage.objects.get(slug="many-first")
        found = {name: queries(client, reverse(name)) for name in OF_ALL}
        found |= {name: queries(client, reverse(name, args=[page.pk])) for name in OF_ONE}
        for name in OF_THE_FORM:
            found[name] = queries(client, reverse(name, args=[page.pk]), form_of(page))
        index = page.get_parent()
        found["explorer"] = queries(client, reverse("wagtailadmin_explore", args=[index.pk]))
        found["add"] = queries(
            client, reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", index.pk])
        )
        found["findings_on_create"] = queries(
            client,
            reverse("findings_on_create", args=["conditions", "conditionpage", index.pk]),
            form_of(ConditionPage(title="New", slug="new")),
        )
        transaction.set_rollback(True)
    return found


def queries(client: Client, address: str, form: dict[str, str] | None = None) -> int:
    def ask() -> int:
        answer = client.get(address) if form is None else client.post(address, form)
        return answer.status_code

    assert ask() == 200, address  # fills the caches of content types and sites
    with CaptureQueriesContext(connection) as captured:
        assert ask() == 200
    return len(captured)


def test_a_thousand_pages_cost_no_more_queries_than_a_few(sam: Client) -> None:
    few, many = counted(sam, 3), counted(sam, 1000)
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name] + SLACK} == {}
    assert {name: many[name] for name in many if many[name] > MOST} == {}


def test_the_pages_that_are_counted_are_whole(sam: Client) -> None:
    many_pages(5)
    page = ConditionPage.objects.get(slug="many-2")
    assert page.latest_revision_id == page.live_revision_id is not None
    assert page.get_latest_revision_as_object().slug == "many-2"
    assert page.sign_offs.count() == 1
    assert signatures(page, document_of(page)).missing == ["title"]  # each has its own
