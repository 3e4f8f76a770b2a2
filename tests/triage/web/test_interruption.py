"""The first emergency yes stops everything, and has reached the care team before the page is shown."""

from __future__ import annotations

from django.utils import timezone

from tests import factories
from tests.triage.web.walker import CALM
from triage.models import Assessment, CheckIn, CheckInNote, WorkItem

URINE = "You cannot pass urine, or you cannot feel when you need to"


def test_a_yes_is_stored_and_with_the_care_team_before_the_page_is_shown(walker):
    walker.start().press("next", answer="yes")
    assert walker.path.endswith("/emergency/")
    assert CheckIn.objects.get().answers == {"numb-saddle": "yes"}
    assert WorkItem.objects.get().level == "emergency"
    assert Assessment.objects.get().purpose == "interim"


def test_it_says_exactly_what_to_do(walker):
    text = walker.start().answer("yes").text
    assert "Call 911 now" in text
    assert "We have not called for you. Do not wait for us." in text
    assert "Sent to your care team at" in text
    assert "You are numb around your genitals, bottom or inner thighs" in text


def test_the_call_button_stands_straight_under_the_heading(walker):
    html = walker.start().answer("yes").html
    after_heading = html.split("</h1>")[1]
    assert after_heading.lstrip().startswith('<a class="usa-button usa-button--on-red" href="tel:911"')


def test_send_now_sends_what_is_answered(walker):
    walker.start().answer("yes").press("send")
    assert CheckIn.objects.get().care_level == "emergency"
    assert "Call 911 now" in walker.text


def test_go_on_asks_the_next_question_and_keeps_saying_it(walker):
    walker.start().answer("yes").press("continue")
    assert walker.response.context["question"]["key"] == "no-urine"
    assert "You answered yes to an emergency sign." in walker.text


def test_a_second_emergency_is_stored_and_does_not_interrupt_again(walker):
    walker.start().answer("yes").press("continue").answer("yes")
    assert walker.response.context["question"]["key"] == "fever"
    assert {"sign:numb-saddle", "sign:no-urine"} <= set(WorkItem.objects.get().reasons)


def test_a_mistake_is_asked_again_and_the_item_stays(walker):
    walker.start().answer("yes").press("mistake")
    assert walker.response.context["question"]["key"] == "numb-saddle"
    assert CheckIn.objects.get().retracted_at is not None
    assert WorkItem.objects.get().level == "emergency"


def test_an_emergency_after_a_mistake_interrupts_again(walker):
    walker.start().answer("yes").press("mistake").answer("no", "yes")
    assert walker.path.endswith("/emergency/")
    assert URINE in walker.text


def after_a_mistake(walker):
    """At the review, with every answer calm after a yes that was taken back."""
    return walker.start().answer("yes").press("mistake").answer(*CALM)


def test_a_result_after_a_mistake_tells_one_story(walker):
    text = after_a_mistake(walker).press("submit").text
    assert "You said yes to an emergency sign and took it back. Our care team has both answers." in text
    assert "Our care team will call you. The call is due today," in text
    assert "If the emergency sign is true after all, call 911 now." in text
    for calm in ("Nobody will call you", "Care for yourself at home", "may call you"):
        assert calm not in text.split("Watch for these signs")[0]
    assert "result--self_care" not in walker.html


def test_a_result_after_a_mistake_shows_the_clock_of_the_item(walker):
    after_a_mistake(walker).press("submit")
    assert "A nurse calls you Due today," in walker.text


def test_a_note_after_a_mistake_is_offered_and_kept(walker):
    assert "A nurse of our care team will read this." in after_a_mistake(walker).text
    walker.press("submit", note="My thumb slipped")
    assert CheckInNote.objects.get().text == "My thumb slipped"


def test_a_calm_check_in_after_an_emergency_tells_the_same_story(walker):
    walker.start().answer("yes").press("send")
    text = walker.start().answer(*CALM).press("submit").text
    assert "Our care team still has an emergency answer of yours." in text
    assert "Nobody will call you" not in text


def test_a_result_is_its_own_again_when_the_item_is_closed(walker):
    after_a_mistake(walker).press("submit")
    nurse = factories.a_nurse()
    now = timezone.now()
    WorkItem.objects.update(state="closed", closed_at=now, closed_by=nurse, close_reason="entered_in_error")
    assert "Nobody will call you about these answers." in walker.open(walker.path).text


def test_without_an_emergency_there_is_nothing_to_see(walker):
    here = walker.start().path
    emergency = here.replace("questions/1", "emergency")
    assert walker.open(emergency).path == here


def test_an_unsure_emergency_sign_does_not_interrupt(walker):
    walker.start().answer("unsure", "unsure")
    assert not WorkItem.objects.exists()


def test_a_guest_is_interrupted_and_told_that_nobody_knows(guest):
    guest.start().answer("yes")
    assert "We have not called for you. Do not wait for us." in guest.text
    assert "Nobody has been told" in guest.text
    assert not WorkItem.objects.exists()


def test_a_guest_goes_on_and_is_not_interrupted_again(guest):
    guest.start().answer("yes").press("continue").answer("yes")
    assert guest.response.context["question"]["key"] == "fever"
    assert "Nobody has been told." in guest.text


def test_a_guest_who_tapped_by_mistake_is_asked_again(guest):
    guest.start().answer("yes").press("mistake")
    assert guest.response.context["question"]["key"] == "numb-saddle"
    assert guest.answer("yes").response.templates[0].name == "triage/interruption.html"


def test_a_guest_sees_what_to_do_at_once(guest):
    guest.start().answer("yes").press("send")
    assert guest.response.context["result"]["level"] == "emergency"
