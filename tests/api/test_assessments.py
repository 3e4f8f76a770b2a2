"""POST /assessments: a decision for anyone, with nothing stored."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from conditions.domain.canonical import sha256_of
from conditions.models import Publication
from tests.api.builders import ALL_NO, Caller, body, codes_of, publish
from tests.triage.builders import OTHER_WORRY
from triage.models import Assessment, AuditEvent, CheckIn, OutboxEvent, WorkItem


def test_all_no_is_self_care(anyone: Caller, publication: Publication) -> None:
    decision = anyone.post("/assessments", body(publication)).json()
    assert (decision["care_level"], decision["complete"], decision["reasons"]) == ("self_care", True, [])


def test_a_yes_cites_the_very_sentence_and_where_it_stands(anyone: Caller, publication: Publication) -> None:
    answers = ALL_NO | {"cannot-pee": "yes"}
    decision = anyone.post("/assessments", body(publication, answers=answers)).json()
    (reason,) = decision["reasons"]
    assert decision["care_level"] == reason["level"] == "emergency"
    assert (reason["kind"], reason["statement"]) == ("sign", "You cannot pee")
    assert reason["url"] == "http://testserver/conditions/sciatica/#sign-cannot-pee"
    assert decision["advice"]["headline"] == "Call 911 now"


def test_it_has_every_member_of_the_contract(anyone: Caller, publication: Publication) -> None:
    assert set(anyone.post("/assessments", body(publication)).json()) == {
        *("condition", "care_level", "complete", "reasons", "unanswered", "advice", "watched_now"),
        *("next_watched_at", "safety_net", "publication", "links"),
    }


def test_a_reason_and_its_publication_have_every_member_of_the_contract(
    anyone: Caller, publication: Publication
) -> None:
    answers = ALL_NO | {"cannot-pee": "yes"}
    decision = anyone.post("/assessments", body(publication, answers=answers)).json()
    members = {"kind", "key", "level", "statement", "statement_sha256", "url"}
    assert [set(reason) for reason in decision["reasons"]] == [members]
    assert decision["reasons"][0]["statement_sha256"] == sha256_of("You cannot pee")
    assert set(decision["publication"]) == {
        *("sha256", "number", "published_at", "reviewed_by", "reviewed_on", "url")
    }
    assert decision["safety_net"]["emergency"] == ["You cannot pee", "Both of your legs are weak"]
    calls = ["It is getting worse", "Your pain is 7 or more", OTHER_WORRY]
    assert decision["safety_net"]["call_provider"] == calls


def test_what_is_left_out_counts_as_unsure(anyone: Caller, publication: Publication) -> None:
    decision = anyone.post("/assessments", body(publication, answers={}, measures={})).json()
    assert (decision["care_level"], decision["complete"]) == ("urgent", False)
    assert "cannot-pee" in decision["unanswered"]


def test_nothing_is_stored(anyone: Caller, publication: Publication) -> None:
    anyone.post("/assessments", body(publication, answers={"cannot-pee": "yes"}))
    assert not any(
        model.objects.exists() for model in (CheckIn, Assessment, WorkItem, AuditEvent, OutboxEvent)
    )


@pytest.mark.parametrize("pain", [-1, 11, 7.5, "7", True, None, [], 10**30])
def test_pain_that_is_no_whole_number_from_0_to_10_is_refused(
    anyone: Caller, publication: Publication, pain: Any
) -> None:
    refused = anyone.post("/assessments", body(publication, measures={"pain_now": pain}))
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/measures/pain_now"
    assert set(codes_of(refused)) <= {"wrong_type", "out_of_range"}


def test_pain_that_is_not_a_number_is_refused(anyone: Caller, publication: Publication) -> None:
    raw = b'{"condition": "sciatica", "publication": "%s", "answers": {}, "measures": {"pain_now": NaN}}'
    assert codes_of(anyone.post("/assessments", raw % publication.sha256.encode())) == ["malformed_json"]


def test_a_start_in_the_future_is_refused(anyone: Caller, publication: Publication) -> None:
    later = str(datetime.date.today() + datetime.timedelta(days=3))
    refused = anyone.post("/assessments", body(publication, measures={"started_on": later}))
    assert (refused.status_code, codes_of(refused)) == (422, ["in_the_future"])


def test_every_wrong_answer_is_told(anyone: Caller, publication: Publication) -> None:
    answers = {"strong-pain": "yes", "nothing/such": "yes", "fever": "Y", "worse": True}
    refused = anyone.post("/assessments", body(publication, answers=answers))
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [
        ("/answers/strong-pain", "measured_sign"),
        ("/answers/nothing~1such", "unknown_key"),
        ("/answers/fever", "unknown_value"),
        ("/answers/worse", "wrong_type"),
    ]


def test_unknown_and_missing_members_are_refused(anyone: Caller, publication: Publication) -> None:
    sent = body(publication, patient="x", colour="red")
    del sent["answers"]
    errors = anyone.post("/assessments", sent).json()["errors"]
    assert {(error["pointer"], error["code"]) for error in errors} == {
        ("/patient", "unknown_key"),
        ("/colour", "unknown_key"),
        ("/answers", "required"),
    }


def test_an_unknown_condition_or_publication_is_422(anyone: Caller, publication: Publication) -> None:
    assert codes_of(anyone.post("/assessments", body(publication, condition="nothing"))) == [
        "unknown_condition"
    ]
    refused = anyone.post("/assessments", body(publication) | {"publication": "0" * 64})
    assert (refused.status_code, codes_of(refused)) == (422, ["unknown_publication"])


def test_a_publication_of_another_page_is_unknown(anyone: Caller, publication: Publication) -> None:
    other = publish("hip", title="Hip")
    refused = anyone.post("/assessments", body(publication) | {"publication": other.sha256})
    assert codes_of(refused) == ["unknown_publication"]


def test_a_superseded_publication_is_assessed_for_24_hours(anyone: Caller, publication: Publication) -> None:
    publish(main_message="Newer.")
    assert anyone.post("/assessments", body(publication)).status_code == 200


def test_a_long_superseded_publication_is_409_and_names_the_current_one(
    anyone: Caller, publication: Publication, time_machine: Any
) -> None:
    current = publish(main_message="Newer.")
    time_machine.move_to(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=25))
    refused = anyone.post("/assessments", body(publication))
    assert (refused.status_code, codes_of(refused)) == (409, ["publication_too_old"])
    assert refused.json()["current"] == {"sha256": current.sha256, "number": 2}


def test_a_page_that_was_not_reviewed_never_answers_self_care(anyone: Caller) -> None:
    publication = publish(reviewed=False)
    decision = anyone.post("/assessments", body(publication)).json()
    assert decision["care_level"] == "call_provider"
    assert [reason["kind"] for reason in decision["reasons"]] == ["policy"]


def test_a_bad_token_does_not_keep_anyone_from_asking(publication: Publication) -> None:
    assert Caller(token="nonsense").post("/assessments", body(publication)).status_code == 200


def test_one_sender_may_ask_120_times_a_minute(settings: Any) -> None:
    assert settings.SIGNPOST_ASSESSMENTS_PER_MINUTE >= 120


class TestTheRate:
    """Counted for each sender; whoever is turned away is told whom to call."""

    @pytest.fixture(autouse=True)
    def _three_a_minute(self, settings: Any) -> None:
        settings.SIGNPOST_ASSESSMENTS_PER_MINUTE = 3

    def test_the_answer_to_too_many_says_whom_to_call(self, anyone: Caller, publication: Publication) -> None:
        answers = [anyone.post("/assessments", body(publication)) for _ in range(4)]
        assert [response.status_code for response in answers] == [200, 200, 200, 429]
        assert codes_of(answers[3]) == ["rate_limited"]
        assert 0 < int(answers[3].headers["Retry-After"]) <= 60
        assert answers[3].json()["emergency"]["tel"] == "tel:911"
        assert answers[3].json()["links"]["conditions"].endswith("/api/v1/conditions")

    def test_a_forwarded_address_is_not_believed(self, anyone: Caller, publication: Publication) -> None:
        statuses = [
            anyone.post("/assessments", body(publication), X_Forwarded_For=f"10.0.0.{number}").status_code
            for number in range(4)
        ]
        assert statuses[-1] == 429

    def test_behind_a_proxy_only_its_own_entry_counts(
        self, anyone: Caller, publication: Publication, settings: Any
    ) -> None:
        settings.SIGNPOST_TRUSTED_PROXIES = 1
        for number in range(4):
            spoofed = anyone.post(
                "/assessments", body(publication), X_Forwarded_For=f"1.2.3.{number}, 198.51.100.7"
            )
        other = anyone.post("/assessments", body(publication), X_Forwarded_For="198.51.100.7, 198.51.100.8")
        assert (spoofed.status_code, other.status_code) == (429, 200)

    def test_one_ipv6_network_is_one_sender(self, anyone: Caller, publication: Publication) -> None:
        for number in range(4):
            response = anyone.client.post(
                "/api/v1/assessments",
                b"{}",
                content_type="application/json",
                REMOTE_ADDR=f"2001:db8::{number + 1}",
            )
        assert response.status_code == 429
