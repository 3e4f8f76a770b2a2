"""One published page, alice and charlie, and a browser that fills in forms without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client

from conditions.models import ConditionPage
from tests import factories
from tests.triage.web.walker import Walker
from triage.models import Patient


@pytest.fixture
def page(db: None) -> ConditionPage:
    factories.watched_always()
    return factories.a_condition_page()


@pytest.fixture
def alice(db: None) -> Patient:
    return factories.a_patient("alice")


@pytest.fixture
def charlie(db: None) -> Patient:
    return factories.a_patient("charlie")


@pytest.fixture
def guest(page: ConditionPage) -> Walker:
    return Walker(Client(enforce_csrf_checks=True))


@pytest.fixture
def walker(page: ConditionPage, alice: Patient) -> Walker:
    """Alice, signed in."""
    client = Client(enforce_csrf_checks=True)
    assert alice.user is not None
    client.force_login(alice.user)
    return Walker(client)


@pytest.fixture
def stranger(page: ConditionPage, charlie: Patient) -> Walker:
    """Charlie, signed in."""
    client = Client(enforce_csrf_checks=True)
    assert charlie.user is not None
    client.force_login(charlie.user)
    return Walker(client)
