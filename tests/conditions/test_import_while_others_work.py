"""Between reading the files of an import and carrying it out somebody works on its pages: it does what its files say to
the pages as they are then, and publishes nobody's draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from conditions.builder import document_of
from conditions.importing.apply import apply
from conditions.importing.plan import plan
from conditions.models import ConditionPage, Publication, Reviewer
from tests.conditions.documents import good
from tests.conditions.test_import import run, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    Reviewer.objects.create(name="Rhea Reviewer")
    return write(tmp_path)


def carry_out(steps: list, said: list[str]) -> None:
    apply(steps, publish=True, reviewer=Reviewer.objects.get(), say=said.append)


def newest() -> ConditionPage:
    return ConditionPage.objects.get().get_latest_revision_as_object()


def test_a_draft_that_was_saved_meanwhile_is_not_published(file: Path) -> None:
    run(file, publish=True, reviewed_by="Rhea Reviewer")
    steps, _reviewer = plan([file], publish=True)
    draft = newest()
    draft.pronunciation = "not said yet"  # nobody has to sign it
    draft.save_revision()
    carry_out(steps, [])
    assert document_of(newest()) == good()
    assert Publication.objects.current().get().parsed_document() == good()


def test_a_page_that_was_made_meanwhile_is_changed_and_not_made_twice(file: Path) -> None:
    steps, _reviewer = plan([file], publish=True)
    run(file)
    said: list[str] = []
    carry_out(steps, said)
    assert said == ["unchanged ankle-sprain (en)", "published ankle-sprain (en)"]


def test_a_draft_that_was_deleted_meanwhile_is_made_again(file: Path) -> None:
    run(file)
    steps, _reviewer = plan([file], publish=True)
    ConditionPage.objects.get().delete()
    said: list[str] = []
    carry_out(steps, said)
    assert said == ["created ankle-sprain (en)", "published ankle-sprain (en)"]
