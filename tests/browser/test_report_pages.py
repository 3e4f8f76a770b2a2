"""The reports and the front page of the admin, as a reviewer sees them: no finding of axe, nothing sticks out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from wagtail.models import Locale

from conditions.builder import document_of
from conditions.models import SecondReview, Term
from conditions.services.signing import sign_for
from portal.models import User
from tests.browser.conftest import OpenPage, findings, fits, looked_at
from tests.conditions.reports.conftest import staff
from tests.factories import a_condition_page, a_reviewer

pytestmark = pytest.mark.django_db(transaction=True)


def content() -> None:
    """A page in each state, words in and out of use, two domains."""
    today = timezone.localdate()
    days = datetime.timedelta(days=1)
    a_condition_page("never", reviewed=False, title="Sciatica")
    for word in ("nerve", "ligament", "tendon"):
        Term.objects.create(locale=Locale.objects.get(language_code="en"), word=word, meaning="Meaning.")
    for slug, due in (("late", today - 40 * days), ("soon", today + 12 * days), ("fine", today + 300 * days)):
        page = a_condition_page(
            slug,
            reviewed=False,
            title=f"{slug.capitalize()} syndrome",
            overview=[{"kind": "paragraph", "text": "A [[ligament]] and a nerve."}],
            terms=[{"word": "ligament", "meaning": "Meaning."}],
            sources=[
                {"title": f"About {slug}", "publisher": "A", "url": f"https://www.cdc.gov/{slug}"},
                {"title": "A book", "published": "2024-05-01"},
            ],
        )
        signed = sign_for(
            page=page, document=document_of(page), reviewer=a_reviewer(), on=today - 400 * days, due=due
        )
    SecondReview.objects.create(page=page, sign_off=signed, due_at=timezone.now() + 3 * days)


@pytest.fixture
def rhea(settings: Any) -> User:
    settings.SIGNPOST_DEMO = True
    content()
    return staff("rhea", sees_reports=True)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("admin-home", "/admin/"),
        ("needs-review", "/admin/reports/needs-review/"),
        ("source-radar", "/admin/reports/source-radar/"),
        ("glossary-use", "/admin/reports/glossary-use/"),
    ],
)
def test_a_report_has_no_finding(
    page_1280: Page, rhea: User, sign_in: Callable[[Page, User], None], name: str, address: str
) -> None:
    sign_in(page_1280, rhea)
    page_1280.goto(address)
    looked_at(page_1280, name)
    assert findings(page_1280) == []


@pytest.mark.parametrize("address", ["needs-review", "source-radar", "glossary-use"])
def test_on_a_phone_each_row_of_a_report_is_a_card(
    open_page: OpenPage, rhea: User, sign_in: Callable[[Page, User], None], address: str
) -> None:
    phone = open_page(375)
    sign_in(phone, rhea)
    phone.goto(f"/admin/reports/{address}/")
    looked_at(phone, f"{address}-375")
    assert fits(phone)
    cells = phone.locator(".listing tbody td").evaluate_all(
        "all => all.filter(cell => cell.innerText.trim()).map(cell => cell.getBoundingClientRect())"
        ".map(box => [box.left, box.right, box.width])"
    )
    assert cells
    assert all(left >= 0 and right <= 375 and width >= 250 for left, right, width in cells)
    assert findings(phone) == []


def test_a_filter_narrows_the_list_without_a_new_page(
    page_1280: Page, rhea: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page_1280, rhea)
    page_1280.goto("/admin/reports/needs-review/")
    page_1280.get_by_role("button", name="Show filters").click()
    page_1280.get_by_role("button", name="Show", exact=True).click()
    page_1280.locator("select[name=show]").select_option("overdue")
    page_1280.get_by_role("link", name="Sciatica", exact=True).wait_for(state="detached")
    assert page_1280.get_by_role("link", name="Late syndrome", exact=True).is_visible()
    looked_at(page_1280, "needs-review-filtered")
