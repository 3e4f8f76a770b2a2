"""The cast, one published page with a sign of each level, and check-ins that reach the care team."""

from __future__ import annotations

import datetime

import pytest
from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from conditions.domain.canonical import canonical_json
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument, Sign
from conditions.domain.questionnaire import Answer, Side
from conditions.models import ConditionPage, Publication
from portal.models import User
from triage.domain.assessment import Measures
from triage.domain.permissions import Role
from triage.models import Patient, WorkItem
from triage.services import roles
from triage.services.actor import patient_actor, staff_actor
from triage.services.check_ins import submit

PASSWORD = "a long enough password"
SIGNS = {
    "emergency": (Sign(key="cannot-pee", statement="You cannot pee"),),
    "urgent": (Sign(key="fever", statement="You have a fever that you cannot explain"),),
    "call_provider": (Sign(key="not-better", statement="It is not better after rest"),),
}


@pytest.fixture
def make_user(db):
    def make(name: str, **fields) -> User:
        return User.objects.create_user(f"{name}@example.org", PASSWORD, first_name=name.title(), **fields)

    return make


@pytest.fixture
def root_admin(make_user):
    return make_user("root", is_staff=True, is_superuser=True)


@pytest.fixture
def bob(make_user, root_admin):
    user = make_user("bob", is_staff=True)
    roles.grant(user=user, role=Role.NURSE, by=root_admin)
    return user


@pytest.fixture
def nora(make_user, root_admin):
    """A second nurse."""
    user = make_user("nora", is_staff=True)
    roles.grant(user=user, role=Role.NURSE, by=root_admin)
    return user


@pytest.fixture
def dana(make_user, root_admin):
    user = make_user("dana", is_staff=True)
    roles.grant(user=user, role=Role.CLINICIAN, by=root_admin)
    return user


@pytest.fixture
def make_patient(make_user):
    def make(name: str, **fields) -> Patient:
        values = {
            "given_name": name.title(),
            "family_name": "Moreno",
            "birth_date": datetime.date(1984, 8, 19),
        }
        return Patient.objects.create(user=make_user(name), **{**values, **fields})

    return make


@pytest.fixture
def alice(make_patient):
    return make_patient("alice")


@pytest.fixture
def charlie(make_patient):
    return make_patient("charlie", family_name="Osei")


@pytest.fixture
def publication(db):
    return make_publication("ankle-sprain", "Ankle sprain")


def make_publication(slug: str, title: str, *, reviewed: bool = True) -> Publication:
    """A current publication, without the editor's way to it, which has its own tests."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    page = root.add_child(instance=ConditionPage(title=title, slug=slug, live=False))
    document = ConditionDocument(
        language="en",
        title=title,
        main_message="A sprain is a stretched ligament.",
        asks_pain=True,
        asks_side=True,
        **SIGNS,
    )
    questionnaire = compile_questionnaire(document, other_worry="Something else worries you")
    return Publication.objects.create(
        page=page,
        language="en",
        number=1,
        document=canonical_json(document.model_dump(mode="json")),
        questionnaire=canonical_json(questionnaire.model_dump(mode="json")),
        sha256="0" * 64,
        reviewer_name="Rhea Reviewer" if reviewed else "",
        reviewed_on=timezone.localdate() if reviewed else None,
        published_at=timezone.now(),
    )


@pytest.fixture
def check_in(publication):
    """Sends a check-in in which every sign is answered no, but for the answers that are given."""

    def send(
        patient: Patient, measures: Measures | None = None, note: str = "", on=publication, **given: str
    ):
        keys = [question.key for question in on.compiled().questions if question.asks == "sign"]
        answers = {key: Answer(given.get(key.replace("-", "_"), "no")) for key in keys}
        facts = measures or Measures(
            pain_now=3, pain_worst=4, side=Side.LEFT, started_on=timezone.localdate()
        )
        return submit(
            patient=patient,
            publication=on,
            answers=answers,
            measures=facts,
            note=note,
            by=patient_actor(patient),
        )

    return send


@pytest.fixture
def raised(check_in):
    """The open work item of a patient after a check-in with these answers."""

    def raise_item(patient: Patient, **given) -> WorkItem:
        sent = check_in(patient, **given)
        return WorkItem.objects.get(episode=sent.episode, closed_at__isnull=True)

    return raise_item


@pytest.fixture
def actor():
    return staff_actor


@pytest.fixture
def measured():
    """Measures with the pain that is given."""

    def make(pain_now: int) -> Measures:
        return Measures(
            pain_now=pain_now, pain_worst=pain_now, side=Side.LEFT, started_on=timezone.localdate()
        )

    return make


@pytest.fixture
def as_staff():
    """A browser in which this person has signed in with a second factor."""
    return browser_with_second_factor


def browser_with_second_factor(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    factor, _ = Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
    )
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "id": factor.pk, "type": "totp"}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return client


@pytest.fixture
def confirmed():
    """An account whose e-mail address is confirmed."""

    def confirm(user: User) -> User:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    return confirm
