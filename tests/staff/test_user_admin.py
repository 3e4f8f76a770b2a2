"""Wagtail's user admin reaches staff accounts only, and gives no clinical role."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.models import User
from triage.models import StaffRole

pytestmark = pytest.mark.django_db
PAGES = ["edit", "delete", "history", "usage", "history_results"]


@pytest.fixture
def admin(root_admin, as_staff):
    return as_staff(root_admin)


@pytest.fixture
def erin(make_user):
    return make_user("erin", is_staff=True)


def test_it_lists_staff_and_neither_patients_nor_the_care_team(admin, erin, alice, bob):
    page = admin.get(reverse("wagtailusers_users:index")).content.decode()
    assert "erin@example.org" in page
    assert "alice@example.org" not in page
    assert "bob@example.org" not in page


def test_a_search_finds_no_patient(admin, alice):
    results = admin.get(reverse("wagtailusers_users:index_results"), {"q": "alice"})
    assert "alice@example.org" not in results.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_opens_a_patients_or_a_nurses_account(admin, alice, bob, erin, page):
    for user in (alice.user, bob):
        address = reverse(f"wagtailusers_users:{page}", args=[user.pk])
        assert admin.get(address).status_code == 404
        assert admin.post(address, {"password1": "x", "password2": "x"}).status_code == 404
    assert admin.get(reverse(f"wagtailusers_users:{page}", args=[erin.pk])).status_code == 200


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_bulk_actions_on_accounts_are_closed(admin, alice, action):
    address = reverse("wagtail_bulk_action", args=["portal", "user", action])
    for query in ({"id": str(alice.user.pk)}, {"id": "all"}):
        assert admin.get(address, query).status_code == 404
        assert admin.post(f"{address}?id={query['id']}").status_code == 404
    assert User.objects.filter(pk=alice.user.pk, is_active=True).exists()


def test_accounts_made_here_are_staff_without_a_clinical_role(admin):
    response = admin.post(
        reverse("wagtailusers_users:add"),
        {
            "email": "new@example.org",
            "first_name": "New",
            "last_name": "Editor",
            "password1": "a long enough password",
            "password2": "a long enough password",
        },
    )
    assert response.status_code == 302
    made = User.objects.get(email="new@example.org")
    assert made.is_staff
    assert not StaffRole.objects.filter(user=made).exists()


def test_no_form_in_the_admin_offers_a_clinical_role(admin, erin):
    page = admin.get(reverse("wagtailusers_users:edit", args=[erin.pk])).content.decode()
    assert "nurse" not in page.lower()
    assert "clinician" not in page.lower()
