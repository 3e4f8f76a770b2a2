"""`/care-team/` and `/admin/`: the role, then a second factor, at every address and every login."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.portal.test_every_route import ROUTES
from tests.staff.conftest import PASSWORD
from triage.domain.permissions import Role
from triage.services import roles

pytestmark = pytest.mark.django_db
AREAS = ["/care-team/", "/admin/"]


@pytest.fixture
def erin(make_user):
    user = make_user("erin", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def signed_in(user) -> Client:
    """Signed in with a password only."""
    client = Client()
    assert client.login(username=user.email, password=PASSWORD)
    return client


def sign_in_to(response) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "address", [*AREAS, "/admin/users/", "/admin/pages/", "/care-team/search/", "/admin/sprite/"]
)
def test_strangers_are_sent_to_sign_in(client, address):
    assert sign_in_to(client.get(address))
    assert sign_in_to(client.post(address))


@pytest.mark.parametrize("area", AREAS)
def test_patients_are_refused(area, charlie, as_staff):
    assert signed_in(charlie.user).get(area).status_code == 403
    assert as_staff(charlie.user).get(area).status_code == 403


def test_a_superuser_without_a_clinical_role_sees_no_patient(root_admin, as_staff, raised, alice):
    item = raised(alice, fever="yes")
    client = as_staff(root_admin)
    for address in ("/care-team/", reverse("work_item", args=[item.pk])):
        assert client.get(address).status_code == 403
    assert client.get("/admin/").status_code == 200


def test_editors_see_no_patient_and_nurses_edit_no_page(erin, bob, as_staff):
    assert as_staff(erin).get("/admin/").status_code == 200
    assert as_staff(erin).get("/care-team/").status_code == 403
    assert as_staff(bob).get("/care-team/").status_code == 200
    assert as_staff(bob).get("/admin/").status_code == 403


def test_an_auditor_does_not_read_the_worklist(make_user, root_admin, as_staff):
    auditor = make_user("audra")
    roles.grant(user=auditor, role=Role.AUDITOR, by=root_admin)
    assert as_staff(auditor).get("/care-team/").status_code == 403


def test_a_revoked_role_closes_the_area_at_once(bob, root_admin, as_staff):
    client = as_staff(bob)
    roles.revoke(user=bob, role=Role.NURSE, by=root_admin)
    assert client.get("/care-team/").status_code == 403


@pytest.mark.parametrize(("area", "name"), [("/care-team/", "bob"), ("/admin/", "erin")])
def test_a_password_alone_leads_to_setting_up_a_second_factor(area, name, request):
    response = signed_in(request.getfixturevalue(name)).get(area)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("mfa_activate_totp"))


@pytest.mark.parametrize(("area", "name"), [("/care-team/", "bob"), ("/admin/", "erin")])
def test_having_a_second_factor_is_not_enough_it_must_be_used(area, name, request):
    user = request.getfixturevalue(name)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    response = signed_in(user).get(area)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def kept_out(response) -> bool:
    """Sent to the second factor or to the one sign-in page, or told that nothing is here."""
    where = response.headers.get("Location", "")
    return response.status_code == 404 or (response.status_code == 302 and where.startswith("/accounts/"))


@pytest.mark.parametrize(("area", "name"), [("/care-team/", "bob"), ("/admin/", "root_admin")])
def test_a_password_alone_opens_no_address_of_the_area(area, name, request):
    client = signed_in(request.getfixturevalue(name))
    addresses = [address for _name, address in ROUTES if address.startswith(area)]
    assert len(addresses) > 10
    opened = [
        address
        for address in addresses
        if not (kept_out(client.get(address)) and kept_out(client.post(address)))
    ]
    assert opened == []


def test_a_factor_that_was_removed_does_not_count_any_more(bob, as_staff):
    client = as_staff(bob)
    Authenticator.objects.filter(user=bob).delete()
    assert client.get("/care-team/").status_code == 302


def test_recovery_codes_alone_are_no_second_factor(bob, as_staff):
    client = as_staff(bob)
    Authenticator.objects.filter(user=bob).update(type=Authenticator.Type.RECOVERY_CODES)
    assert client.get("/care-team/").status_code == 302


def test_another_persons_session_record_does_not_count(bob, nora, as_staff):
    as_staff(nora)
    client = as_staff(bob)
    session = client.session
    foreign = Authenticator.objects.get(user=nora).pk
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "id": foreign}]
    session.save()
    assert client.get("/care-team/").status_code == 302


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/"])
def test_password_only_forms_are_not_served_and_do_not_sign_in(client, address, erin):
    for response in (
        client.get(address),
        client.post(address, {"username": erin.email, "password": PASSWORD, "next": "/admin/"}),
    ):
        assert sign_in_to(response)
    assert "_auth_user_id" not in client.session


def test_the_login_redirect_does_not_lead_to_another_site(client):
    response = client.get("/admin/login/", {"next": "//evil.example/"})
    assert response.headers["Location"] == reverse("account_login")


@pytest.mark.parametrize(
    "address", ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/password_reset/complete/"]
)
def test_wagtails_password_reset_is_closed(client, address, as_staff, root_admin):
    assert client.get(address).status_code == 404
    assert as_staff(root_admin).get(address).status_code == 404


def test_there_is_no_django_admin(client, as_staff, root_admin):
    assert as_staff(root_admin).get("/django-admin/").status_code == 404


@pytest.mark.parametrize("prefix", ["/es"])
def test_a_language_prefix_opens_nothing(client, prefix):
    for area in AREAS:
        assert client.get(prefix + area).status_code in (302, 404)


def test_demo_accounts_need_no_second_factor_in_the_demo_only(bob, settings):
    bob.is_demo = True
    bob.save()
    settings.SIGNPOST_DEMO = True
    assert signed_in(bob).get("/care-team/").status_code == 200
    settings.SIGNPOST_DEMO = False
    assert signed_in(bob).get("/care-team/").status_code == 302


def test_other_accounts_need_one_in_the_demo_too(bob, settings):
    settings.SIGNPOST_DEMO = True
    assert signed_in(bob).get("/care-team/").status_code == 302


def test_what_the_care_team_sees_is_never_stored(bob, as_staff, client, charlie):
    assert as_staff(bob).get("/care-team/").headers["Cache-Control"] == "no-store"
    assert client.get("/care-team/").headers["Cache-Control"] == "no-store"
    assert signed_in(charlie.user).get("/care-team/").headers["Cache-Control"] == "no-store"


def test_a_script_without_access_gets_a_403_and_no_sign_in_page(client, bob):
    for who in (client, signed_in(bob)):
        answer = who.get("/care-team/", headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 403
