"""How to come to each type of page, in a browser on a site with one published page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as site_settings
from django.core.management import call_command
from playwright.sync_api import Page
from wagtail.models import Collection

from conditions.services.publishing import withdraw
from portal.models import User
from tests import factories
from tests.api.authorizing import an_application
from tests.api.authorizing import asking as asked_by
from tests.browser.conftest import sign_in_by_form
from tests.browser.steps import MEASURES, SLUG, answer, open_start, press, start
from triage.domain.permissions import Role
from triage.models import WorkItem
from triage.services.roles import grant

SAMPLE = Path(site_settings.BASE_DIR) / "conditions" / "sample"


@dataclass
class Visit:
    """A browser on a site with one published page, and what went wrong there."""

    page: Page
    condition: Any
    sign_in: Callable[[Page, User], None]
    settings: Any
    patch: pytest.MonkeyPatch

    def go(self, address: str) -> None:
        self.page.goto(address)

    def walk(self, *answers: str) -> None:
        """From the start of a check-in, through these answers."""
        open_start(self.page)
        start(self.page)
        answer(self.page, *answers)


NO_SIGN = ("No",) * 5


def at(address: str) -> Callable[[Visit], None]:
    return lambda visit: visit.go(address)


def asking(*answers: str) -> Callable[[Visit], None]:
    return lambda visit: visit.walk(*answers)


def the_sample_page(visit: Visit) -> None:
    if not Collection.objects.exists():  # the flush between tests took the one for pictures along
        Collection.add_root(name="Root")
    call_command("import_conditions", str(SAMPLE), publish=True, stdout=StringIO())
    visit.go(f"/conditions/{SLUG}/")


def a_withdrawn_page(visit: Visit) -> None:
    withdraw(page=visit.condition, reason="The advice on exercise is being checked.")
    visit.go(f"/conditions/{SLUG}/")


def what_changed(visit: Visit) -> None:
    factories.republish(visit.condition, main_message="Rest and warmth help most people.")
    visit.go(f"/conditions/{SLUG}/what-changed/")


def second_factor_to_set_up(visit: Visit) -> None:
    visit.sign_in(visit.page, factories.a_nurse())
    visit.go("/care-team/")


def a_nurse_with_a_second_factor() -> User:
    bob = factories.a_nurse()
    TOTP.activate(bob, generate_totp_secret())
    RecoveryCodes.activate(bob)
    return bob


def second_factor_to_enter(visit: Visit) -> None:
    sign_in_by_form(visit.page, a_nurse_with_a_second_factor())
    visit.page.wait_for_url("**/2fa/authenticate/**")


def second_factors(visit: Visit) -> None:
    visit.sign_in(visit.page, a_nurse_with_a_second_factor())
    visit.go("/accounts/2fa/")


def confirmed_at(address: str) -> Callable[[Visit], None]:
    """A page for which Bob, who has a second factor, must say once more who he is."""

    def go(visit: Visit) -> None:
        visit.settings.SIGNPOST_DEMO = True
        bob = a_nurse_with_a_second_factor()
        User.objects.filter(pk=bob.pk).update(is_demo=True)
        visit.sign_in(visit.page, bob)
        visit.go(address)
        visit.page.wait_for_url("**reauthenticate**")
        visit.go(visit.page.url.replace("2fa/reauthenticate", "reauthenticate"))
        visit.page.get_by_label("Password").first.fill(factories.PASSWORD)
        visit.page.locator("main form button").first.click()
        visit.page.wait_for_url(f"**{address}")

    return go


def with_a_second_factor_at(path: str) -> Callable[[Visit], None]:
    def go(visit: Visit) -> None:
        visit.sign_in(visit.page, a_nurse_with_a_second_factor())
        visit.go(path)

    return go


def sent_empty(address: str) -> Callable[[Visit], None]:
    """The form, sent without anything in it past the browser's own checks."""

    def go(visit: Visit) -> None:
        visit.go(address)
        form = visit.page.locator("main form").first
        form.evaluate("form => { form.noValidate = true; }")
        with visit.page.expect_navigation():
            form.locator("button[type=submit], button:not([type])").first.click()

    return go


