"""Pages of the admin that our own templates, variables and hooks could break: each one opens."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page

from conditions.models import ConditionPage
from tests.factories import a_condition_page, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, settings) -> Client:
    settings.SIGNPOST_DEMO = True
    client.force_login(a_user("sam", is_staff=True, is_superuser=True, is_demo=True))
    return client


ADDRESSES = (
    "/admin/",
    "/admin/pages/{page}/",
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/history/",
    "/admin/pages/{page}/copy/",
    "/admin/pages/{page}/move/",
    "/admin/pages/{page}/delete/",
    "/admin/pages/{page}/unpublish/",
    "/admin/bulk/wagtailcore/page/publish/?id={page}",
    "/admin/bulk/wagtailcore/page/unpublish/?id={page}",
    "/admin/bulk/wagtailcore/page/delete/?id={page}",
    "/admin/bulk/wagtailcore/page/move/?id={page}",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/images/chooser/",
    "/admin/choose-page/",
    "/admin/snippets/conditions/term/",
    "/admin/snippets/conditions/reviewer/",
    "/admin/users/",
    "/admin/settings/conditions/sitewording/",
    "/admin/settings/triage/triagesettings/",
    "/admin/reports/site-history/",
    "/admin/reports/locked/",
    "/admin/reports/aging-pages/",
    "/admin/reports/workflow/",
    "/admin/workflows/list/",
    "/admin/account/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_opens(admin: Client, address: str) -> None:
    page = a_condition_page()
    response = admin.get(address.format(page=page.pk), follow=True)
    assert response.status_code == 200, response.redirect_chain


@pytest.mark.parametrize("kind", [ConditionPage])
def test_a_new_page_opens(admin: Client, kind: type[Page]) -> None:
    parent = a_condition_page().get_parent()
    assert admin.get(f"/admin/pages/add/conditions/conditionpage/{parent.pk}/").status_code == 200
