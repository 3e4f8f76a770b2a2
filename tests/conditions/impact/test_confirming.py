"""What changes signs is published or approved only by somebody who has confirmed what it does."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow
from wagtail.test.utils.form_data import streamfield

from conditions.models import ConditionPage
from conditions.services.confirming import asking, fingerprint
from tests.conditions.publishing.conftest import index, publications
from tests.conditions.publishing.test_editor import bulk, form_of, publish_latest, save
from tests.conditions.signing.conftest import (
    _demo,
    at_desk,
    draft_of,
    edit,
    fresh,
    one_more_sign,
    person,
    reviewed,
    reworded_sign,
    sign,
    written,
)
from tests.factories import signed

__all__ = ["_demo", "index", "reviewed", "written"]

pytestmark = pytest.mark.django_db
MORE = {"key": "", "statement": "Your foot is cold", "kind": "yes_no", "all_of": streamfield([])}


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def confirm(page: ConditionPage) -> str:
    return reverse("condition_confirm_publishing", args=[page.pk])


def seen(response: Any) -> list[str]:
    return re.findall(r'name="seen" value="([^"]+)"', response.content.decode())


@pytest.fixture
def raised(reviewed: ConditionPage) -> ConditionPage:
    """A live page with a signed draft that has one more emergency sign."""
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    signed(draft_of(reviewed))
    return fresh(reviewed)


# --- The editor's "Publish" -----------------------------------------------------------------------------------


@pytest.fixture
def in_the_form(written: ConditionPage) -> tuple[Client, ConditionPage]:
    """Paul's browser and a live page whose words came from the editor's form."""
    save(at_desk("erin"), written)
    signed(draft_of(written))
    draft_of(written).get_latest_revision().publish()
    return at_desk("paul"), fresh(written)


def publish(paul: Client, page: ConditionPage, **changes: Any) -> Any:
    """Send the editor's form with "Publish", with keys for the signs that are there."""
    data = form_of(page, **changes) | {"action-publish": "1"}
    data["emergency-0-value-key"] = page.emergency[0].value["key"]
    data["call_provider-0-value-key"] = page.call_provider[0].value["key"]
    return paul.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def two_signs() -> Any:
    first = MORE | {"statement": "You cannot pee"}
    return streamfield([("sign", first), ("sign", MORE)])


def test_a_draft_with_a_new_sign_is_saved_and_shown_before_it_is_published(
    in_the_form: tuple[Client, ConditionPage],
) -> None:
    paul, page = in_the_form
    edit(page, "erin", emergency=one_more_sign(draft_of(page)))
    signed(draft_of(page))
    more = MORE | {"key": "cold-foot", "statement": "Your foot is cold and pale"}
    response = publish(
        paul,
        page,
        emergency=streamfield([("sign", MORE | {"statement": "You cannot pee"}), ("sign", more)]),
    )
    assert response.url == confirm(page)
    assert len(publications(page)) == 1
    text = paul.get(response.url).content.decode()
    assert "Impact of this edit" in text
    assert "Your foot is cold and pale" in text


def test_a_fix_that_changes_no_sign_goes_straight(in_the_form: tuple[Client, ConditionPage]) -> None:
    paul, page = in_the_form
    response = publish(paul, page, pronunciation="AN-kul")
    assert response.url == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert len(publications(page)) == 2


def test_the_first_publication_changes_nothing_for_anybody(written: ConditionPage) -> None:
    save(at_desk("erin"), written)
    signed(draft_of(written))
    publish_latest(at_desk("paul"), written)
    assert len(publications(written)) == 1


def test_what_cannot_go_live_is_refused_and_not_asked(in_the_form: tuple[Client, ConditionPage]) -> None:
    paul, page = in_the_form
    response = publish(paul, page, emergency=two_signs())
    assert "No clinical reviewer has signed these words" in said(response)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


# --- Confirming -----------------------------------------------------------------------------------------------


def test_a_confirmed_draft_goes_live_in_the_name_of_who_confirmed(raised: ConditionPage) -> None:
    paul = at_desk("paul")
    response = paul.post(confirm(raised), {"seen": seen(paul.get(confirm(raised)))})
    assert "is published" in said(response)
    assert [one.published_by for one in publications(raised)][-1] == person("paul")
    assert len(publications(raised)) == 2


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "0" * 64}])
def test_nothing_goes_live_unconfirmed(raised: ConditionPage, sent: dict[str, str]) -> None:
    response = at_desk("paul").post(confirm(raised), sent)
    assert response.status_code == 422
    assert len(publications(raised)) == 1


def test_a_stale_confirm_is_refused_and_shows_the_new_impact(raised: ConditionPage) -> None:
    paul = at_desk("paul")
    shown = seen(paul.get(confirm(raised)))
    edit(raised, "erin", asks_side=False)
    signed(draft_of(raised))
    response = paul.post(confirm(raised), {"seen": shown})
    text = response.content.decode()
    assert response.status_code == 422
    assert "The words changed while you were reading" in text
    assert "Measure dropped" in text
    assert seen(response) != shown
    assert len(publications(raised)) == 1


