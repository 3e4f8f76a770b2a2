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


@pytest.fixture
def form(open_page: OpenPage, settings: Any, sign_in: Callable[[Page, User], None]) -> Page:
    """erin at step 1, on a phone."""
    settings.SIGNPOST_DEMO = True
    a_site()
    tab = open_page(375)
    sign_in(tab, User.objects.create_superuser("erin@example.org", PASSWORD, is_demo=True))
    tab.goto("/admin/conditions/from-text/")
    return tab


def test_a_paste_of_five_megabytes_is_refused_before_it_is_sent_and_stays(form: Page) -> None:
    form.get_by_label("Paste the leaflet").evaluate("field => field.value = 'word '.repeat(1000000)")
    form.get_by_role("button", name="See what goes where").click()
    expect(form.get_by_role("alert").filter(has_text="longer than a leaflet")).to_be_visible()
    assert form.get_by_label("Paste the leaflet").evaluate("field => field.value.length") == 5_000_000
    looked_at(form, "from-text-too-long-375")
    assert findings(form) == []


def test_a_refused_file_is_said_at_the_top_and_at_the_field(form: Page) -> None:
    file = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    form.get_by_label("Or choose a file").set_input_files(file)  # type: ignore[arg-type]
    form.get_by_role("button", name="See what goes where").click()
    expect(form.get_by_text("This is a PDF").first).to_be_visible()
    expect(form.get_by_text("Choose the file again then")).to_be_visible()
    looked_at(form, "from-text-pdf-375")
    assert findings(form) == []


def test_a_text_in_spanish_is_kept_whole_in_the_draft(form: Page) -> None:
    words = (
        "La ciática es un dolor que baja por la pierna.\n\nLlame al 911 si:\n- No puede controlar la orina"
    )
    form.get_by_label("Paste the leaflet").fill(f"Ciática\n\n{words}")
    form.get_by_role("button", name="See what goes where").click()
    expect(form.get_by_text("This does not look like English")).to_be_visible()
    assert findings(form) == []
    form.get_by_role("button", name="Create the draft").click()
    form.get_by_role("tab", name="Not placed yet").click()
    assert "No puede controlar la orina" in form.locator("[name=import_leftovers]").input_value()
