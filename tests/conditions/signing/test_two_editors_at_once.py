"""Two people have one page open in two browsers. No words are lost without a word, and what goes live is signed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from conditions.models import ConditionIndexPage, ConditionPage
from conditions.services.at_once import publish_at_once
from tests.conditions.publishing.conftest import page_of, publications, words
from tests.conditions.publishing.test_editor import form_of, save
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    fresh,
    one_more_sign,
    person,
    sign,
    words_sha,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(index: ConditionIndexPage) -> ConditionPage:
    """A draft that Erin saved in the editor."""
    page = index.add_child(instance=page_of(words()))
    page.save_revision(user=person("erin"))
    save(at_desk("erin"), page)
    return fresh(page)


class Tab:
    """The editor, open in one browser."""

    def __init__(self, name: str, page: ConditionPage) -> None:
        self.client: Client = at_desk(name)
        self.page = page
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        text = self.client.get(self.url).content.decode()
        self.loaded = dict(re.findall(r'name="(loaded_revision_\w+)" value="([^"]*)"', text))
        draft = draft_of(page)
        self.keys = {
            f"{name}-0-value-key": getattr(draft, name)[0].value["key"]
            for name in ("emergency", "call_provider")
        }

    def send(self, button: str = "", **changes: object) -> HttpResponse:
        data = form_of(self.page, **changes) | self.keys | self.loaded
        return self.client.post(self.url, data | ({button: "1"} if button else {}))


def sent_again(tab: Tab, response: HttpResponse) -> HttpResponse:
    """The button “Save mine in its place”."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    sent: dict[str, Any] = {name: value.replace("&quot;", '"').replace("&lt;", "<") for name, value in fields}
    return tab.client.post(tab.url, sent)


def test_the_editor_says_what_it_was_opened_on(saved: ConditionPage) -> None:
    newest = saved.latest_revision
    expected = {
        "loaded_revision_id": str(newest.pk),
        "loaded_revision_created_at": newest.created_at.isoformat(),
    }
    assert Tab("erin", saved).loaded == expected


def test_whoever_saves_second_is_told_and_nothing_is_lost(saved: ConditionPage) -> None:
    erin, sam = Tab("erin", saved), Tab("sam", saved)
    assert erin.send(main_message="Walk on it.").status_code == 302
    response = sam.send(pronunciation="SPRAYN")
    assert response.status_code == 409
    text = response.content.decode()
    assert "There is a newer version" in text
    assert "<li>Main message</li>" in text
    assert 'value="SPRAYN"' in text
    assert draft_of(saved).main_message == "Walk on it."
    assert draft_of(saved).pronunciation == ""


def test_the_second_may_save_in_its_place_and_the_first_stays_in_the_history(saved: ConditionPage) -> None:
    erin, sam = Tab("erin", saved), Tab("sam", saved)
    erin.send(main_message="Walk on it.")
    assert sent_again(sam, sam.send(pronunciation="SPRAYN")).status_code == 302
    draft = draft_of(saved)
    assert (draft.main_message, draft.pronunciation) == ("Rest it.", "SPRAYN")
    contents = [revision.content for revision in Revision.objects.for_instance(saved)]
    assert "Walk on it." in {content["main_message"] for content in contents}


def test_a_third_version_meanwhile_is_told_again(saved: ConditionPage) -> None:
    erin, sam = Tab("erin", saved), Tab("sam", saved)
    erin.send(main_message="Walk on it.")
    told = sam.send(pronunciation="SPRAYN")
    edit(saved, "paul", main_message="Run on it.")
    assert sent_again(sam, told).status_code == 409
    assert draft_of(saved).main_message == "Run on it."


def test_one_person_with_two_tabs_is_told_too(saved: ConditionPage) -> None:
    first, second = Tab("erin", saved), Tab("erin", saved)
    first.send(main_message="Walk on it.")
    assert second.send(main_message="Run on it.").status_code == 409


def test_whoever_saves_again_after_looking_is_not_asked(saved: ConditionPage) -> None:
    Tab("erin", saved).send(main_message="Walk on it.")
    assert Tab("sam", saved).send(main_message="Run on it.").status_code == 302


@pytest.mark.parametrize("button", ["action-publish", "action-submit"])
def test_publishing_or_submitting_from_an_old_tab_does_nothing_but_tell(
    saved: ConditionPage, button: str
) -> None:
    sign(saved, "rhea")
    erin, sam = Tab("erin", saved), Tab("sam", saved)
    erin.send(main_message="Walk on it.")
    assert sam.send(button).status_code == 409
    assert publications(saved) == []
    assert not fresh(saved).workflow_in_progress
    assert draft_of(saved).main_message == "Walk on it."


def test_what_is_published_in_the_place_of_newer_words_is_what_was_signed(saved: ConditionPage) -> None:
    sign(saved, "rhea")
    erin, sam = Tab("erin", saved), Tab("sam", saved)
    erin.send(main_message="Walk on it.")
    assert sent_again(sam, sam.send("action-publish")).status_code == 302
    assert "Walk on it." not in publications(saved)[0].document
    assert publications(saved)[0].reviewer_name == "Rhea Reviewer, MD"


def test_unsigned_words_are_not_published_in_the_place_of_signed_ones(saved: ConditionPage) -> None:
    sam = Tab("sam", saved)
    edit(saved, "erin", main_message="Put it up.")
    sign(saved, "rhea")
    sent_again(sam, sam.send("action-publish", main_message="Walk on it."))
    assert publications(saved) == []
    assert draft_of(saved).main_message == "Walk on it."


def test_signs_that_went_live_at_once_are_told_to_whoever_has_the_draft_open(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)), main_message="Walk on it.")
    erin = Tab("erin", reviewed)
    publish_at_once(page=reviewed, by=person("rhea"), words=words_sha(reviewed))
    assert erin.send(main_message="Run on it.").status_code == 409
    assert draft_of(reviewed).main_message == "Walk on it."


def test_a_client_that_asks_for_json_is_refused_by_the_editor_itself(saved: ConditionPage) -> None:
    erin, sam = Tab("erin", saved), Tab("sam", saved)
    erin.send(main_message="Walk on it.")
    data = form_of(saved, pronunciation="SPRAYN") | sam.loaded
    response = sam.client.post(sam.url, data, headers={"accept": "application/json"})
    assert response.json()["error_code"] == "invalid_revision"
    assert draft_of(saved).main_message == "Walk on it."
