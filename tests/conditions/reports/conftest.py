"""The cast at the admin, and many pages at once."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from conditions.builder import document_of
from conditions.models import ConditionPage, Publication, Reviewer, SignOff
from conditions.services.signing import sign_for
from portal.models import User
from tests.factories import a_condition_page, a_reviewer, a_user, current

NOON = datetime.datetime(2026, 6, 15, 16, 0, tzinfo=datetime.UTC)
"""Noon in New York, where the test site is."""
TODAY = datetime.date(2026, 6, 15)


def reviewed(
    slug: str, due: datetime.date, *, by: Reviewer | None = None, on: datetime.date | None = None
) -> ConditionPage:
    """A live page whose live words were reviewed and are due again on that day."""
    page = a_condition_page(slug, reviewed=False, title=slug.replace("-", " ").capitalize())
    sign_for(
        page=page,
        document=document_of(page),
        reviewer=by or a_reviewer("Rhea"),
        on=on or datetime.date(2025, 1, 2),
        due=due,
    )
    return page


def never_reviewed(slug: str, title: str = "") -> ConditionPage:
    return a_condition_page(slug, reviewed=False, title=title or slug.replace("-", " ").capitalize())


def many_pages(count: int, **changes: Any) -> None:
    """Live pages with a current publication, a revision and a sign-off each, put into the tables without the whole of
    publishing."""
    first = reviewed("many-first", TODAY - datetime.timedelta(days=1))
    parent, said = first.get_parent(), current(first)
    plain = [field.attname for field in Page._meta.local_fields if not field.primary_key]
    copied = {name: getattr(first, name) for name in plain}
    pages = []
    for number in range(count - 1):
        own = {"slug": f"many-{number}", "title": f"Many {number}", "draft_title": f"Many {number}"}
        place = {
            "path": Page._get_path(parent.path, parent.depth + 1, 1000 + number),
            "live_revision_id": None,
        }
        one = Page(**{**copied, **own, **place, "latest_revision_id": None})
        one.translation_key = uuid.uuid4()
        pages.append(one)
    Page.objects.bulk_create(pages, batch_size=100)
    columns = ", ".join(
        f'"{field.column}"' for field in ConditionPage._meta.local_fields if not field.primary_key
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO conditions_conditionpage (page_ptr_id, {columns}) "
            f"SELECT p.id, {columns} FROM wagtailcore_page p, conditions_conditionpage c "
            "WHERE c.page_ptr_id = %s AND p.slug LIKE 'many-%%' AND p.id <> %s",
            [first.pk, first.pk],
        )
    Page.objects.filter(pk=parent.pk).update(numchild=count)
    facts = {
        field.attname: getattr(said, field.attname)
        for field in Publication._meta.local_fields
        if not field.primary_key
    }
    others = Page.objects.filter(slug__startswith="many-").exclude(pk=first.pk)
    pks = list(others.values_list("pk", flat=True))
    Publication.objects.bulk_create(
        [Publication(**{**facts, "page_id": pk, "revision_id": None}) for pk in pks], batch_size=100
    )
    _give_revisions(first, pks)
    signed = SignOff.objects.filter(page_id=first.pk).get()
    known = {f.attname: getattr(signed, f.attname) for f in SignOff._meta.local_fields if not f.primary_key}
    SignOff.objects.bulk_create([SignOff(**{**known, "page_id": pk}) for pk in pks], batch_size=100)


def _give_revisions(first: ConditionPage, pks: list[int]) -> None:
    """Each page has the revision that it was published from, with the content of the first one's."""
    model = first.latest_revision or first.save_revision()
    known = {f.attname: getattr(model, f.attname) for f in Revision._meta.local_fields if not f.primary_key}
    slugs = dict(Page.objects.filter(pk__in=pks).values_list("pk", "slug"))
    Revision.objects.bulk_create(
        [
            Revision(
                **{**known, "object_id": str(pk), "content": {**model.content, "pk": pk, "slug": slugs[pk]}}
            )
            for pk in pks
        ],
        batch_size=100,
    )
    newest = (
        Revision.objects.filter(object_id=Cast(OuterRef("pk"), CharField())).order_by("-pk").values("pk")[:1]
    )
    Page.objects.filter(pk__in=pks).update(latest_revision=Subquery(newest), live_revision=Subquery(newest))


def staff(name: str, *, sees_reports: bool) -> User:
    """An account of the admin, with or without the permission to see the reports."""
    user = a_user(name, is_staff=True, is_demo=True)
    group, _ = Group.objects.get_or_create(name=f"Group of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if sees_reports:
        group.permissions.add(Permission.objects.get(codename="view_content_reports"))
    user.groups.add(group)
    return user


def in_the_admin(name: str, settings: Any, *, sees_reports: bool) -> Client:
    """Somebody signed in to the admin."""
    settings.SIGNPOST_DEMO = True
    client = Client()
    client.force_login(staff(name, sees_reports=sees_reports))
    return client


@pytest.fixture
def erin(db: None, settings: Any) -> Client:
    """An editor who may see the reports."""
    return in_the_admin("erin", settings, sees_reports=True)


@pytest.fixture
def noon(time_machine: Any) -> datetime.datetime:
    time_machine.move_to(NOON)  # the clock goes on: of two sign-offs one is newer
    return timezone.now()
