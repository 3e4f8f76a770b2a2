"""A page without emergency signs prints why, and who stands behind it."""

from __future__ import annotations

import pytest
from django.test import Client

from conditions.models import ConditionIndexPage, ConditionPage
from tests.conditions.publishing.conftest import page_of, publications, words
from tests.factories import a_reviewer, signed

pytestmark = pytest.mark.django_db
REASON = {"emergency": [], "emergency_exemption": "Warts are never an emergency."}


@pytest.fixture
def exempt(index: ConditionIndexPage) -> ConditionPage:
    """Live without emergency signs, by Rhea's word."""
    page = index.add_child(instance=page_of(words(title="Warts", **REASON), "warts"))
    page.emergency_exemption_by = a_reviewer(credentials="MD")
    page.save()
    signed(page)
    page.save_revision().publish()
    return ConditionPage.objects.get(pk=page.pk)


def test_the_page_prints_the_reason_and_the_reviewer(exempt: ConditionPage) -> None:
    html = Client().get(exempt.get_url()).content.decode()
    assert "Warts are never an emergency. Rhea Reviewer, MD stands behind this." in html


def test_who_stands_behind_it_is_frozen(exempt: ConditionPage) -> None:
    rhea = a_reviewer()
    rhea.credentials = "Retired"
    rhea.save()
    assert publications(exempt)[-1].exempted_by == "Rhea Reviewer, MD"


def test_a_page_with_emergency_signs_prints_no_reason(live: ConditionPage) -> None:
    assert publications(live)[-1].exempted_by == ""
    assert "stands behind this" not in Client().get(live.get_url()).content.decode()
