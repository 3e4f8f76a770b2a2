"""The result: what to do, why word for word, what was left open, what would change it."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from tests import factories
from tests.triage.web.walker import CALM, Walker
from triage.domain.workflow import CloseReason
from triage.models import CheckIn, TriageSettings, WorkItem
from triage.services import worklist
from triage.services.actor import staff_actor

FEVER = "You have a fever, chills or weight loss that you cannot explain"


def send(walker, *answers: str):
    return walker.start().answer(*answers).press("submit")


def urgent(walker):
    return send(walker, "no", "no", "yes", "no", "no", "2", "3", "left", "day:2026-11-20")


def result_of(walker):
    return walker.response.context["result"]


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (("no", "no", "no", "no", "no", "2", "3", "left", "day:2026-11-20"), "self_care"),
        (("no", "no", "no", "no", "yes", "2", "3", "left", "day:2026-11-20"), "call_provider"),
        (("no", "no", "no", "no", "no", "7", "8", "left", "day:2026-11-20"), "call_provider"),
        (("no", "no", "yes", "no", "no", "2", "3", "left", "day:2026-11-20"), "urgent"),
        (("no", "unsure", "no", "no", "no", "2", "3", "left", "day:2026-11-20"), "urgent"),
    ],
)
def test_the_level_follows_the_answers(walker, answers, level):
    assert result_of(send(walker, *answers))["level"] == level


def test_it_cites_the_sentence_word_for_word_with_its_source(page, walker):
    text = urgent(walker).text
    assert f"You answered yes {FEVER} From" in text
    assert "Deep gluteal syndrome, publication 1" in text
    assert "Reviewed by Rhea Reviewer, May 4, 2026." in text
    assert '/conditions/deep-gluteal-syndrome/#sign-fever"' in walker.html


def test_every_cited_sentence_stands_on_the_page_that_it_links_to(page, walker):
    send(
        walker, "unsure", "unsure", "unsure", "unsure", "yes", "yes", "no", "9", "9", "left", "day:2020-01-01"
    )
    cited = [item for group in result_of(walker)["reasons"] for item in group["items"] if item["source_url"]]
    public = walker.client.get(page.url).content.decode()
    assert len(cited) == 6
    for item in cited:
        anchor = item["source_url"].partition("#")[2]
        row = public.partition(f'id="{anchor}"')[2].partition("</li>")[0]
        assert item["statement"] in row


def test_an_unsure_emergency_sign_says_so_and_what_would_change_it(walker):
    text = send(walker, "no", "unsure", "no", "no", "no", "2", "3", "left", "day:2026-11-20").text
    assert "You answered not sure to an emergency sign" in text
    assert (
        "You were not sure of one sign, or left it open. If it turns out to be true, the answer is:" in text
    )


def test_what_was_left_open_is_listed(walker):
    send(walker, "no", "no", "no", "no", "no", "unsure", "unsure", "unsure", "unsure")
    assert len(result_of(walker)["unanswered"]) == 4
    assert "You did not say how strong your pain is." in walker.text


def test_what_would_change_it_names_no_sign_that_would_not(walker):
    walker.start().answer("yes").press("continue").answer("unsure", "unsure", "no", "no", "2", "3", "left")
    text = walker.answer("day:2026-11-20").press("submit").text
    assert "What would change this" not in text
    assert "Not sure or left open" in text


def test_self_care_is_said_without_jargon(walker):
    text = send(walker, *CALM).text
    assert "You answered no to every sign." in text
    assert "no rule applies" not in text


def test_a_sign_with_parts_names_the_answer_to_each(walker):
    send(walker, "no", "no", "no", "yes", "yes", "no", "2", "3", "left", "day:2026-11-20")
    assert "“You have pain in both legs”: yes; “The pain is worse when you sit”: yes" in walker.text


def test_the_last_question_is_not_said_to_stand_on_the_page(walker):
    send(walker, "no", "no", "no", "no", "yes", "2", "3", "left", "day:2026-11-20")
    assert "the last question, which every check-in here asks" in walker.text


def test_a_site_rule_is_called_a_rule(walker):
    settings = TriageSettings.stored()
    settings.floor = "call_provider"
    settings.save()
    send(walker, "no", "no", "no", "no", "no", "2", "3", "left", "day:2026-11-20")
    assert "A rule of Signpost, not a sentence on the page." in walker.text


def test_self_care_shows_every_sign_open_and_promises_no_call(walker):
    send(walker, "no", "no", "no", "no", "no", "2", "3", "left", "day:2026-11-20")
    assert not any(one["folded"] for one in result_of(walker)["safety_net"])
    assert "Nobody will call you about these answers." in walker.text


@pytest.mark.parametrize("answers", [CALM, ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")])
def test_every_result_names_the_signs_to_watch_for(page, walker, answers):
    watch = send(walker, *answers).text.partition("Watch for these signs")[2]
    document = factories.current(page).parsed_document()
    for sign in (*document.emergency, *document.call_provider):
        assert sign.statement in watch
    assert "Call 911" in watch


def test_an_unreviewed_page_never_answers_self_care_and_says_why(walker):
    factories.a_condition_page("sprain", reviewed=False, title="Sprain")
    walker.open("/check-in/sprain/").press("start").answer(
        "no", "no", "no", "no", "no", "2", "3", "left", "unsure"
    )
    walker.press("submit")
    assert result_of(walker)["level"] == "call_provider"
    assert "This page is not yet clinically reviewed" in walker.text


@pytest.mark.parametrize(("hour", "due"), [(10, "Due today,"), (22, "Due tomorrow,")])
def test_the_clock_says_sent_not_seen_and_due(walker, time_machine, hour, due):
    time_machine.move_to(
        datetime.datetime(2026, 11, 25, hour, tzinfo=ZoneInfo("America/New_York")), tick=False
    )
    text = urgent(walker).text
    assert "Sent today," in text
    assert "Not seen yet" in text
    assert f"A nurse calls you {due}" in text


def test_the_clock_says_who_has_seen_it(walker):
    urgent(walker)
    item = WorkItem.objects.get()
    WorkItem.objects.update(state="claimed", claimed_by=factories.a_nurse(), claimed_at=item.raised_at)
    assert "Seen by the care team" in walker.open(walker.path).text


def test_an_overdue_call_is_not_hidden(walker):
    urgent(walker)
    WorkItem.objects.update(due_at=WorkItem.objects.get().due_at - datetime.timedelta(hours=5))
    assert "We have not called you yet" in walker.open(walker.path).text


def test_when_nobody_is_watching_that_comes_first(walker):
    factories.watched_never()
    text = urgent(walker).text
    assert "Do not wait for us." in text.split("What to do now")[0]
    assert "Nobody is reading check-ins now." in text.split("Sent today")[0]


def test_when_nobody_ever_watches_no_call_is_promised(walker):
    factories.watched_never()
    text = urgent(walker).text
    assert "A nurse calls you" not in text
    assert "You call Nobody is watching" in text


def test_no_call_is_promised_before_somebody_is_back(time_machine, page, alice, client):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.UTC), tick=False)
    settings = TriageSettings.stored()
    settings.watched_hours, settings.time_zone = {"tue": [["08:00", "18:00"]]}, "America/New_York"
    settings.save()
    client.force_login(alice.user)
    text = urgent(Walker(client)).text
    assert "A nurse calls you Not before tomorrow, Tuesday, 8 a.m." in text


def test_an_earlier_result_says_when_it_was(walker):
    urgent(walker)
    sent = CheckIn.objects.get()
    CheckIn.objects.update(submitted_at=sent.submitted_at - datetime.timedelta(days=3))
    assert result_of(walker.open(walker.path))["answered_on"]


# --- A call that was made, or will not come, is not promised again --------------------------------------------


def called(item: WorkItem, nurse) -> WorkItem:
    bob = staff_actor(nurse)
    worklist.claim(item=item, actor=bob)
    return worklist.add_contact(item=item, reached=True, actor=bob)


def test_who_was_called_and_sends_the_same_again_is_not_promised_another_call(walker):
    urgent(walker)
    called(WorkItem.objects.get(), factories.a_nurse())
    text = urgent(walker).text
    assert WorkItem.objects.get().state == "contacted"
    assert "will call you within" not in text
    assert "We called you today" in text
    assert "Nobody will call you about these answers." in text
    assert "Do not wait for us." in text


def test_a_result_that_is_read_after_the_item_was_closed_promises_nothing(walker):
    urgent(walker)
    assert "will call you within 2 hours" in walker.text
    nurse = factories.a_nurse()
    item = called(WorkItem.objects.get(), nurse)
    worklist.close(item=item, reason=CloseReason.ADVICE_GIVEN, actor=staff_actor(nurse))
    text = walker.open(walker.path).text
    assert "will call you within" not in text
    assert "Nobody will call you about these answers." in text


def test_a_call_that_is_late_is_not_promised_from_now_on(walker):
    urgent(walker)
    WorkItem.objects.update(due_at=WorkItem.objects.get().due_at - datetime.timedelta(hours=5))
    text = walker.open(walker.path).text
    assert "will call you within" not in text
    assert "Our care team should have called you by" in text
    assert "Do not wait for us." in text


def test_an_emergency_that_was_called_about_still_says_that_nobody_called_for_you(walker):
    walker.start().answer("yes").press("send")
    called(WorkItem.objects.get(), factories.a_nurse())
    text = walker.open(walker.path).text
    assert "We have not called for you. We called you today" in text
