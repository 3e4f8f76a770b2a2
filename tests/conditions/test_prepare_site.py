"""A new site has its home page and its A to Z before the first content."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site

from conditions.models import ConditionIndexPage

pytestmark = pytest.mark.django_db


def test_a_new_site_shows_its_own_pages_and_not_wagtails(client: Client) -> None:
    call_command("prepare_site")
    assert client.get("/conditions/").status_code == 200
    assert b"Wagtail" not in client.get("/").content


@pytest.mark.parametrize(
    "address", ["https://portal.example.org", "http://127.0.0.1:8001", "https://portal.example.org:8443"]
)
def test_links_in_mails_lead_to_the_address_of_the_site(settings: Any, address: str) -> None:
    settings.BASE_URL = address
    call_command("prepare_site")
    scheme_apart = ConditionIndexPage.objects.get().full_url.partition(":")[2]
    assert scheme_apart == f"{address.partition(':')[2]}/conditions/"


def test_the_address_that_an_administrator_gave_the_site_stays() -> None:
    call_command("prepare_site")
    Site.objects.update(hostname="www.example.org", port=443)
    call_command("prepare_site")
    assert ConditionIndexPage.objects.get().full_url == "https://www.example.org/conditions/"


def test_doing_it_again_changes_nothing() -> None:
    call_command("prepare_site")
    call_command("prepare_site")
    assert ConditionIndexPage.objects.count() == 1
