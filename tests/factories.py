"""The smallest site with published pages, and the cast, for tests that go through the whole site."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site

from conditions.builder import document_of, fill_page
from conditions.domain.document import document_sha256
from conditions.models import (
    ConditionIndexPage,
    ConditionPage,
    HomePage,
    Publication,
    Reviewer,
)
from conditions.selectors.signing import approvals_to_lower, lowering_changes, signatures
from conditions.services.signing import STATEMENTS, sign, sign_for
from conditions.services.unsigned import release
from portal.models import User
from tests.conditions.documents import good
from triage.domain.permissions import Role
from triage.models import Patient, TriageSettings
from triage.models.settings import WEEKDAYS
from triage.services import roles

PASSWORD = "a long password for tests"
PAGE: dict[str, Any] = {
    "title": "Deep gluteal syndrome",
    "main_message": "Pain deep in the buttock that can run down the leg. Most people get better with home care.",
    "terms": [],
    "sample": True,
    "asks_pain": True,
    "asks_side": True,
    "emergency": [
        {
            "key": "numb-saddle",
            "statement": "You are numb around your genitals, bottom or inner thighs",
            "how_to_tell": "Touch the skin with a tissue. Compare both sides.",
            "finding": "numbness",
        },
        {"key": "no-urine", "statement": "You cannot pass urine, or you cannot feel when you need to"},
    ],
    "urgent": [
        {"key": "fever", "statement": "You have a fever, chills or weight loss that you cannot explain"},
        {
            "key": "older",
            "statement": "The pain is new, and it wakes you at night",
            "applies_to": {"age_from": 65},
        },
    ],
    "call_provider": [
        {
            "key": "strong-pain",
            "statement": "Your pain is 7 or more out of 10",
            "kind": "pain_at_least",
            "value": 7,
        },
        {
            "key": "six-weeks",
            "statement": "It has lasted 6 weeks or more",
            "kind": "lasted_at_least",
            "value": 42,
        },
        {
            "key": "both-legs",
            "statement": "You have pain in both legs, and it is worse when you sit",
            "kind": "all_of",
            "all_of": [
                {"key": "legs", "statement": "You have pain in both legs"},
                {"key": "sit", "statement": "The pain is worse when you sit"},
            ],
        },
    ],
    "overview": [{"kind": "paragraph", "text": "A nerve is squeezed deep in the buttock."}],
    "symptoms": [{"kind": "sign", "key": "fever"}],
    "treatment": [
        {
            "kind": "steps",
            "lead_in": "In the first two weeks:",
            "items": ["Sit less", "Walk a little, often"],
        },
        {"kind": "do_dont", "do": ["Use warmth"], "dont": ["Stretch hard"]},
    ],
    "similar_conditions": [],
}


def a_site() -> ConditionIndexPage:
    """Home and the A to Z; the one that is there when there is one."""
    found = ConditionIndexPage.objects.first()
    if found is not None:
        return found
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Home", slug="front", locale=locale))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home.add_child(instance=ConditionIndexPage(title="Conditions", slug="conditions", locale=locale))


def a_condition_page(
    slug: str = "deep-gluteal-syndrome", *, reviewed: bool = True, **changes: Any
) -> ConditionPage:
    """A live page, reviewed by Rhea unless said otherwise. `changes` replace fields of its document."""
    index = a_site()
    page = ConditionPage(title=slug, slug=slug, live=False)
    fill_page(page, good(**{**PAGE, **changes}))
    page = index.add_child(instance=page)
    return republish(page, reviewed=reviewed)


def republish(page: ConditionPage, *, reviewed: bool = True, **changes: Any) -> ConditionPage:
    """The page live with these words, as a new publication when they changed."""
    page = ConditionPage.objects.get(pk=page.pk)
    if changes:
        fill_page(page, good(**{**PAGE, **changes}))
    if reviewed:
        signed(page)
    else:
        released(page)
    page.save_revision().publish()
    return ConditionPage.objects.get(pk=page.pk)


REVIEWED_ON = datetime.date(2026, 5, 4)
REVIEW_DUE = datetime.date(2099, 5, 4)


def signed(
    page: ConditionPage, *, on: datetime.date = REVIEWED_ON, due: datetime.date = REVIEW_DUE
) -> ConditionPage:
    """`page` with its words signed by Rhea; by Ruth too, where they may lower a level."""
    document = document_of(page)
    lowers = bool(lowering_changes(page, document)) and len(approvals_to_lower(page, document)) < 2
    if lowers:
        sign_for(page=page, document=document, reviewer=a_reviewer("Ruth Second"), on=on, due=due)
    if lowers or signatures(page, document).review is None:
        sign_for(page=page, document=document, reviewer=a_reviewer(), on=on, due=due)
    return page


def signed_as_the_same(page: ConditionPage, *keys: str) -> ConditionPage:
    """`page` with its newest draft signed by Rhea, who says that the reworded signs `keys` mean what they meant."""
    rhea = User.objects.filter(email="rhea@example.org").first() or a_user("rhea")
    rhea.groups.add(Group.objects.get(name="Clinical reviewers"))
    Reviewer.objects.update_or_create(name="Rhea Reviewer", defaults={"user": rhea})
    words = document_sha256(document_of(page.get_latest_revision_as_object()))
    sign(page=page, by=rhea, words=words, review_due=REVIEW_DUE, statements=STATEMENTS, same_meaning=keys)
    return page


def released(page: ConditionPage) -> ConditionPage:
    """`page` with its words released unsigned; by an administrator beside Ruth, where they may lower a level."""
    document = document_of(page)
    by = None
    if lowering_changes(page, document):
        sign_for(page=page, document=document, reviewer=a_reviewer("Ruth Second"))
        by = User.objects.filter(email="sam@example.org").first() or a_user("sam")
    release(page=page, document=document, by=by, reason="A test of an unsigned page.")
    return page


def a_reviewer(name: str = "Rhea Reviewer", **fields: Any) -> Reviewer:
    """The reviewer of that name."""
    return Reviewer.objects.get_or_create(name=name, defaults=fields)[0]


def current(page: ConditionPage) -> Publication:
    """The page's current publication."""
    return Publication.objects.current().get(page=page)


def a_user(name: str, **fields: Any) -> User:
    """An account that can sign in."""
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, first_name=name.title(), **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def a_patient(
    name: str = "alice", *, birth_date: datetime.date | None = datetime.date(1984, 8, 19)
) -> Patient:
    """A patient with an account."""
    user = a_user(name)
    return Patient.objects.create(
        user=user, given_name=name.title(), family_name="Moreno", birth_date=birth_date
    )


def a_nurse(name: str = "bob") -> User:
    """A staff account with the nurse's role."""
    user = a_user(name, is_staff=True)
    roles.grant(user=user, role=Role.NURSE, by=user)
    return user


def watched_always() -> None:
    """Somebody watches the list, day and night."""
    _watch({day: [["00:00", "00:00"]] for day in WEEKDAYS})


def watched_never() -> None:
    """Nobody watches the list, and nobody will."""
    _watch({})


def _watch(hours: dict[str, list[list[str]]]) -> None:
    settings = TriageSettings.stored()
    settings.watched_hours = hours
    settings.save()