def test_another_publication_meanwhile_makes_the_confirm_stale(raised: ConditionPage) -> None:
    paul = at_desk("paul")
    shown = seen(paul.get(confirm(raised)))
    draft_of(raised).get_latest_revision().publish()
    assert paul.post(confirm(raised), {"seen": shown}).status_code == 422


def test_words_whose_sign_off_was_lost_meanwhile_are_refused(raised: ConditionPage) -> None:
    edit(raised, "erin", main_message="Walk on it.")
    response = at_desk("paul").get(confirm(raised))
    assert "No clinical reviewer has signed these words" in said(response)


def test_a_schedule_is_confirmed_too(raised: ConditionPage) -> None:
    tomorrow = timezone.now().replace(microsecond=0) + datetime.timedelta(days=1)
    edit(raised, "erin", go_live_at=tomorrow)
    paul = at_desk("paul")
    page = paul.get(confirm(raised))
    assert "I saw the impact: schedule for" in page.content.decode()
    response = paul.post(confirm(raised), {"seen": seen(page)})
    assert "is scheduled for publishing" in said(response)
    assert len(publications(raised)) == 1
    assert fresh(raised).scheduled_revision.approved_go_live_at == tomorrow


def test_a_confirmed_schedule_is_not_asked_again(raised: ConditionPage) -> None:
    raised.revisions.filter(pk=raised.latest_revision_id).update(
        approved_go_live_at=timezone.now() - datetime.timedelta(hours=1)
    )
    call_command("publish_scheduled")
    assert len(publications(raised)) == 2


@pytest.mark.parametrize(("name", "status"), [("erin", 302), ("rhea", 302), ("paul", 200), ("sam", 200)])
def test_only_who_publishes_confirms(raised: ConditionPage, name: str, status: int) -> None:
    """The admin sends away whoever may not, to its front page."""
    client = at_desk(name)
    assert client.get(confirm(raised)).status_code == status
    if status != 200:
        client.post(confirm(raised), {"seen": fingerprint(draft_of(raised))})
        assert len(publications(raised)) == 1


def test_charlie_confirms_nothing(raised: ConditionPage, client: Client) -> None:
    assert client.get(confirm(raised)).status_code == 302
    assert at_desk("charlie").post(confirm(raised), {"seen": "x"}).status_code in {302, 403}
    assert len(publications(raised)) == 1


def test_it_leads_on_to_where_somebody_came_from(raised: ConditionPage) -> None:
    paul = at_desk("paul")
    page = paul.get(confirm(raised) + "?next=/admin/reports/")
    response = paul.post(confirm(raised), {"seen": seen(page), "next": "/admin/reports/"})
    assert response.url == "/admin/reports/"


# --- Several at once ------------------------------------------------------------------------------------------


def test_bulk_publish_shows_the_impact_of_each_page_first(raised: ConditionPage) -> None:
    response = at_desk("paul").post(bulk("publish", raised))
    assert response.status_code == 200
    assert "Impact on “Reviewed”" in response.content.decode()
    assert len(publications(raised)) == 1


def test_bulk_publish_goes_on_with_a_confirm(raised: ConditionPage) -> None:
    paul = at_desk("paul")
    shown = seen(paul.post(bulk("publish", raised)))
    response = paul.post(bulk("publish", raised), {"seen": shown})
    assert response.status_code == 302
    assert len(publications(raised)) == 2


def test_bulk_publish_of_a_parent_asks_about_what_is_below(raised: ConditionPage) -> None:
    ConditionPage.objects.get(pk=raised.pk).unpublish()
    parent = fresh(raised).get_parent()
    paul = at_desk("paul")
    response = paul.post(bulk("publish", parent), {"include_descendants": "on"})
    assert 'name="include_descendants" value="on"' in response.content.decode()
    paul.post(bulk("publish", parent), {"include_descendants": "on", "seen": seen(response)})
    assert len(publications(raised)) == 2


def test_a_stale_bulk_confirm_publishes_none(raised: ConditionPage) -> None:
    response = at_desk("paul").post(bulk("publish", raised), {"seen": f"{raised.pk}:{'0' * 64}"})
    assert response.status_code == 422
    assert "The words changed while you were reading" in response.content.decode()
    assert len(publications(raised)) == 1


