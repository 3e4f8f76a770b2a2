"""The cast of the patient app's tests: alice, charlie the stranger, and one published page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conditions.models import ConditionPage, Publication
from tests.triage import builders
from triage.models import Patient
from triage.selectors import site


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


@pytest.fixture
def settings_are_kept(settings: Any, publication: Publication) -> Iterator[None]:
    """As in production, where settings are read at most every 250 ms: work that asks for them is not rehearsed. Set after
    publishing, which waits for as long."""
    settings.SIGNPOST_FRESHNESS_MS = 60_000
    site.forget()
    site.care_team(), site.wording()
    yield
    site.forget()
