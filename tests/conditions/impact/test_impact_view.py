"""What an editor, a reviewer and a publisher see of a draft before it is live."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from conditions.builder import fill_page
from conditions.models import ConditionPage
from portal.models import User
from tests.conditions.admin_cast import staff
from tests.conditions.documents import good
from tests.factories import PAGE, a_condition_page, current, signed_as_the_same
from tests.triage.builders import make_patient
from triage.domain.assessment import Measures
from triage.services.actor import patient_actor
from triage.services.check_ins import submit

FEVER, OLDER = PAGE["urgent"]
PAIN, *OTHERS = PAGE["call_provider"]


@pytest.fixture
def page(db: None, settings: Any) -> ConditionPage:
    settings.SIGNPOST_DEMO = True
    return a_condition_page()


def draft(page: ConditionPage, **changes: Any) -> None:
    fill_page(page, good(**{**PAGE, **changes}))
    page.save_revision()


def desk(name: str) -> Client:
    """Somebody's browser; the second call is for the same person."""
    user = User.objects.filter(email=f"{name}@example.org").first()
    if user is None:
        return staff(name)
    client = Client()
    client.force_login(user)
    return client


def tiles(page: ConditionPage) -> dict[str, str]:
    """The three numbers, by what stands under each."""
    return dict(re.findall(r"<div><dt>([^<]+)</dt><dd>([^<]+)</dd></div>", seen(page)))


def moves(page: ConditionPage) -> list[str]:
    """The rows of the table of moves, as they are read."""
    table = seen(page).partition('<table class="impact__moves">')[2].partition("</table>")[0]
    rows = table.partition("<tbody>")[2].split("</tr>")[:-1]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def seen(page: ConditionPage, name: str = "erin") -> str:
    return desk(name).get(f"/admin/conditions/{page.pk}/impact/").content.decode()


def check_in(page: ConditionPage, name: str, pain: int) -> None:
    publication, patient = current(page), make_patient(name)
    answers = {
        part.answer_key: "no"
        for rule in publication.compiled().signs
        for part in rule.parts
        if part.answer_key
    }
    submit(
        patient=patient,
        publication=publication,
        answers=answers,
        measures=Measures(pain_now=pain, pain_worst=pain, started_on=timezone.localdate()),
        by=patient_actor(patient),
    )


def test_nothing_changed_says_so(page: ConditionPage) -> None:
    text = seen(page)
    assert "No sign and no measure was changed." in text
    assert "one approval is enough" in text


def test_changed_signs_are_listed_with_their_words(page: ConditionPage) -> None:
    draft(page, urgent=[FEVER | {"statement": "You have a fever or chills"}, OLDER])
    text = seen(page)
    assert "Reworded" in text
    assert "<ins" in text
    assert "<del" in text


def test_lowering_is_said_even_where_no_check_in_is_touched(page: ConditionPage) -> None:
    draft(page, urgent=[FEVER])
    text = seen(page)
    assert "May lower a level" in text
    assert "A second approval is needed." in text


def test_check_ins_that_would_get_another_level_are_counted(page: ConditionPage) -> None:
    for number, pain in enumerate([6, 6, 6, 6, 6, 1]):
        check_in(page, f"patient{number}", pain)
    draft(page, call_provider=[PAIN | {"value": 6}, *OTHERS])
    assert tiles(page)["would get a higher level"] == "5"
    assert tiles(page)["would get a lower level"] == "0"
    assert tiles(page)["looked at"] in {"5", "10"}  # 6, told as a multiple of five
    (row,) = moves(page)
    assert row.startswith("Care for yourself → Call your provider")
    assert "“Your pain is 7 or more out of 10”: 5" in row
    assert row.endswith(" 5")


def test_without_a_check_in_nothing_is_counted(page: ConditionPage) -> None:
    draft(page, call_provider=[PAIN | {"value": 6}, *OTHERS])
    assert tiles(page) == {
        "looked at": "0",
        "would get a higher level": "0",
        "would get a lower level": "0",
    }
    assert moves(page) == []


def test_a_new_sign_that_nobody_answered_is_told_apart(page: ConditionPage) -> None:
    for number in range(5):
        check_in(page, f"patient{number}", 1)
    more = {"key": "cold-foot", "statement": "Your foot is cold and pale"}
    draft(page, emergency=[*PAGE["emergency"], more])
    assert tiles(page)["would get a higher level"] == "0"
    text = " ".join(seen(page).split())
    assert "“Your foot is cold and pale”: until it is answered, it counts as not sure" in text
    assert "Below that level: 5 of 5." in text


