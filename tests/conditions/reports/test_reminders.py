"""Reminders: who is told, once, in plain words, whatever happens to the other e-mails."""

from __future__ import annotations

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from conditions.builder import document_of
from conditions.models import Reviewer, ReviewReminder, SecondReview
from conditions.services import reminders
from conditions.services.signing import sign_for
from tests.conditions.reports.conftest import NOON, TODAY, reviewed
from tests.factories import a_patient, a_reviewer, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def in_days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def rhea(**fields: Any) -> Reviewer:
    return a_reviewer("Rhea", **{"email": "rhea@example.org", **fields})


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("send_review_reminders", *arguments, stdout=said, stderr=said)
    return said.getvalue()


class BrokenForDana(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages: Any) -> int:
        if any("dana@example.org" in message.to for message in messages):
            raise OSError("mailbox unavailable")
        return super().send_messages(messages)


def test_one_reviewer_gets_one_e_mail_with_all_her_pages() -> None:
    reviewed("hip", in_days(-3), by=rhea())
    reviewed("knee", in_days(30), by=rhea())
    reviewed("foot", in_days(31), by=rhea())
    run()
    (sent,) = mail.outbox
    assert sent.to == ["rhea@example.org"]
    assert sent.subject == "Signpost: 2 pages need your review"
    assert "Hip" in sent.body
    assert "was due on 12 June 2026" in sent.body
    assert "Knee" in sent.body
    assert "Foot" not in sent.body


def test_the_e_mail_is_plain_text_with_whole_addresses_and_no_escapes() -> None:
    page = reviewed("hip", in_days(-3), by=rhea())
    type(page).objects.filter(pk=page.pk).update(title="Hip & <thigh>")
    run()
    (sent,) = mail.outbox
    assert sent.content_subtype == "plain"
    assert "Hip & <thigh>" in sent.body
    assert f"https://testserver/admin/pages/{page.pk}/edit/" in sent.body
    assert "https://testserver/admin/reports/needs-review/" in sent.body


def test_a_second_run_sends_nothing() -> None:
    reviewed("hip", in_days(-3), by=rhea())
    run()
    assert "Nobody needs to be told" in run()
    assert len(mail.outbox) == 1


def test_a_new_due_date_is_told_again() -> None:
    page = reviewed("hip", in_days(3), by=rhea())
    run()
    sign_for(page=page, document=document_of(page), reviewer=rhea(), on=TODAY, due=in_days(10))
    run()
    assert len(mail.outbox) == 2


def test_a_dry_run_says_who_and_sends_and_stores_nothing() -> None:
    reviewed("hip", in_days(-3), by=rhea())
    said = run("--dry-run")
    assert "1/1 Rhea: would be told" in said
    assert "“Hip”, due 2026-06-12" in said
    assert not mail.outbox
    assert not ReviewReminder.objects.exists()


def test_one_refused_e_mail_does_not_stop_the_others_and_is_tried_again(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenForDana"
    reviewed("hip", in_days(-3), by=a_reviewer("Dana", email="dana@example.org"))
    reviewed("knee", in_days(-3), by=rhea())
    with pytest.raises(CommandError, match="1 of 2 e-mails were not sent"):
        run()
    assert [sent.to for sent in mail.outbox] == [["rhea@example.org"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run()
    assert [sent.to for sent in mail.outbox] == [["rhea@example.org"], ["dana@example.org"]]


def test_what_another_run_claimed_is_not_sent() -> None:
    reviewed("hip", in_days(-3), by=rhea())
    (digest,), _ = reminders.digests()
    assert reminders.send(digest) == 1
    assert reminders.send(digest) == 0
    assert len(mail.outbox) == 1


def test_what_a_dead_run_claimed_is_sent_an_hour_later() -> None:
    page = reviewed("hip", in_days(-3), by=rhea())
    claim = ReviewReminder.objects.create(
        page=page, reviewer=rhea(), kind="review_overdue", due_on=in_days(-3), claimed_at=NOON
    )
    run()
    assert not mail.outbox
    ReviewReminder.objects.filter(pk=claim.pk).update(claimed_at=NOON - reminders.ABANDONED)
    run()
    assert len(mail.outbox) == 1


def test_an_account_s_address_is_used_when_the_reviewer_has_none() -> None:
    reviewed("hip", in_days(-3), by=a_reviewer("Rhea", user=a_user("rhea")))
    run()
    assert mail.outbox[0].to == ["rhea@example.org"]


@pytest.mark.parametrize("fields", [{"email": ""}, {"active": False}])
def test_a_page_whose_reviewer_cannot_be_reached_is_named(fields: dict[str, Any]) -> None:
    reviewed("hip", in_days(-3), by=rhea(**fields))
    assert "Nobody can be told: review overdue of page" in run()
    assert not mail.outbox


def test_nobody_is_told_about_a_page_out_of_use() -> None:
    reviewed("hip", in_days(-3), by=rhea()).unpublish()
    assert "Nobody needs to be told" in run()


def second_review(page: Any, due_at: datetime.datetime) -> SecondReview:
    return SecondReview.objects.create(page=page, sign_off=page.sign_offs.standing().first(), due_at=due_at)


def test_a_second_review_is_asked_of_everybody_but_the_first_reviewer() -> None:
    a_reviewer("Dana", email="dana@example.org")
    second_review(reviewed("hip", in_days(300), by=rhea()), NOON + datetime.timedelta(hours=5))
    run()
    (sent,) = mail.outbox
    assert sent.to == ["dana@example.org"]
    assert "needs a second review by 15 June 2026, 17:00" in sent.body


def test_the_e_mail_names_no_patient() -> None:
    alice = a_patient()
    reviewed("hip", in_days(-3), by=rhea())
    run()
    text = mail.outbox[0].body + mail.outbox[0].subject
    assert alice.family_name not in text
    assert str(alice.pk) not in text
