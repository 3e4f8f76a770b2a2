"""The page changes, or is taken away, while somebody is answering."""

from __future__ import annotations

from conditions.builder import fill_page
from conditions.models import EndKind
from conditions.services.publishing import withdraw
from tests import factories
from tests.conditions.documents import good
from tests.triage.web.walker import CALM
from triage.models import CheckIn, WorkItem
from triage.services.actor import patient_actor
from triage.services.drafts import record_answer
from triage.views import review

NEW = {"key": "cold-foot", "statement": "Your foot is cold and pale"}
GUEST_CALM = ("no",) * 6 + ("2", "3", "left", "day:2026-11-20")


def with_new_sign(page):
    factories.republish(page, emergency=[*factories.PAGE["emergency"], NEW])


def with_new_words(page):
    first, second = factories.PAGE["emergency"]
    factories.republish(page, emergency=[{**first, "statement": "You are numb between your legs"}, second])


def with_new_words_of_the_same_meaning(page):
    first, second = factories.PAGE["emergency"]
    reworded = [{**first, "statement": "You are numb between your legs"}, second]
    fill_page(page, good(**{**factories.PAGE, "emergency": reworded}))
    page.save_revision()
    factories.signed_as_the_same(page, first["key"]).get_latest_revision().publish()


def test_a_new_sign_is_asked_before_sending_and_it_says_why(page, walker):
    walker.start().answer(*CALM)
    with_new_sign(page)
    walker.press("submit")
    assert "The page changed while you were answering" in walker.text
    assert "Your foot is cold and pale" in walker.text
    assert CheckIn.objects.get().is_draft


def test_only_what_changed_is_asked_and_then_it_is_sent(page, walker):
    walker.start().answer(*CALM)
    with_new_words(page)
    walker.press("submit")
    assert [one.key for one in walker.response.context["questions"]] == ["numb-saddle"]
    walker.open(walker.response.context["go_on_url"]).answer("no")
    walker.open(walker.path.partition("questions/")[0] + "review/").press("submit")
    sent = CheckIn.objects.get()
    assert sent.publication == factories.current(page)
    assert sent.care_level == "self_care"


def test_what_a_reviewer_signed_as_meaning_the_same_is_not_asked_again(page, walker):
    walker.start().answer(*CALM)
    with_new_words_of_the_same_meaning(page)
    walker.press("submit")
    sent = CheckIn.objects.get()
    assert (sent.publication, sent.care_level) == (factories.current(page), "self_care")


def test_a_guest_is_not_asked_it_again_either(page, guest):
    guest.start().answer(*GUEST_CALM)
    with_new_words_of_the_same_meaning(page)
    assert "question" not in guest.press("submit").response.context
    assert guest.press("submit").response.context["result"]["level"] == "self_care"


def test_a_change_of_other_words_asks_nothing(page, walker):
    walker.start().answer(*CALM)
    factories.republish(page, main_message="Other words.")
    walker.press("submit")
    assert CheckIn.objects.get().care_level == "self_care"


def test_a_guest_is_asked_the_new_sign_too(page, guest):
    guest.start().answer(*GUEST_CALM)
    with_new_sign(page)
    guest.press("submit")
    assert guest.response.context["question"]["key"] == "cold-foot"
    assert "The page changed while you were answering." in guest.text
    assert guest.answer("no").press("submit").response.context["result"]["level"] == "self_care"


def test_a_guests_emergency_yes_under_old_words_interrupts_at_once(page, guest):
    guest.start()
    with_new_words(page)
    guest.answer("yes")
    assert guest.response.templates[0].name == "triage/interruption.html"


def test_a_withdrawn_page_takes_no_new_check_in(page, guest):
    withdraw(page=page, reason="The advice on exercise is being checked.")
    guest.open()
    assert guest.response.status_code == 410
    assert "The advice on exercise is being checked." in guest.text
    assert "call 911" in guest.text


def test_who_had_begun_sees_the_signs_and_can_still_send(page, walker):
    walker.start().answer("no", "no")
    withdraw(page=page, reason="Being checked.")
    walker.open(walker.path)
    assert "These signs still hold" in walker.text
    assert "Your foot" not in walker.text
    walker.open(walker.response.context["send_url"]).press("submit")
    assert CheckIn.objects.get().care_level == "call_provider"


def test_a_check_in_on_a_withdrawn_page_never_answers_self_care(page, walker):
    walker.start().answer(*CALM)
    withdraw(page=page, reason="Being checked.")
    walker.press("submit")
    assert CheckIn.objects.get().care_level == "call_provider"
    assert "out of use" in walker.text


