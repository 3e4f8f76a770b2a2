"""Signing up, signing in, and the way to a second factor, through the pages themselves."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal.accounts import MFAAdapter
from portal.models import User
from tests.staff.conftest import PASSWORD
from triage.models import Patient

pytestmark = pytest.mark.django_db
SIGN_UP = {
    "given_name": "Zoë",
    "family_name": "Álvarez",
    "birth_date": "1990-02-28",
    "email": "Zoe@example.org",
    "password1": "a long enough password",
    "password2": "a long enough password",
}


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), {**SIGN_UP, **changes})


def sign_in(client, email, password=PASSWORD, **query):
    return client.post(reverse("account_login", query=query), {"login": email, "password": password})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_the_sign_up_page_asks_name_and_birth_date(client):
    page = client.get(reverse("account_signup")).content.decode()
    for label in ("First name", "Last name", "Date of birth", "Email"):
        assert label in page


def test_signing_up_makes_an_account_and_its_patient(client):
    assert sign_up(client).status_code == 302
    user = User.objects.get(email="zoe@example.org")
    assert (user.get_full_name(), user.is_staff) == ("Zoë Álvarez", False)
    assert user.patient.birth_date == datetime.date(1990, 2, 28)
    assert (user.patient.given_name, user.patient.email) == ("Zoë", "zoe@example.org")


@pytest.mark.parametrize("phone", ["", "312-555-0199", "+1 (312) 555 0199"])
def test_a_phone_number_is_kept_when_somebody_gives_one(client, phone):
    sign_up(client, phone=phone)
    assert Patient.objects.get().phone == phone


def test_the_address_is_confirmed_before_the_first_sign_in(client):
    sign_up(client)
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "zoe@example.org").headers["Location"] == reverse(
        "account_email_verification_sent"
    )
    link = re.search(r"https://testserver(\S+)", mail.outbox[0].body)
    assert link
    client.get(link[1])
    client.post(link[1])
    assert sign_in(client, "zoe@example.org").headers["Location"] == "/check-ins/"


def test_a_known_address_gets_the_same_answer_and_an_e_mail(client, alice):
    fresh = sign_up(client)
    cache.clear()
    known = sign_up(client, email=alice.user.email)
    assert (known.status_code, known.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert mail.outbox[-1].to == [alice.user.email]
    assert (
        User.objects.filter(email=alice.user.email).count()
        == Patient.objects.filter(user=alice.user).count()
        == 1
    )


def test_a_password_reset_does_not_tell_who_has_an_account(client, alice):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (alice.user.email, "nobody@example.org")
    ]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(client, alice):
    texts = [
        re.search(r"address and/or password[^<]*", sign_in(client, email, "wrong password").content.decode())
        for email in (alice.user.email, "nobody@example.org")
    ]
    assert texts[0]
    assert texts[1]
    assert texts[0][0] == texts[1][0]


def test_guessing_a_password_is_slowed_down(client, alice):
    for _ in range(5):
        sign_in(client, alice.user.email, "wrong password")
    assert "Too many" in sign_in(client, alice.user.email).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", (timezone.localdate() + datetime.timedelta(days=2)).isoformat()),
        ("birth_date", "1850-01-01"),
        ("birth_date", "yesterday"),
        ("given_name", ""),
        ("password2", "another password"),
        ("email", "not an address"),
        ("phone", "call me"),
    ],
)
def test_wrong_input_makes_no_account(client, field, value):
    assert sign_up(client, **{field: value}).status_code == 200
    assert not User.objects.exists()


def test_neither_account_nor_patient_is_left_when_one_fails(client, monkeypatch):
    monkeypatch.setattr(Patient.objects, "create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sign_up(client)
    assert not User.objects.exists()


@pytest.mark.parametrize(("name", "page"), [("bob", "/care-team/"), ("root_admin", "/admin/")])
def test_staff_land_on_their_own_page(client, request, name, page, confirmed):
    user = confirmed(request.getfixturevalue(name))
    assert sign_in(client, user.email).headers["Location"] == page


def test_a_nurse_sets_up_an_authenticator_and_gets_in(client, bob, confirmed):
    confirmed(bob)
    to_set_up = client.get(sign_in(client, bob.email).headers["Location"])
    assert to_set_up.headers["Location"].startswith(reverse("mfa_activate_totp"))
    set_up = to_set_up.headers["Location"]
    again = client.get(set_up).headers["Location"]
    assert client.post(again, {"password": PASSWORD}).headers["Location"] == set_up
    page = client.get(set_up)
    assert "data:" not in page.content.decode()  # the policy allows no pictures in addresses
    secret = page.context["form"].secret
    client.post(set_up, {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=bob, type=Authenticator.Type.TOTP).exists()
    to_factor = client.get("/care-team/").headers["Location"]
    assert to_factor.startswith(reverse("mfa_reauthenticate"))
    cache.clear()  # the code was used already; half a minute later there is a new one
    answer = client.post(to_factor, {"code": code_of(secret)})
    assert answer.headers["Location"] == "/care-team/"
    assert client.get("/care-team/").status_code == 200


def test_signing_in_with_an_authenticator_asks_for_its_code(client, bob, confirmed):
    confirmed(bob)
    secret = "JBSWY3DPEHPK3PXP"
    Authenticator.objects.create(
        user=bob, type=Authenticator.Type.TOTP, data={"secret": MFAAdapter().encrypt(secret)}
    )
    asked = sign_in(client, bob.email, next="/care-team/")
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert answer.headers["Location"] == "/care-team/"
    assert client.get("/care-team/").status_code == 200


def test_authenticator_secrets_are_stored_encrypted_and_survive_a_new_key(settings):
    stored = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key"
    assert MFAAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_cookies_are_for_https_outside_of_the_demo(settings):
    from portal import settings as source

    assert source.SESSION_COOKIE_SECURE is source.HTTPS
    assert settings.SESSION_COOKIE_HTTPONLY


@pytest.mark.django_db
def test_the_sign_up_says_once_that_the_phone_number_is_optional(client):
    assert client.get(reverse("account_signup")).content.decode().count("(optional)") == 1
