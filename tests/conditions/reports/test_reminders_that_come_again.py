"""Reminders of what stays undone: pages that nobody reviewed, reviews and second reviews that are late."""

from __future__ import annotations

import datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from conditions.builder import document_of
from conditions.models import ConditionPage, Reviewer, ReviewReminder, SecondReview
from conditions.services import reminders
from conditions.services.signing import sign_for
from tests.conditions.reports.conftest import NOON, TODAY, never_reviewed, reviewed
from tests.factories import a_reviewer, a_user, republish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def in_days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def rhea(**fields: Any) -> Reviewer:
    return a_reviewer("Rhea", **{"email": "rhea@example.org", **fields})


def run() -> str:
    said = StringIO()
    call_command("send_review_reminders", stdout=said, stderr=said)
    return said.getvalue()


def mails_in_days(time_machine: Any, days: int) -> list[tuple[int, Any]]:
    """One run a day; which day each e-mail went out on."""
    found = []
    for day in range(days):
        time_machine.move_to(NOON + datetime.timedelta(days=day))
        before = len(mail.outbox)
        run()
        found += [(day, sent) for sent in mail.outbox[before:]]
    return found


def an_administrator() -> None:
    a_user("ada", is_staff=True).groups.add(Group.objects.get(name="Site administrators"))


def a_second_review(page: ConditionPage, hours: int) -> SecondReview:
    due = NOON + datetime.timedelta(hours=hours)
    return SecondReview.objects.create(page=page, sign_off=page.sign_offs.standing().first(), due_at=due)


def test_a_page_that_is_due_is_told_once_before_and_monthly_when_it_is_late(time_machine: Any) -> None:
    reviewed("hip", in_days(5), by=rhea())
    mails = mails_in_days(time_machine, 70)
    assert [day for day, _ in mails] == [0, 6, 36, 66]
    assert "is due on" in mails[0][1].body
    assert all("was due on" in sent.body and "This is late" in sent.body for _, sent in mails[1:])


def test_a_page_that_nobody_reviewed_is_told_to_every_active_reviewer() -> None:
    rhea()
    a_reviewer("Dana", email="dana@example.org")
    a_reviewer("Gone", email="gone@example.org", active=False)
    never_reviewed("knee")
    run()
    assert sorted(sent.to[0] for sent in mail.outbox) == ["dana@example.org", "rhea@example.org"]
    assert "No clinician has reviewed the words that are live since 15 June 2026" in mail.outbox[0].body


def test_it_is_told_to_the_responsible_reviewer_when_there_is_one() -> None:
    a_reviewer("Dana", email="dana@example.org")
    republish(reviewed("hip", in_days(300), by=rhea()), reviewed=False, main_message="Other words.")
    run()
    assert [sent.to for sent in mail.outbox] == [["rhea@example.org"]]


def test_without_reviewers_it_is_told_to_the_site_administrators() -> None:
    an_administrator()
    a_user("erin", is_staff=True).groups.add(Group.objects.get(name="Editors"))
    never_reviewed("knee")
    run()
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert "no reviewer can be reached" in sent.body


def test_an_administrator_is_told_when_the_responsible_reviewer_cannot_be_reached() -> None:
    an_administrator()
    reviewed("hip", in_days(-3), by=rhea(active=False))
    assert "Nobody can be told" not in run()
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]


def test_it_is_told_once_for_each_publication_and_again_each_month(time_machine: Any) -> None:
    rhea()
    page = never_reviewed("knee")
    days = [day for day, _ in mails_in_days(time_machine, 31)]
    assert days == [0, 30]
    republish(page, reviewed=False, main_message="Other words.")
    run()
    run()
    assert len(mail.outbox) == 3


def test_two_publications_on_one_day_are_two_things_to_review() -> None:
    rhea()
    page = never_reviewed("knee")
    run()
    republish(page, reviewed=False, main_message="Other words.")
    run()
    run()
    assert len(mail.outbox) == 2


def test_a_live_page_of_which_nothing_was_published_is_told_too() -> None:
    rhea()
    page = never_reviewed("knee")
    page.unpublish()
    ConditionPage.objects.filter(pk=page.pk).update(live=True)
    run()
    run()
    (sent,) = mail.outbox
    assert "nothing of it was ever published" in sent.body


def test_a_second_review_is_told_before_it_is_due_when_it_is_late_and_each_week_then(
    time_machine: Any,
) -> None:
    a_reviewer("Dana", email="dana@example.org")
    a_second_review(reviewed("hip", in_days(300), by=rhea()), hours=72)
    mails = [(day, sent) for day, sent in mails_in_days(time_machine, 20) if sent.to == ["dana@example.org"]]
    assert [day for day, _ in mails] == [0, 4, 11, 18]
    assert "needs a second review by 18 June 2026, 12:00" in mails[0][1].body
    assert "second review was due on 18 June 2026, 12:00. This is late" in mails[1][1].body


@pytest.mark.parametrize("hours", [72, -1])
def test_a_second_review_that_is_owed_again_is_told_at_once(hours: int) -> None:
    dana = a_reviewer("Dana", email="dana@example.org")
    owed = a_second_review(reviewed("hip", in_days(300), by=rhea()), hours)
    run()
    second = sign_for(page=owed.page, document=document_of(owed.page), reviewer=dana, on=TODAY)
    second.set_once(revoked_at=NOON, revoked_by=a_user("ada"), revoke_reason="I was wrong.")
    for _ in range(2):
        run()
    told = [sent for sent in mail.outbox if sent.to == ["dana@example.org"] and "second review" in sent.body]
    assert len(told) == 2


def test_a_second_review_that_only_its_author_could_do_goes_to_the_administrators() -> None:
    an_administrator()
    a_second_review(reviewed("hip", in_days(300), by=rhea()), hours=-1)
    run()
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]


def test_a_run_that_was_killed_loses_nothing_and_its_e_mail_can_be_told_to_be_the_same(
    time_machine: Any,
) -> None:
    reviewed("hip", in_days(-3), by=rhea())
    (digest,), _ = reminders.digests()
    claims = reminders.claim(digest, NOON)
    run()
    assert not mail.outbox
    time_machine.move_to(NOON + datetime.timedelta(hours=2))
    run()
    run()
    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == reminders.email_of(digest, claims).extra_headers["Message-ID"]


def test_a_monthly_reminder_that_is_refused_is_tried_again(settings: Any, time_machine: Any) -> None:
    reviewed("hip", in_days(-3), by=rhea())
    run()
    time_machine.move_to(NOON + datetime.timedelta(days=30))
    settings.EMAIL_BACKEND = "tests.conditions.reports.test_reminders.BrokenForDana"
    Reviewer.objects.update(email="dana@example.org")
    with pytest.raises(CommandError):
        run()
    assert ReviewReminder.objects.count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run()
    assert len(mail.outbox) == 2


def test_a_reminder_is_for_a_reviewer_or_for_an_account() -> None:
    page = never_reviewed("knee")
    for fields in ({}, {"reviewer": rhea(), "user": a_user("ada")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewReminder.objects.create(page=page, kind="never_reviewed", due_on=TODAY, **fields)
