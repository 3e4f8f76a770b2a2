"""Clinical reviewers comment on a draft beside the field; a comment makes nobody a writer."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Comment

from conditions.models import ConditionIndexPage, ConditionPage
from conditions.selectors.writers import parts_written_by
from tests.conditions.publishing.conftest import page_of, words
from tests.conditions.publishing.test_editor import save
from tests.conditions.signing.conftest import at_desk, draft_of, fresh, person, sign
from tests.conditions.signing.routes import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(index: ConditionIndexPage) -> ConditionPage:
    """A draft that Erin saved in the editor."""
    page = index.add_child(instance=page_of(words()))
    page.save_revision(user=person("erin"))
    save(at_desk("erin"), page)
    return fresh(page)


def comment(page: ConditionPage, name: str, text: str, field: str = "main_message") -> int:
    """The editor's form, unchanged but for a comment at a field."""
    one = {
        "comments-TOTAL_FORMS": "1", "comments-0-text": text, "comments-0-contentpath": field,
        "comments-0-position": "", "comments-0-id": "", "comments-0-DELETE": "", "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0",
    }  # fmt: skip
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return int(at_desk(name).post(url, form(page) | one).status_code)


@pytest.mark.parametrize("name", ["rhea", "erin", "paul", "sam"])
def test_whoever_works_on_pages_comments(saved: ConditionPage, name: str) -> None:
    assert comment(saved, name, "Say for how long.") == 302
    found = Comment.objects.get()
    assert (found.user, found.text, found.contentpath) == (person(name), "Say for how long.", "main_message")


def test_a_patient_does_not(saved: ConditionPage) -> None:
    assert comment(saved, "charlie", "Hello.") in (302, 403)
    assert not Comment.objects.exists()


def test_a_reviewer_who_commented_still_signs(saved: ConditionPage) -> None:
    comment(saved, "rhea", "Say for how long.")
    assert parts_written_by(saved, person("rhea")) == set()
    assert sign(saved, "rhea").section_hashes.keys() >= {"main_message", "treatment"}


def test_a_reviewer_answers_a_comment(saved: ConditionPage) -> None:
    comment(saved, "erin", "Is two days right?")
    asked = Comment.objects.get()
    answer = {
        "comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "1", "comments-0-id": str(asked.pk),
        "comments-0-text": asked.text, "comments-0-contentpath": "main_message", "comments-0-position": "",
        "comments-0-DELETE": "", "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "1", "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-0-id": "", "comments-0-replies-0-text": "Yes.", "comments-0-replies-0-DELETE": "",
    }  # fmt: skip
    url = reverse("wagtailadmin_pages:edit", args=[saved.pk])
    at_desk("rhea").post(url, form(saved) | answer)
    assert [(reply.user, reply.text) for reply in asked.replies.all()] == [(person("rhea"), "Yes.")]
    assert draft_of(saved).main_message == "Rest it."