def a_new_password(*typed: str) -> Callable[[Visit], None]:
    """Alice follows the link of her mail; what she then types twice, when she does."""

    def go(visit: Visit) -> None:
        alice = factories.a_patient().user
        key = f"{user_pk_to_url_str(alice)}-{default_token_generator.make_token(alice)}"
        visit.go(f"/accounts/password/reset/key/{key}/")
        for field, text in zip(visit.page.locator("input[type=password]").all(), typed, strict=False):
            field.fill(text)
        if typed:
            with visit.page.expect_navigation():
                visit.page.locator("main form button").first.click()

    return go


def an_address_to_confirm(visit: Visit) -> None:
    alice = factories.a_patient().user
    EmailAddress.objects.filter(user=alice).update(verified=False)
    visit.go(f"/accounts/confirm-email/{EmailConfirmationHMAC(EmailAddress.objects.get(user=alice)).key}/")


def an_unreadable_form(visit: Visit) -> None:
    visit.walk()
    form = visit.page.locator("main form").first
    with visit.page.expect_navigation():
        form.evaluate("""form => {
          for (const field of form.querySelectorAll("input[type=hidden]")) {
            if (field.name !== "csrfmiddlewaretoken") { field.value = "?"; }
          }
          form.submit();
        }""")


def refused(visit: Visit) -> None:
    visit.sign_in(visit.page, factories.a_patient("charlie").user)
    visit.go("/care-team/")


def refused_without_a_token(visit: Visit) -> None:
    visit.go("/accounts/login/")
    visit.page.context.clear_cookies()
    visit.page.get_by_label("Email").fill("alice@example.org")
    visit.page.get_by_label("Password").first.fill("does not matter")
    visit.page.get_by_role("button", name="Sign in").click()


def not_understood(visit: Visit) -> None:
    visit.settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    visit.go("/search/?q=one&q=two")


def broken(visit: Visit) -> None:
    visit.patch.setattr("conditions.views.public.find", lambda *_args, **_named: 1 / 0)
    visit.go("/search/?q=pain")


def too_many(visit: Visit) -> None:
    visit.settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/h/ip"}
    for _try in range(2):
        visit.go("/accounts/password/reset/")
        visit.page.get_by_label("Email").fill("alice@example.org")
        visit.page.locator("main form button").first.click()


def signed_in_at(address: str) -> Callable[[Visit], None]:
    def go(visit: Visit) -> None:
        visit.sign_in(visit.page, factories.a_patient().user)
        visit.go(address)

    return go


def another_system_asks(**changes: str) -> Callable[[Visit], None]:
    def go(visit: Visit) -> None:
        an_application()
        visit.sign_in(visit.page, factories.a_patient().user)
        visit.go(asked_by(**changes))

    return go


def own_list(visit: Visit) -> None:
    visit.sign_in(visit.page, factories.a_patient().user)
    visit.walk("Yes")
    press(visit.page, "Send all my answers now")
    visit.walk("No")
    visit.go("/check-ins/")


def interruption(visit: Visit) -> None:
    visit.sign_in(visit.page, factories.a_patient().user)
    visit.walk("Yes")


def stored_result(visit: Visit) -> None:
    interruption(visit)
    press(visit.page, "Send all my answers now")


def guest_result(visit: Visit) -> None:
    visit.walk("No", *NO_SIGN, *MEASURES)
    press(visit.page, "See what to do")


def not_sure(visit: Visit) -> None:
    visit.walk("Not sure")


def an_answer_left_out(visit: Visit) -> None:
    visit.walk()
    press(visit.page, "Continue")


def as_the_care_team(visit: Visit) -> None:
    """Alice has an emergency, and Bob, who needs no second factor in a demo, looks at the list."""
    stored_result(visit)
    visit.settings.SIGNPOST_DEMO = True
    bob = factories.a_nurse()
    User.objects.filter(pk=bob.pk).update(is_demo=True)
    visit.sign_in(visit.page, bob)
    visit.go("/care-team/")


def a_work_item(visit: Visit) -> None:
    as_the_care_team(visit)
    visit.go(f"/care-team/items/{WorkItem.objects.get().pk}/")


