"""What changed besides the signs is said too, in words that were taken out and put in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from conditions.domain.document import ConditionDocument
from conditions.domain.frozen import freeze
from conditions.models import ConditionPage, Publication, SiteWording
from conditions.selectors.history import Step, history_of
from conditions.services.publishing import withdraw
from conditions.what_changed import sentences, words
from tests.conditions.documents import GOOD, good
from tests.factories import PAGE, a_condition_page, republish

ADDRESS = "/conditions/deep-gluteal-syndrome/what-changed/"
DIZZY = {"key": "dizzy", "statement": "You feel dizzy"}


def step(old: ConditionDocument, new: ConditionDocument) -> Step:
    """From one publication to the next, neither of them stored."""
    before, now = (stored(document) for document in (old, new))
    return Step(now, before)


def stored(document: ConditionDocument) -> Publication:
    frozen = freeze(document, other_worry="Something else worries you")
    return Publication(document=frozen.document, questionnaire=frozen.questionnaire, sha256=frozen.sha256)


def test_a_changed_reason_for_no_emergency_signs_is_said_beside_a_changed_sign() -> None:
    old = good(emergency=[], emergency_exemption="It never harms anybody.")
    new = good(
        emergency=[], emergency_exemption="It harms nobody.", call_provider=[*GOOD["call_provider"], DIZZY]
    )
    said = sentences(step(old, new))
    assert (
        "The reason for having no emergency signs is now “It harms nobody.”. It was “It never harms anybody.”."
        in said
    )
    assert any("You feel dizzy" in sentence for sentence in said)


def test_a_reason_in_place_of_every_emergency_sign_is_said() -> None:
    said = sentences(step(good(), good(emergency=[], emergency_exemption="It is harmless.")))
    assert "There are no emergency signs, for this reason: “It is harmless.”." in said


def test_a_picture_that_was_replaced_under_its_name_is_said() -> None:
    first, second = (
        good(overview=[{"kind": "figure", "image": "spine.png", "alt": "A spine", "sha256": digit * 64}])
        for digit in "ab"
    )
    assert "“spine.png” is another picture now." in sentences(step(first, second))


@pytest.fixture
def page(db: None) -> ConditionPage:
    return a_condition_page()


def test_the_sites_last_question_in_other_words_is_said(page: ConditionPage) -> None:
    wording = SiteWording.current()
    old = wording.other_worry
    wording.other_worry = "Only if you are really worried"
    wording.save()
    republish(page)
    assert sentences(history_of(page).steps[0]) == [
        f"The last question of the check-in is now “Only if you are really worried”. It was “{old}”."
    ]


def test_readers_see_what_was_taken_out_and_put_in(page: ConditionPage, client: Client) -> None:
    republish(page, treatment=changed("Use <b> warmth"))
    text = client.get(ADDRESS).content.decode()
    assert "Changed: “Treatment”." in text
    assert '<ins><span class="sr-only">Put in: </span>&lt;b&gt; </ins>' in text


def test_a_long_difference_is_folded(page: ConditionPage) -> None:
    republish(page, treatment=changed(*(f"Rest {number}" for number in range(5))))
    (section,) = words(history_of(page).steps[0])
    assert (len(section["lines"]), section["short"]) == (6, False)


def test_signs_are_told_in_sentences_alone(page: ConditionPage) -> None:
    republish(page, urgent=[*PAGE["urgent"], DIZZY])
    assert words(history_of(page).steps[0]) == []


def changed(*do: str) -> list[dict[str, Any]]:
    steps, advice = PAGE["treatment"]
    return [steps, advice | {"do": list(do)}]


def test_words_that_were_withdrawn_are_not_readable_in_what_changed(page: ConditionPage) -> None:
    republish(page, main_message="Take 40 tablets each hour.")
    republish(page, overview=[{"kind": "paragraph", "text": "It is a nerve."}])
    withdraw(page=ConditionPage.objects.get(pk=page.pk), reason="The dose was wrong.")
    told = Client().get(ADDRESS).content.decode()
    assert "The dose was wrong." in told
    assert "40 tablets" not in told
    republish(page, main_message="Take one tablet.")
    told = Client().get(ADDRESS).content.decode()
    assert "40 tablets" not in told
    republish(page, main_message="Take one tablet with water.")
    assert "with water" in Client().get(ADDRESS).content.decode()
