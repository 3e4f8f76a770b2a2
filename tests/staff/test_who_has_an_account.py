"""Signing up tells nobody whether somebody else is a patient here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.models import User
from tests.staff.test_accounts import SIGN_UP
from triage.models import Patient

pytestmark = pytest.mark.django_db


def answer_to(email: str) -> tuple[int, str, list[str], str]:
    """What a stranger sees: status, where it leads, names of cookies, and the page there."""
    cache.clear()
    client = Client()
    response = client.post(reverse("account_signup"), {**SIGN_UP, "email": email})
    assert response.status_code == 302, response.content.decode()
    page = client.get(response["Location"]).content.decode()
    return (
        response.status_code,
        response["Location"],
        sorted(client.cookies),
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page),
    )


@pytest.mark.parametrize("taken", ["zoe@example.org", "ZOE@EXAMPLE.ORG", "Zoe@Example.org"])
def test_a_taken_address_gets_the_answer_of_a_new_one(taken: str) -> None:
    new = answer_to("zoe@example.org")
    assert answer_to(taken) == new
    assert User.objects.count() == Patient.objects.count() == 1


def test_the_owner_of_a_taken_address_is_told_by_mail() -> None:
    answer_to("zoe@example.org")
    mail.outbox.clear()
    answer_to("ZOE@example.org")
    assert [message.to for message in mail.outbox] == [["zoe@example.org"]]


def test_the_demo_verifies_addresses_too() -> None:
    """Without that, signing up signs in at once with a new address, and cannot with a taken one."""
    source = (Path(settings.BASE_DIR) / "portal" / "settings.py").read_text(encoding="utf-8")
    assert 'ACCOUNT_EMAIL_VERIFICATION = "mandatory"\n' in source