def test_bulk_publish_without_changed_signs_goes_straight(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", pronunciation="AN-kul")
    at_desk("paul").post(bulk("publish", reviewed))
    assert len(publications(reviewed)) == 2


# --- The editorial check --------------------------------------------------------------------------------------


@pytest.fixture
def submitted(reviewed: ConditionPage) -> ConditionPage:
    """Erin submitted a draft with a reworded sign."""
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    Workflow.objects.get(active=True).start(draft_of(reviewed), person("erin"))
    return fresh(reviewed)


def approve(page: ConditionPage, by: str = "paul", **options: Any) -> Any:
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return at_desk(by).post(url, {"comment": "Reads well."}, **options)


def confirm_approval(page: ConditionPage) -> str:
    return reverse("condition_confirm_approval", args=[page.pk, page.current_workflow_task_state.pk])


def test_approving_the_check_shows_the_impact_first(submitted: ConditionPage) -> None:
    before = submitted.current_workflow_task_state
    assert approve(submitted).url == confirm_approval(submitted)
    assert fresh(submitted).current_workflow_task_state == before


def test_a_dialogue_is_led_there_with_its_comment(submitted: ConditionPage) -> None:
    state = submitted.current_workflow_task_state
    paul = at_desk("paul")
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", state.pk])
    answer = paul.post(url, {"comment": "Reads well."}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": confirm_approval(submitted)}
    assert "Reads well.</textarea>" in paul.get(confirm_approval(submitted)).content.decode()


def test_the_editors_button_saves_and_leads_there_too(in_the_form: tuple[Client, ConditionPage]) -> None:
    paul, page = in_the_form
    data = form_of(page) | {
        "emergency-0-value-key": page.emergency[0].value["key"],
        "emergency-0-value-statement": "You cannot pee at all",
        "call_provider-0-value-key": page.call_provider[0].value["key"],
    }
    at_desk("erin").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    Workflow.objects.get(active=True).start(draft_of(page), person("erin"))
    submitted = fresh(page)
    pressed = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": '{"comment": "Reads well."}',
    }
    response = paul.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), data | pressed)
    assert response.url == confirm_approval(submitted)
    assert "Reads well.</textarea>" in paul.get(response.url).content.decode()


def test_a_confirmed_approval_goes_on_to_the_clinical_review(submitted: ConditionPage) -> None:
    paul, where = at_desk("paul"), confirm_approval(submitted)
    before = submitted.current_workflow_task_state
    paul.post(where, {"seen": seen(paul.get(where)), "comment": "Reads well."})
    before.refresh_from_db()
    assert (before.status, before.comment) == ("approved", "Reads well.")
    assert fresh(submitted).current_workflow_task_state.task != before.task


def test_a_stale_approval_is_refused(submitted: ConditionPage) -> None:
    paul, where = at_desk("paul"), confirm_approval(submitted)
    shown = seen(paul.get(where))
    edit(submitted, "sam", emergency=reworded_sign(draft_of(submitted), "You see a bone"))
    response = paul.post(where, {"seen": shown, "comment": "Kept"})
    assert response.status_code == 422
    assert "Kept</textarea>" in response.content.decode()
    assert fresh(submitted).current_workflow_task_state.status == "in_progress"


def test_nobody_confirms_their_own_words(submitted: ConditionPage) -> None:
    edit(submitted, "paul", main_message="Mine.")
    paul, where = at_desk("paul"), confirm_approval(submitted)
    paul.post(where, {"seen": seen(paul.get(where))})
    assert fresh(submitted).current_workflow_task_state.status == "in_progress"


@pytest.mark.parametrize("name", ["rhea", "charlie"])
def test_only_who_checks_confirms_the_check(submitted: ConditionPage, name: str) -> None:
    response = at_desk(name).post(confirm_approval(submitted), {"seen": "x"})
    assert response.status_code in {302, 403}
    assert fresh(submitted).current_workflow_task_state.status == "in_progress"


@pytest.fixture
def checked(reviewed: ConditionPage) -> ConditionPage:
    """Rhea signed one more sign before Paul checked it: the clinical review has nothing left to sign."""
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    Workflow.objects.get(active=True).start(draft_of(reviewed), person("erin"))
    sign(reviewed, "rhea")
    check = fresh(reviewed).current_workflow_task_state
    check.task.specific.on_action(check, person("paul"), "approve")
    return fresh(reviewed)


def test_a_review_that_is_signed_already_shows_the_impact_before_it_publishes(checked: ConditionPage) -> None:
    assert approve(checked, "ruth").url == confirm_approval(checked)
    assert len(publications(checked)) == 1
    ruth, where = at_desk("ruth"), confirm_approval(checked)
    shown = ruth.get(where)
    assert "Your foot is cold and pale" in shown.content.decode()
    ruth.post(where, {"seen": seen(shown)})
    assert len(publications(checked)) == 2


def test_a_review_that_is_signed_on_the_form_which_shows_the_impact_publishes_at_once(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    Workflow.objects.get(active=True).start(draft_of(reviewed), person("erin"))
    check = fresh(reviewed).current_workflow_task_state
    check.task.specific.on_action(check, person("paul"), "approve")
    with asking():
        sign(reviewed, "rhea")
    assert len(publications(reviewed)) == 2


def test_a_check_without_changed_signs_is_approved_straight(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", main_message="Rest it well.")
    Workflow.objects.get(active=True).start(draft_of(reviewed), person("erin"))
    before = fresh(reviewed).current_workflow_task_state
    approve(fresh(reviewed))
    before.refresh_from_db()
    assert before.status == "approved"


def test_what_is_no_persons_click_is_not_asked(submitted: ConditionPage) -> None:
    state = submitted.current_workflow_task_state
    state.task.specific.on_action(state, person("paul"), "approve")
    state.refresh_from_db()
    assert state.status == "approved"
