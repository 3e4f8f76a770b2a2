"""Words that are off the site already turn out to be unsafe: they are withdrawn too, and never come back unsigned."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from conditions.models import ConditionPage, EndKind, LaterWithdrawal
from conditions.services.publishing import PublicationRefused, end, withdraw
from tests.conditions.publishing.conftest import index, is_served, publications
from tests.conditions.signing.conftest import _demo, at_desk, draft_of, fresh, person, reviewed, sign

__all__ = ["_demo", "index", "reviewed"]

pytestmark = pytest.mark.django_db

REASON = "The dose was wrong."
ADDRESS = "/conditions/reviewed/"


@pytest.fixture
def unpublished(reviewed: ConditionPage) -> ConditionPage:
    """Off the site because an editor unpublished it."""
    fresh(reviewed).unpublish()
    return fresh(reviewed)


@pytest.fixture
def withdrawn(unpublished: ConditionPage) -> ConditionPage:
    """Unpublished, and then withdrawn by Rhea."""
    post(unpublished)
    return fresh(unpublished)


def post(page: ConditionPage, by: str = "rhea") -> Any:
    return at_desk(by).post(f"/admin/conditions/{page.pk}/withdraw/", {"reason": REASON}, follow=True)


def test_the_form_says_that_it_is_off_the_site_already(unpublished: ConditionPage) -> None:
    text = at_desk("rhea").get(f"/admin/conditions/{unpublished.pk}/withdraw/").content.decode()
    assert "Publication 1 is off the site already" in text


def test_the_page_says_why_and_keeps_its_signs_and_whom_to_call(withdrawn: ConditionPage) -> None:
    response = Client().get(ADDRESS)
    text = response.content.decode()
    assert response.status_code == 410
    assert REASON in text
    assert 'href="tel:911"' in text
    assert 'class="warning warning--emergency' in text


def test_so_does_a_page_that_had_expired(reviewed: ConditionPage) -> None:
    end(page=reviewed, kind=EndKind.EXPIRED)
    ConditionPage.objects.filter(pk=reviewed.pk).update(live=False, expired=True)
    post(reviewed)
    assert REASON in Client().get(ADDRESS).content.decode()


def test_the_api_says_so_too(withdrawn: ConditionPage) -> None:
    response = Client().get("/api/v1/conditions/reviewed")
    assert (response.status_code, response.json()["withdrawn"]["reason"]) == (410, REASON)


def test_the_same_words_come_back_only_when_signed_anew(withdrawn: ConditionPage) -> None:
    with pytest.raises(PublicationRefused):
        draft_of(withdrawn).get_latest_revision().publish()
    assert not is_served(withdrawn)
    sign(withdrawn, "rhea")
    draft_of(withdrawn).get_latest_revision().publish()
    assert is_served(withdrawn)
    assert "out of use" not in Client().get(ADDRESS).content.decode()


def test_the_publication_keeps_how_it_ended(withdrawn: ConditionPage) -> None:
    assert publications(withdrawn)[0].end_kind == "unpublished"
    text = at_desk("erin").get(f"/admin/conditions/{withdrawn.pk}/publications/").content.decode()
    assert "Unpublished by an editor" in text
    assert f"rhea@example.org: {REASON}" in text


def test_readers_find_it_behind_what_changed(withdrawn: ConditionPage) -> None:
    assert f"Taken out of use. Reason: {REASON}" in Client().get(f"{ADDRESS}what-changed/").content.decode()


def test_its_address_stays(withdrawn: ConditionPage) -> None:
    withdrawn.slug = "elsewhere"
    with pytest.raises(ValidationError, match="readers find the notice at its address"):
        withdrawn.save()


def test_nor_does_it_change_before(unpublished: ConditionPage) -> None:
    unpublished.slug = "elsewhere"
    with pytest.raises(ValidationError, match="Keep “reviewed” until it is published again"):
        unpublished.save()
    post(unpublished)
    assert Client().get(ADDRESS).status_code == 410


def test_a_draft_may_go_live_at_another_address(reviewed: ConditionPage) -> None:
    reviewed.slug = "elsewhere"
    draft = reviewed.save_revision()
    fresh(reviewed).unpublish()
    draft.publish()
    assert Client().get("/conditions/elsewhere/").status_code == 200


def test_a_page_that_is_published_again_may_get_another_address(unpublished: ConditionPage) -> None:
    unpublished.save_revision().publish()
    page = fresh(unpublished)
    page.slug = "elsewhere"
    page.save_revision().publish()
    assert Client().get("/conditions/elsewhere/").status_code == 200


def test_a_page_that_was_never_published_may_get_another_address(unpublished: ConditionPage) -> None:
    draft = unpublished.copy(update_attrs={"slug": "copy"}, keep_live=False)
    draft.slug = "elsewhere"
    draft.save()
    assert fresh(draft).slug == "elsewhere"


def test_it_is_withdrawn_once(withdrawn: ConditionPage) -> None:
    assert "it was taken out of use before" in post(withdrawn).content.decode()
    assert withdraw(page=withdrawn, reason="Again", by=person("rhea")) is None
    assert LaterWithdrawal.objects.get().reason == REASON


def test_a_page_that_was_never_published_has_nothing_to_withdraw(unpublished: ConditionPage) -> None:
    draft = unpublished.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert "it was never published" in post(draft).content.decode()


@pytest.mark.parametrize("sql", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_record_never_changes(withdrawn: ConditionPage, sql: str) -> None:
    with (
        pytest.raises(IntegrityError, match="immutable"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(LaterWithdrawal._meta.db_table))


def test_who_may_not_withdraw_a_live_page_may_not_withdraw_this_one(unpublished: ConditionPage) -> None:
    for name in ("erin", "charlie"):
        post(unpublished, name)
    assert not LaterWithdrawal.objects.exists()


def test_the_editor_offers_the_way_there(unpublished: ConditionPage) -> None:
    text = at_desk("paul").get(f"/admin/pages/{unpublished.pk}/edit/").content.decode()
    assert f"/admin/conditions/{unpublished.pk}/withdraw/" in text
