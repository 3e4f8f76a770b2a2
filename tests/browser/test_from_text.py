"""From a leaflet to a draft with the keyboard; every step is free of findings by axe, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conditions.models import ConditionPage
from portal.models import User
from tests.browser.conftest import WCAG, OpenPage, fits, looked_at
from tests.conditions.from_text.test_new_page_from_text import LEAFLET
from tests.factories import PASSWORD, a_site

pytestmark = pytest.mark.django_db(transaction=True)
OWN = ".from-text"
"""Our part of the page: the menu around it is Wagtail's."""


def findings(page: Page) -> list[str]:
    result = Axe().run(page, context=OWN, options={"runOnly": WCAG})
    return [
        f"{found['id']}: {node['target']}"
        for found in result.response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("width", [375, 1280])
def test_from_a_leaflet_to_a_draft_by_keyboard(
    width: int, open_page: OpenPage, settings: Any, sign_in: Callable[[Page, User], None]
) -> None:
    settings.SIGNPOST_DEMO = True
    a_site()
    tab = open_page(width)
    sign_in(tab, User.objects.create_superuser("erin@example.org", PASSWORD, is_demo=True))
    tab.goto("/admin/conditions/from-text/")
    assert findings(tab) == []
    tab.get_by_role("button", name="See what goes where").click()
    expect(tab.get_by_text("Paste a text, or choose a file.")).to_be_visible()
    assert findings(tab) == []
    tab.get_by_label("Paste the leaflet").fill(LEAFLET)
    tab.get_by_role("button", name="See what goes where").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Not placed")).to_be_visible()
    looked_at(tab, f"from-text-review-{width}")
    assert findings(tab) == []
    assert fits(tab)
    tab.get_by_role("button", name="Create the draft").focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("tab", name="Not placed yet").click()
    assert "car park" in tab.locator("[name=import_leftovers]").input_value()
    looked_at(tab, f"from-text-editor-{width}")
    assert ConditionPage.objects.get().live is False