def test_a_rewording_that_was_signed_as_meaning_the_same_waits_for_no_answer(page: ConditionPage) -> None:
    for number in range(5):
        check_in(page, f"patient{number}", 1)
    draft(page, urgent=[FEVER | {"statement": "You have a fever or chills"}, OLDER])
    waits = "until it is answered, it counts as not sure"
    assert waits in " ".join(seen(page).split())
    signed_as_the_same(page, FEVER["key"])
    text = " ".join(seen(page).split())
    assert waits not in text
    assert "one approval is enough" in text


def test_where_nobody_counts_check_ins_it_says_so(
    page: ConditionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conditions.impact._sources", [])
    draft(page, urgent=[FEVER])
    text = seen(page)
    assert "Nobody counts check-ins on this site" in text
    assert "no check-in would get another level" not in text
    assert "A second approval is needed." in text


LATE = {"key": "cold-foot", "statement": "Your foot is cold and pale"}
SIGNS = {
    "Added": {"urgent": [FEVER, OLDER, LATE]},
    "Removed": {"urgent": [FEVER]},
    "Moved up": {"urgent": [FEVER], "emergency": [*PAGE["emergency"], OLDER]},
    "Moved down": {"urgent": [FEVER], "call_provider": [PAIN, *OTHERS, OLDER]},
}


@pytest.mark.parametrize(("label", "changes"), SIGNS.items(), ids=SIGNS)
def test_each_sign_stands_with_what_happens_to_it(
    page: ConditionPage, label: str, changes: dict[str, Any]
) -> None:
    draft(page, **changes)
    rows = seen(page).partition('<table class="impact__signs">')[2].partition("</table>")[0].split("<tr>")[2:]
    (row,) = (" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in rows)
    statement = (LATE if label == "Added" else OLDER)["statement"]
    assert row.startswith(f"{label} {statement}")
    assert ("May lower a level" in row) == (label in ("Removed", "Moved down"))


def test_nobody_is_named(page: ConditionPage) -> None:
    for number in range(6):
        check_in(page, f"secretperson{number}", 6)
    draft(page, call_provider=[PAIN | {"value": 6}, *OTHERS])
    assert "secretperson" not in seen(page).casefold()


def test_a_draft_that_cannot_be_decided_yet_is_no_error(page: ConditionPage) -> None:
    page.urgent = [("sign", {"key": "pain", "statement": "It hurts a lot", "kind": "pain_at_least"})]
    page.save_revision()
    assert "cannot be counted yet" in seen(page)


def test_a_page_that_was_never_published_has_nothing_to_compare_with(page: ConditionPage) -> None:
    new = page.get_parent().add_child(instance=ConditionPage(title="New", slug="new", live=False))
    assert "never published" in seen(new)


@pytest.mark.parametrize("name", ["erin", "rhea", "paula", "adam"])
def test_everybody_who_works_on_pages_sees_it(page: ConditionPage, name: str) -> None:
    assert "Impact of this edit" in seen(page, name)


def test_charlie_does_not(page: ConditionPage, client: Client) -> None:
    address = f"/admin/conditions/{page.pk}/impact/"
    assert client.get(address).status_code == 302
    assert staff("charlie").get(address).status_code in {302, 403}


def test_the_editor_offers_each_preview(page: ConditionPage) -> None:
    html = desk("erin").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    chooser = html.partition('name="preview_mode"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="([^"]*)"[^>]*>([^<]+)<', chooser) == [
        ("", "Page"),
        ("check-in", "Check-in questions"),
        ("handout", "Handout"),
    ]


@pytest.mark.parametrize("mode", ["", "check-in", "handout", "unknown"])
def test_each_preview_shows_an_unfinished_draft(page: ConditionPage, mode: str) -> None:
    page.urgent = [("sign", {"key": "pain", "statement": "It hurts a lot", "kind": "pain_at_least"})]
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200


def test_the_questions_are_shown_in_order_with_level_and_rule(page: ConditionPage) -> None:
    text = page.make_preview_request(preview_mode="check-in").content.decode()
    assert text.index("You cannot pass urine") < text.index("You have a fever")
    assert "Pain now or worst pain is 7 or more" in text


def test_the_handout_has_the_signs_and_the_treatment(page: ConditionPage) -> None:
    text = page.make_preview_request(preview_mode="handout").content.decode()
    assert "You cannot pass urine" in text
    assert "Walk a little, often" in text
