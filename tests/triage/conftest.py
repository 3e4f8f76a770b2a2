"""The cast of the patient app's tests: alice, charlie the stranger, and one published page."""

from __future__ import annotations

import pytest

from conditions.models import ConditionPage, Publication
from tests.triage import builders
from triage.models import Patient


@pytest.fixture
def alice(db: None) -> Patient:
    return builders.make_patient("alice")


@pytest.fixture
def charlie(db: None) -> Patient:
    return builders.make_patient("charlie")


@pytest.fixture
def page(db: None) -> ConditionPage:
    return builders.make_page()


@pytest.fixture
def publication(page: ConditionPage) -> Publication:
    return builders.publish(page)
