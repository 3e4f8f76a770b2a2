"""The views of one page that this product adds to the admin have no finding of axe, Wagtail's menu included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from conditions.models import Reviewer
from portal.models import User
from tests.browser.conftest import findings
from tests.factories import PASSWORD, a_condition_page, republish

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_views_of_a_page_have_no_finding(
    page_1280: Page, settings: Any, sign_in: Callable[[Page, User], None]
) -> None:
    settings.SIGNPOST_DEMO = True
    page = republish(a_condition_page(), main_message="Rest helps most people.")
    page.main_message = "Rest and warmth help most people."
    page.save_revision()
    root = User.objects.create_superuser("root@example.org", PASSWORD, is_demo=True)
    Reviewer.objects.update(user=root)  # so that the form for signing is there too
    sign_in(page_1280, root)
    found = {}
    for view in ("impact", "publications", "sign-offs", "withdraw"):
        response = page_1280.goto(f"/admin/conditions/{page.pk}/{view}/")
        assert response is not None
        assert response.status == 200, view
        found[view] = findings(page_1280)
    assert found == {view: [] for view in found}
