"""A new site has its home page and its A to Z before the first content."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from conditions.models import ConditionIndexPage

pytestmark = pytest.mark.django_db


def test_a_new_site_shows_its_own_pages_and_not_wagtails(client: Client) -> None:
    call_command("prepare_site")
    assert client.get("/conditions/").status_code == 200
    assert b"Wagtail" not in client.get("/").content


def test_doing_it_again_changes_nothing() -> None:
    call_command("prepare_site")
    call_command("prepare_site")
    assert ConditionIndexPage.objects.count() == 1
