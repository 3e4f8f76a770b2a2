"""The cast of the API's tests: alice and charlie with sessions, another system with a token, one published page."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from conditions.models import Publication
from portal.models import ApiClient
from tests.api.builders import Caller, make_client, publish, signed_in, token_of
from tests.triage.builders import make_patient
from triage.api.access import forget_tokens
from triage.api.reading import _publication
from triage.models import Patient


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    """Counts of calls, looked-up tokens and publications belong to one test: under a frozen clock two tests can have
    one freshness epoch."""
    cache.clear()
    forget_tokens()
    _publication.cache_clear()


@pytest.fixture
def alice(db: None) -> Patient:
    return make_patient("alice")


@pytest.fixture
def charlie(db: None) -> Patient:
    return make_patient("charlie")


@pytest.fixture
def publication(db: None) -> Publication:
    return publish()


@pytest.fixture
def hospital(db: None) -> ApiClient:
    """Another system with every scope."""
    return make_client()


@pytest.fixture
def system(hospital: ApiClient) -> Caller:
    return Caller(token=token_of(hospital))


@pytest.fixture
def anyone(db: None) -> Caller:
    return Caller()


@pytest.fixture
def as_alice(alice: Patient) -> Caller:
    return signed_in(alice)


@pytest.fixture
def as_charlie(charlie: Patient) -> Caller:
    return signed_in(charlie)