def test_a_guest_on_a_withdrawn_page_is_told(page, guest):
    guest.start()
    withdraw(page=page, reason="Being checked.")
    guest.answer("no")
    assert guest.response.status_code == 410
    assert "Nothing that you answered was stored" in guest.text


def test_why_an_editor_unpublished_a_page_is_not_told(page, guest):
    page.unpublish()
    publication = page.publications.get()
    assert publication.end_kind != EndKind.WITHDRAWN
    assert "Reason" not in guest.open().text
    assert "genitals" not in guest.text


def test_a_yes_that_the_page_now_calls_an_emergency_is_with_staff_before_its_page_says_so(page, walker):
    walker.start().answer("no", "no", "yes")
    first, *rest = factories.PAGE["urgent"]
    factories.republish(page, emergency=[*factories.PAGE["emergency"], first], urgent=rest)
    walker.start()
    assert WorkItem.objects.get().level == "emergency"
    assert walker.path.endswith("/emergency/")
    assert "Get medical help right away" in walker.text
    assert "Sent to your care team at" in walker.text


def test_it_interrupts_before_anything_is_sent(page, walker):
    walker.start().answer("no", "no", "yes", "no", "no", "2", "3", "left", "day:2026-11-20")
    first, *rest = factories.PAGE["urgent"]
    factories.republish(page, emergency=[*factories.PAGE["emergency"], first], urgent=rest)
    walker.press("submit")
    assert walker.path.endswith("/emergency/")
    assert WorkItem.objects.get().level == "emergency"
    walker.press("send")
    assert CheckIn.objects.get().care_level == "emergency"


def test_a_check_in_that_another_tab_answers_while_it_is_sent_is_shown_again(page, walker, monkeypatch):
    walker.start().answer(*CALM)
    real = review.submit

    def with_another_tab(**given):
        patient = given["patient"]
        other = CheckIn.objects.select_related("publication").get()
        record_answer(check_in=other, key="fever", value="yes", by=patient_actor(patient))
        return real(**given)

    monkeypatch.setattr(review, "submit", with_another_tab)
    walker.press("submit")
    assert walker.response.status_code == 409
    assert "Another answer was given while these were being sent" in walker.text
    assert CheckIn.objects.get().is_draft
    monkeypatch.setattr(review, "submit", real)
    walker.press("submit")
    assert CheckIn.objects.get().care_level == "urgent"


def test_check_your_answers_says_that_the_page_is_out_of_use_why_and_whom_to_call(page, walker):
    walker.start().answer(*CALM)
    withdraw(page=page, reason="The fever sign was wrong.")
    walker.open(walker.path)
    assert "out of use" in walker.text
    assert "Reason: The fever sign was wrong." in walker.text
    assert "call 911" in walker.text
    assert "These signs still hold" in walker.text
    assert walker.response.context["lists"][0]["level"] == "emergency"


def test_the_last_answer_leads_to_the_reason_too(page, walker):
    walker.start().answer(*CALM[:-1])
    withdraw(page=page, reason="The fever sign was wrong.")
    walker.answer(CALM[-1])
    assert "Check your answers" in walker.text
    assert "Reason: The fever sign was wrong." in walker.text


def test_while_the_page_is_in_use_nothing_says_that_it_is_not(page, walker):
    walker.start().answer(*CALM)
    assert "out of use" not in walker.text
    assert "out of use" not in walker.open("/check-ins/").text


def test_the_result_of_a_check_in_on_a_withdrawn_page_gives_the_reason(page, walker):
    walker.start().answer(*CALM)
    withdraw(page=page, reason="The fever sign was wrong.")
    walker.press("submit")
    assert "Reason: The fever sign was wrong." in walker.response.context["result"]["notices"]


def test_the_reason_is_given_when_newer_words_were_withdrawn(page, walker):
    walker.start().answer(*CALM)
    factories.republish(page, main_message="Other words.")
    withdraw(page=page, reason="The fever sign was wrong.")
    walker.press("submit")
    assert CheckIn.objects.get().care_level == "call_provider"
    assert "Reason: The fever sign was wrong." in walker.text


def test_the_result_does_not_tell_why_an_editor_unpublished_the_page(page, walker):
    walker.start().answer(*CALM)
    page.unpublish()
    walker.press("submit")
    assert "out of use" in walker.text
    assert "Reason:" not in walker.text
