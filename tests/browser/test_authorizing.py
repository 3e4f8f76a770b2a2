"""A patient lets another system act for them: the browser goes back there, although the page's policy is strict."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.api.authorizing import LEADS_TO, an_application, asking
from tests.browser.conftest import sign_in_by_form
from tests.factories import a_patient


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("button", "answer"), [("Allow", "code="), ("Do not allow", "error=access_denied")])
def test_either_answer_leads_back(chromium: Browser, live_server: Any, button: str, answer: str) -> None:
    an_application()
    with chromium.new_context(base_url=live_server.url, locale="en-US") as context:
        page = context.new_page()
        sign_in_by_form(page, a_patient().user)
        page.wait_for_url("**/check-ins/")
        page.goto(asking())
        with page.expect_event("requestfailed", lambda sent: sent.url.startswith(LEADS_TO)) as left:
            page.get_by_role("button", name=button, exact=True).click()
        assert left.value.url.startswith(f"{LEADS_TO}/done?")
        assert answer in left.value.url
        assert left.value.failure == "net::ERR_CONNECTION_REFUSED"