def the_audit_trail(visit: Visit) -> None:
    """What happened to Alice, as an auditor sees it."""
    stored_result(visit)
    visit.settings.SIGNPOST_DEMO = True
    otto = factories.a_user("otto")
    grant(user=otto, role=Role.AUDITOR, by=otto)
    User.objects.filter(pk=otto.pk).update(is_demo=True)
    visit.sign_in(visit.page, otto)
    visit.go("/care-team/audit/")


PAGE_TYPES: dict[str, Callable[[Visit], None]] = {
    "home": at("/"),
    "a-to-z": at("/conditions/"),
    "condition": at(f"/conditions/{SLUG}/"),
    "condition-sample": the_sample_page,
    "condition-withdrawn": a_withdrawn_page,
    "what-changed": what_changed,
    "search": at("/search/"),
    "search-hits": at("/search/?q=gluteal"),
    "search-emergency": at("/search/?q=cannot+pass+urine"),
    "search-nothing": at("/search/?q=zebra"),
    "sign-in": at("/accounts/login/"),
    "sign-up": at("/accounts/signup/"),
    "sign-out": signed_in_at("/accounts/logout/"),
    "password-reset": at("/accounts/password/reset/"),
    "password-reset-sent": at("/accounts/password/reset/done/"),
    "password-reset-bad-link": at("/accounts/password/reset/key/1-x/"),
    "password-reset-new": a_new_password(),
    "password-reset-not-the-same": a_new_password("one long password here", "another long password"),
    "password-reset-done": a_new_password("one long password here", "one long password here"),
    "sign-in-empty": sent_empty("/accounts/login/"),
    "sign-up-empty": sent_empty("/accounts/signup/"),
    "account-inactive": at("/accounts/inactive/"),
    "address-to-confirm": at("/accounts/confirm-email/"),
    "address-confirmed-by-link": an_address_to_confirm,
    "who-are-you": with_a_second_factor_at("/accounts/reauthenticate/"),
    "who-are-you-second-factor": with_a_second_factor_at("/accounts/2fa/reauthenticate/"),
    "recovery-codes": confirmed_at("/accounts/2fa/recovery-codes/"),
    "second-factor-remove": confirmed_at("/accounts/2fa/totp/deactivate/"),
    "security-keys": with_a_second_factor_at("/accounts/2fa/webauthn/"),
    "security-key-add": confirmed_at("/accounts/2fa/webauthn/add/"),
    "password-change": signed_in_at("/accounts/password/change/"),
    "email-addresses": signed_in_at("/accounts/email/"),
    "another-system-asks": another_system_asks(),
    "another-system-asks-wrongly": another_system_asks(client_id="nobody"),
    "second-factor-set-up": second_factor_to_set_up,
    "second-factor-enter": second_factor_to_enter,
    "second-factors": second_factors,
    "error-400": not_understood,
    "error-403": refused,
    "error-403-csrf": refused_without_a_token,
    "error-404": at("/no-such-page/"),
    "error-429": too_many,
    "error-500": broken,
    "check-in-start": at(f"/check-in/{SLUG}/"),
    "check-in-question": asking(),
    "check-in-question-error": an_answer_left_out,
    "check-in-how-to-tell": not_sure,
    "check-in-unreadable": an_unreadable_form,
    "check-in-pain": asking("No", *NO_SIGN),
    "check-in-side": asking("No", *NO_SIGN, *MEASURES[:2]),
    "check-in-date": asking("No", *NO_SIGN, *MEASURES[:3]),
    "check-in-review": asking("No", *NO_SIGN, *MEASURES),
    "check-in-interruption": interruption,
    "check-in-result": stored_result,
    "check-in-result-guest": guest_result,
    "check-ins": own_list,
    "check-ins-empty": signed_in_at("/check-ins/"),
    "care-team": as_the_care_team,
    "care-team-item": a_work_item,
    "care-team-audit": the_audit_trail,
    "search-spanish": at("/es/search/?q=dolor"),
    "sign-in-spanish": at("/es/accounts/login/"),
    "api-docs": at("/api/docs"),
}
