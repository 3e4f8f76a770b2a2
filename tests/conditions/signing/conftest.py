"""The cast of publishing, each in the group that the migration made, and a page that Rhea has signed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from conditions.builder import document_of
from conditions.domain.document import document_sha256
from conditions.models import ConditionIndexPage, ConditionPage, Reviewer, SignOff
from conditions.services import signing
from portal.models import User
from tests.conditions.publishing.conftest import index, page_of, words
from tests.factories import signed

__all__ = ["index"]

GROUPS = {
    "erin": "Editors",
    "rhea": "Clinical reviewers",
    "ruth": "Clinical reviewers",
    "paul": "Publishers",
    "sam": "Site administrators",
}
MANY = ["Editors", "Clinical reviewers", "Publishers"]
"""Max is in all of them."""
REVIEWERS = {"rhea": "Rhea Reviewer", "ruth": "Ruth Second", "max": "Max Many"}


def person(name: str) -> User:
    """Somebody of the cast; made when they are first asked for. `root` is a superuser, `charlie` a patient."""
    email = f"{name}@example.org"
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    make = User.objects.create_superuser if name == "root" else User.objects.create_user
    user = make(email, "a long password", is_demo=True)
    groups = MANY if name == "max" else [GROUPS[name]] if name in GROUPS else []
    user.groups.add(*Group.objects.filter(name__in=groups))
    if name in REVIEWERS:
        Reviewer.objects.update_or_create(name=REVIEWERS[name], defaults={"user": user, "credentials": "MD"})
    return user


def at_desk(name: str) -> Client:
    """A browser in which they are signed in."""
    client = Client()
    client.force_login(person(name))
    return client


def edit(page: ConditionPage, by: str | None, **fields: Any) -> ConditionPage:
    """The page's newest draft, after `by` changed these fields and saved."""
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=person(by) if by else None)
    return draft


def fresh(page: ConditionPage) -> ConditionPage:
    return ConditionPage.objects.get(pk=page.pk)


def draft_of(page: ConditionPage) -> ConditionPage:
    return fresh(page).get_latest_revision_as_object()


def words_sha(page: ConditionPage) -> str:
    """The fingerprint of the newest draft, as a form shows it."""
    return document_sha256(document_of(draft_of(page)))


def sign(page: ConditionPage, by: str, **changes: Any) -> SignOff:
    """`by` signs the newest draft through the service, as the form does."""
    given: dict[str, Any] = {
        "words": words_sha(page),
        "review_due": timezone.localdate() + datetime.timedelta(days=365),
        "statements": signing.STATEMENTS,
    }
    return signing.sign(page=page, by=person(by), **given | changes)


def one_more_sign(page: ConditionPage) -> list[Any]:
    """The page's emergency signs and one more."""
    block = type(page)._meta.get_field("emergency").stream_block.child_blocks["sign"]
    more = {"key": "cold-foot", "statement": "Your foot is cold and pale", "kind": "yes_no"}
    return [*((child.block_type, child.value) for child in page.emergency), ("sign", block.normalize(more))]


def reworded_sign(page: ConditionPage, statement: str = "You see bone") -> list[Any]:
    """The page's emergency signs, the first in other words."""
    signs = [(child.block_type, child.value) for child in page.emergency]
    signs[0][1]["statement"] = statement
    return signs


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    """Demo accounts need no second factor."""
    settings.SIGNPOST_DEMO = True


@pytest.fixture
def written(index: ConditionIndexPage) -> ConditionPage:
    """Erin's complete draft, which nobody has signed."""
    page = index.add_child(instance=page_of(words()))
    page.save_revision(user=person("erin"))
    return page


@pytest.fixture
def reviewed(index: ConditionIndexPage) -> ConditionPage:
    """Live, written by Erin and signed by Rhea."""
    page = index.add_child(instance=page_of(words(title="Reviewed"), slug="reviewed"))
    revision = page.save_revision(user=person("erin"))
    signed(fresh(page))
    revision.publish()
    return fresh(page)
