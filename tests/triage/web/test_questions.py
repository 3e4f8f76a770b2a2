"""One question a page, emergency signs first; nothing is coerced."""

from __future__ import annotations

import datetime

import pytest

from tests import factories
from tests.triage.web.walker import Walker
from triage.models import CheckIn


def answers() -> dict[str, str]:
    return CheckIn.objects.get().answers


def test_emergency_signs_come_first_word_for_word(walker):
    walker.start()
    assert "You are numb around your genitals, bottom or inner thighs" in walker.text
    assert "Question 1 of 10" in walker.text


def test_an_answer_is_stored_before_the_next_page(walker):
    walker.start().answer("no")
    assert answers() == {"numb-saddle": "no"}
    assert "Question 2 of 10" in walker.text


def test_no_answer_is_an_error_and_stores_nothing(walker):
    walker.start().press("next")
    assert walker.response.status_code == 422
    assert "Choose yes, no or not sure." in walker.text
    assert answers() == {}


@pytest.mark.parametrize("said", ["y", "on", "1", "YES", "yes ", "\x00"])
def test_nothing_is_coerced_into_an_answer(walker, said):
    walker.start().press("next", answer=said)
    assert walker.response.status_code == 422
    assert answers() == {}


def test_not_sure_shows_how_to_tell_and_asks_once_more(walker):
    walker.start().answer("unsure")
    assert "Touch the skin with a tissue." in walker.text
    assert walker.response.context["question"]["key"] == "numb-saddle"


def test_not_sure_twice_goes_on(walker):
    walker.start().answer("unsure", "unsure")
    assert walker.response.context["question"]["key"] == "no-urine"
    assert answers() == {"numb-saddle": "unsure"}


def test_not_sure_goes_on_at_once_when_the_page_says_nothing_of_how_to_tell(walker):
    walker.start().answer("no", "unsure")
    assert walker.response.context["question"]["key"] == "fever"


def test_an_error_while_asked_again_still_shows_how_to_tell(walker):
    walker.start().answer("unsure").press("next", answer="")
    assert "Touch the skin with a tissue." in walker.text


def test_a_sign_for_another_age_is_not_asked(walker):
    walker.start().answer("no", "no", "no")
    assert walker.response.context["question"]["key"] == "both-legs.legs"


def test_somebody_of_that_age_is_asked(page, client):
    dora = factories.a_patient("dora", birth_date=datetime.date(1950, 1, 1))
    client.force_login(dora.user)
    walker = Walker(client).start().answer("no", "no", "no")
    assert walker.response.context["question"]["key"] == "older"


def test_the_other_part_of_a_sign_is_passed_over_after_a_no(walker):
    walker.start().answer("no", "no", "no", "no")
    assert walker.response.context["question"]["key"] == "other-worry"


def test_the_other_part_of_a_sign_is_asked_after_a_yes(walker):
    walker.start().answer("no", "no", "no", "yes")
    assert walker.response.context["question"]["key"] == "both-legs.sit"
    assert "You have pain in both legs, and it is worse when you sit" in walker.text


def to_measures(walker):
    return walker.start().answer("no", "no", "no", "no", "no")


def test_pain_is_a_whole_number_from_0_to_10(walker):
    to_measures(walker).answer("0", "10")
    assert CheckIn.objects.get().measures == {"pain_now": 0, "pain_worst": 10}


@pytest.mark.parametrize("said", ["-1", "11", "7.5", "true", "NaN", "٣", "07", ""])
def test_other_pain_is_refused(walker, said):
    to_measures(walker).press("next", answer=said)
    assert walker.response.status_code == 422
    assert CheckIn.objects.get().measures == {}


def test_not_sure_takes_a_measure_back(walker):
    to_measures(walker).answer("7").press("back").answer("unsure")
    assert CheckIn.objects.get().measures == {}


def test_a_start_date_is_chosen_by_name_or_typed(walker):
    to_measures(walker).answer("2", "3", "left", "day:2026-03-31")
    assert CheckIn.objects.get().measures["started_on"] == "2026-03-31"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"day": "2999-01-01"}, "not in the future"),
        ({"day": "1800-01-01"}, "Check the year."),
        ({"day": "31/03/2026"}, "Enter a real date"),
        ({"answer": "other"}, "enter the date"),
        ({"answer": "unsure", "day": "2026-03-31"}, "Leave only one"),
    ],
)
def test_a_start_date_that_cannot_be_is_refused(walker, fields, message):
    to_measures(walker).answer("2", "3", "left").press("next", **fields)
    assert walker.response.status_code == 422
    assert message in walker.text
    assert "started_on" not in CheckIn.objects.get().measures


def test_back_shows_the_answer_that_was_given(walker):
    walker.start().answer("no").press("back")
    assert walker.response.context["question"]["no_checked"]


def test_back_from_the_first_question_is_the_start_page(walker):
    assert walker.start().press("back").path == "/check-in/deep-gluteal-syndrome/"


def test_a_form_is_about_the_sentence_that_it_names_whatever_its_place(walker):
    walker.start()
    number_two = walker.path.replace("/1/", "/2/")
    walker.client.post(number_two, {**walker.fields, "answer": "unsure"})
    assert answers() == {"numb-saddle": "unsure"}


@pytest.mark.parametrize("changes", [{"key": "unheard-of"}, {"key": ""}, {"publication": "0" * 64}])
def test_a_form_about_no_sentence_of_the_page_changes_nothing(walker, changes):
    walker.start()
    walker.client.post(walker.path, {**walker.fields, "answer": "yes", **changes})
    assert answers() == {}


def test_a_number_beyond_the_last_question_leads_to_the_open_one(walker):
    here = walker.start().path
    assert walker.open(here.replace("/1/", "/99/")).path == here


def test_the_review_shows_every_answer_and_changes_one(walker):
    to_measures(walker).answer("2", "3", "left", "unsure")
    assert walker.path.endswith("/review/")
    for words in ("2 out of 10", "Left", "Not sure"):
        assert words in walker.text
    change = walker.response.context["groups"][0]["rows"][0]["change_url"]
    assert walker.open(change).press("next", answer="unsure").answer("unsure").path.endswith("/review/")
    assert answers()["numb-saddle"] == "unsure"


def test_the_review_leaves_out_what_was_not_asked(walker):
    to_measures(walker).answer("2", "3", "left", "unsure")
    assert "The pain is worse when you sit" not in walker.text
    assert "Not answered" not in walker.text


def test_a_change_that_opens_another_part_asks_it_before_the_review(walker):
    to_measures(walker).answer("2", "3", "left", "unsure")
    change = walker.response.context["groups"][2]["rows"][0]["change_url"]
    walker.open(change).answer("yes")
    assert walker.response.context["question"]["key"] == "both-legs.sit"
    assert walker.answer("no").path.endswith("/review/")
