"""A new sign goes live at once whatever else there is to say about the draft: stops, warnings, a lock, any list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from conditions.models import ConditionPage
from conditions.services.publishing import stops_of
from tests.conditions.publishing.conftest import publications
from tests.conditions.signing.conftest import at_desk, draft_of, edit, fresh, one_more_sign, person, words_sha

pytestmark = pytest.mark.django_db
NEW = "Your foot is cold and pale"


def and_this(page: ConditionPage, section: str, **sign: Any) -> list[Any]:
    """The signs of a list and one that is not sound."""
    block = type(page)._meta.get_field(section).stream_block.child_blocks["sign"]
    here = one_more_sign(page) if section == "emergency" else [(c.block_type, c.value) for c in page.urgent]
    return [*here, ("sign", block.normalize({"key": "other", "kind": "yes_no"} | sign))]


STOPS: dict[str, Callable[[ConditionPage], dict[str, Any]]] = {
    "no main message": lambda draft: {"main_message": ""},
    "an empty section": lambda draft: {"overview": []},
    "no source": lambda draft: {"sources": []},
    "no sign to call for": lambda draft: {"call_provider": []},
    "a half written sign": lambda draft: {"urgent": and_this(draft, "urgent", statement="")},
    "a sign without its number": lambda draft: {
        "urgent": and_this(draft, "urgent", statement="It hurts", kind="pain_at_least")
    },
    "a link in another sign": lambda draft: {
        "emergency": and_this(draft, "emergency", statement="See https://example.org")
    },
}


def send(page: ConditionPage) -> Any:
    data = {"words": words_sha(page), "signs": ["cold-foot"]}
    return at_desk("rhea").post(reverse("condition_publish_at_once", args=[page.pk]), data)


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
def test_what_stops_the_draft_does_not_hold_up_a_new_sign(
    reviewed: ConditionPage, stop: Callable[[ConditionPage], dict[str, Any]]
) -> None:
    draft = draft_of(reviewed)
    edit(reviewed, "erin", **{"emergency": one_more_sign(draft)} | stop(draft))
    assert stops_of(draft_of(reviewed))
    url = reverse("condition_sign_offs", args=[reviewed.pk])
    assert "Publish these signs at once" in at_desk("rhea").get(url).content.decode()
    assert send(reviewed).status_code == 302
    live = publications(reviewed)[-1].parsed_document()
    assert [sign.statement for sign in live.emergency] == ["You can see bone", NEW]
    assert stops_of(draft_of(reviewed))


def test_a_half_written_sign_stays_in_the_draft(reviewed: ConditionPage) -> None:
    draft = draft_of(reviewed)
    half = and_this(draft, "urgent", statement="", how_to_tell="Press on it.")
    edit(reviewed, "erin", emergency=one_more_sign(draft), urgent=half)
    send(reviewed)
    assert draft_of(reviewed).urgent[-1].value["how_to_tell"] == "Press on it."
    assert fresh(reviewed).has_unpublished_changes


@pytest.mark.parametrize("section", ["emergency", "urgent", "call_provider"])
def test_a_new_sign_of_any_list_goes_live_at_once(reviewed: ConditionPage, section: str) -> None:
    draft = draft_of(reviewed)
    signs = [(child.block_type, child.value) for child in getattr(draft, section)]
    edit(reviewed, "erin", **{section: [*signs, one_more_sign(draft)[-1]]})
    assert send(reviewed).status_code == 302
    assert NEW in [sign.statement for sign in getattr(publications(reviewed)[-1].parsed_document(), section)]


def test_a_warning_about_the_new_sign_does_not_hold_it_up(reviewed: ConditionPage) -> None:
    signs = one_more_sign(draft_of(reviewed))
    signs[-1][1]["statement"] = "Your foot is very pale"
    edit(reviewed, "erin", emergency=signs)
    assert send(reviewed).status_code == 302
    live = publications(reviewed)[-1]
    assert "Your foot is very pale" in live.document
    assert '"code":"vague"' in live.findings


def test_a_lock_does_not_hold_it_up(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    ConditionPage.objects.filter(pk=reviewed.pk).update(locked=True, locked_by=person("sam"))
    assert send(reviewed).status_code == 302
    assert NEW in publications(reviewed)[-1].document
