"""What somebody sees whose request is refused: whom to call, and who they are signed in as."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_user

pytestmark = pytest.mark.django_db


def test_a_post_with_too_many_fields_gets_a_page_with_the_emergency_number() -> None:
    response = Client().post("/accounts/login/", {f"field{number}": "x" for number in range(1100)})
    assert response.status_code == 400
    assert 'href="tel:911"' in response.content.decode()


def test_somebody_signed_in_is_told_so_and_can_sign_out() -> None:
    client = Client()
    client.force_login(a_user("charlie"))
    response = client.get("/care-team/")
    text = response.content.decode()
    assert response.status_code == 403
    assert "You are signed in as <bdi>Charlie</bdi>" in text
    assert reverse("account_logout") in text
    assert reverse("account_login") not in text


def test_a_wrong_host_name_is_refused_without_a_line_in_the_log() -> None:
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400
    log = logging.getLogger("django.security.DisallowedHost")
    assert not log.propagate
    assert logging.NullHandler in {type(handler) for handler in log.handlers}
    assert logging.StreamHandler not in {type(handler) for handler in log.handlers}


def test_a_form_that_came_too_late_is_answered_with_a_way_on() -> None:
    client = Client(enforce_csrf_checks=True)
    assert f'href="{reverse("account_login")}"' in main_of(client.post("/accounts/login/", {}))
    client.force_login(a_user("charlie"))
    assert f'href="{reverse("my_check_ins")}"' in main_of(client.post("/accounts/logout/", {}))


def main_of(response: Any) -> str:
    text: str = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere/", 404), ("/es/nowhere/", 404), ("/care-team/", 403), ("/check-ins/x/", 404)],
)
def test_nobody_keeps_a_page_that_says_no(address: str, status: int) -> None:
    client = Client()
    client.force_login(a_user("charlie"))
    response = client.get(address)
    assert response.status_code == status
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_nobody_keeps_the_page_about_an_old_form() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert response.status_code == 403
    assert "no-store" in response.headers["Cache-Control"]
