"""Nobody learns from how long an answer takes whether an address has an account: a password is hashed as often."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD, a_user

pytestmark = pytest.mark.django_db
SIGN_UP = {
    "given_name": "Zoe",
    "family_name": "Ruiz",
    "birth_date": "1980-05-17",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that was hashed, after Bob got his account."""
    a_user("bob")
    a_user("iris", is_active=False)
    cache.clear()
    done: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        done.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done


@pytest.mark.parametrize(
    "email", ["zoe@example.org", "bob@example.org", "BOB@example.org", "iris@example.org"]
)
def test_signing_up_hashes_one_password(hashed: list[str], email: str) -> None:
    response = Client().post("/accounts/signup/", SIGN_UP | {"email": email})
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert hashed == [PASSWORD]


@pytest.mark.parametrize("email", ["zoe@example.org", "bob@example.org", "iris@example.org"])
def test_a_wrong_password_is_hashed_as_often(hashed: list[str], email: str) -> None:
    response = Client().post("/accounts/login/", {"login": email, "password": "wrong"})
    assert response.status_code == 200
    assert hashed == ["wrong", "wrong"]


@pytest.mark.parametrize("email", ["zoe@example.org", "bob@example.org", "iris@example.org"])
def test_asking_for_a_new_password_hashes_none(hashed: list[str], email: str) -> None:
    response = Client().post("/accounts/password/reset/", {"email": email})
    assert response.headers["Location"] == "/accounts/password/reset/done/"
    assert hashed == []
