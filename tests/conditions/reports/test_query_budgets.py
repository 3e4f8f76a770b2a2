"""Each page that this product adds to the admin has a budget of queries, and costs the same with 1,000 pages as with a
few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from conditions.builder import document_of
from conditions.models import ConditionPage, Reviewer, Term
from conditions.selectors.signing import signatures
from conditions.services import usage
from portal.models import User
from tests.conditions.from_text.test_new_page_from_text import LEAFLET, draft_form
from tests.conditions.publishing.test_editor import bulk, form_of
from tests.conditions.reports.conftest import many_pages
from tests.factories import a_user, signed

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
FEW = 100
"""More than one page of each list, so that Wagtail's links to the next one are there too."""
Asked = tuple[str, dict[str, Any] | None]
"""An address, and the form that is sent there; None to open it."""

BUDGETS = {
    "front page": 62,
    "explorer": 43,
    "new page": 35,
    "findings of a new page": 28,
    "from text": 17,
    "from text, read": 19,
    "from text, created": 98,
    "needs_review": 21,
    "needs_review, filtered": 21,
    "needs_review, csv": 14,
    "needs_review, xlsx": 14,
    "source_radar": 20,
    "source_radar, filtered": 20,
    "source_radar, csv": 13,
    "source_radar, xlsx": 13,
    "glossary_use": 19,
    "glossary_use, csv": 15,
    "glossary_use, xlsx": 15,
    "reviewers": 18,
    "a new reviewer": 18,
    "a reviewer": 24,
    "terms": 20,
    "a new term": 18,
    "a term": 24,
    "editor": 160,
    "editor, saved": 79,
    "newer version": 34,
    "draft": 32,
    "findings": 52,
    "impact": 29,
    "impact of the form": 36,
    "publications": 21,
    "two publications compared": 21,
    "review and sign": 99,
    "signing, refused": 119,
    "withdraw": 18,
    "confirm publishing": 46,
    "confirm publishing, refused": 63,
    "confirm approval": 50,
    "confirm in bulk": 52,
}
"""The most that each may ask the database: what it asked when this was written, and a little."""
A_PAGE_THAT_WAITS = 18
"""What each page in review may add to the front page, which lists them all."""


@pytest.fixture
def sam(settings: Any) -> Client:
    """Somebody of every group who signs too, so that every form is there."""
    settings.SIGNPOST_DEMO = True
    user = User.objects.create_user("sam@example.org", "a long password", is_demo=True)
    user.groups.set(Group.objects.all())
    Reviewer.objects.create(name="Sam Second", user=user)
    client = Client()
    client.force_login(user)
    return client


def in_review(page: ConditionPage) -> ConditionPage:
    """Published twice, with a signed draft that has one more sign and waits for the editorial check."""
    erin = User.objects.filter(email="erin@example.org").first() or a_user("erin")
    for statement in ("Your foot is blue", "Your foot is cold"):
        draft = page.get_latest_revision_as_object()
        signs = [(child.block_type, child.value) for child in draft.emergency]
        draft.emergency = [*signs, ("sign", signs[0][1] | {"key": "", "statement": statement})]
        draft.save_revision(user=erin)
        page = signed(ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object())
        if statement == "Your foot is blue":
            page.get_latest_revision().publish()
    Workflow.objects.get(active=True).start(page, erin)
    return ConditionPage.objects.get(pk=page.pk)


def views_of_all(client: Client, page: ConditionPage) -> dict[str, Asked]:
    """The pages that are about the whole site."""
    index, new = page.get_parent(), ["conditions", "conditionpage"]
    read: dict[str, Any] = {"under": index.pk, "title": "", "text": LEAFLET}
    placed = draft_form(client.post(reverse("condition_from_text"), read))
    empty = form_of(ConditionPage(title="New", slug="new"))
    return {
        "front page": (reverse("wagtailadmin_home"), None),
        "explorer": (reverse("wagtailadmin_explore", args=[index.pk]), None),
        "new page": (reverse("wagtailadmin_pages:add", args=[*new, index.pk]), None),
        "findings of a new page": (reverse("findings_on_create", args=[*new, index.pk]), empty),
        "from text": (reverse("condition_from_text"), None),
        "from text, read": (reverse("condition_from_text"), read),
        "from text, created": (reverse("condition_from_text_create"), placed),
        **_views_of_reports(),
        **_views_of_snippets(),
    }


def _views_of_reports() -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    for name in ("needs_review", "source_radar", "glossary_use"):
        found[name] = (reverse(name), None)
        for kind in ("csv", "xlsx"):
            found[f"{name}, {kind}"] = (f"{reverse(name)}?export={kind}", None)
    return found | {
        "needs_review, filtered": (f"{reverse('needs_review')}?show=overdue", None),
        "source_radar, filtered": (f"{reverse('source_radar')}?domain=example.org", None),
    }


def _views_of_snippets() -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    for model in (Reviewer, Term):
        name, one = model._meta.model_name, model.objects.order_by("pk").first()
        where = f"wagtailsnippets_conditions_{name}"
        found[f"{name}s"] = (reverse(f"{where}:list"), None)
        found[f"a new {name}"] = (reverse(f"{where}:add"), None)
        found[f"a {name}"] = (reverse(f"{where}:edit", args=[one.pk]), None)
    return found


def views_of_one(page: ConditionPage) -> dict[str, Asked]:
    """The pages that are about one page."""
    form, old = (
        form_of(page),
        {"loaded_revision_id": "1", "loaded_revision_created_at": "2026-01-01T00:00+00:00"},
    )
    return {
        "editor": (_of(page, "wagtailadmin_pages:edit"), None),
        "editor, saved": (_of(page, "wagtailadmin_pages:edit"), form),
        "newer version": (_of(page, "wagtailadmin_pages:edit"), form | old),
        "draft": (_of(page, "wagtailadmin_pages:view_draft"), None),
        "findings": (_of(page, "findings_on_edit"), form),
        "impact": (_of(page, "condition_impact"), None),
        "impact of the form": (_of(page, "condition_impact_on_edit"), form),
        "publications": (_of(page, "condition_history"), None),
        "two publications compared": (f"{_of(page, 'condition_history')}?old=1&new=2", None),
        "review and sign": (_of(page, "condition_sign_offs"), None),
        "signing, refused": (_of(page, "condition_sign"), {}),
        "withdraw": (_of(page, "condition_withdraw"), None),
        "confirm publishing": (_of(page, "condition_confirm_publishing"), None),
        "confirm publishing, refused": (_of(page, "condition_confirm_publishing"), {}),
        "confirm approval": (
            _of(page, "condition_confirm_approval", page.current_workflow_task_state.pk),
            None,
        ),
        "confirm in bulk": (bulk("publish", page), {}),
    }


def _of(page: ConditionPage, name: str, *more: int) -> str:
    return reverse(name, args=[page.pk, *more])


SAID = {
    "from text, created": 302,
    "editor, saved": 302,
    "newer version": 409,
    "signing, refused": 422,
    "confirm publishing, refused": 422,
}
"""What is not answered with 200."""


def counted(client: Client, pages: int) -> dict[str, int]:
    """How many queries each view costs on a site of so many pages; the pages are gone afterwards."""
    with transaction.atomic():
        many_pages(pages)
        Term.objects.create(locale=ConditionPage.objects.first().locale, word="nerve", meaning="A cord.")
        assert usage.rebuild() == pages
        page = in_review(ConditionPage.objects.get(slug="many-first"))
        asked = views_of_all(client, page) | views_of_one(page)
        found = {name: queries(client, name, *asked[name]) for name in asked}
        transaction.set_rollback(True)
    return found


def queries(client: Client, name: str, address: str, form: dict[str, Any] | None) -> int:
    """The queries of the second time: the first fills the caches of content types and sites. Nothing is kept."""

    def ask() -> None:
        with transaction.atomic():
            answer = client.get(address) if form is None else client.post(address, form)
            _read(answer)
            transaction.set_rollback(True)
        assert answer.status_code == SAID.get(name, 200), name

    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def _read(answer: HttpResponse) -> None:
    """To the end: a download asks while it is sent."""
    if answer.streaming:
        b"".join(answer)


def test_a_thousand_pages_cost_the_queries_of_a_few(sam: Client) -> None:
    few, many = counted(sam, FEW), counted(sam, 1000)
    assert {name: (few[name], many[name]) for name in few if many[name] != few[name]} == {}
    assert {name: cost for name, cost in many.items() if cost > BUDGETS[name]} == {}


def test_each_page_that_waits_costs_the_front_page_little(sam: Client) -> None:
    """Wagtail asks for each of them what somebody may do."""
    many_pages(5)
    costs = []
    for slug in ("many-first", "many-1", "many-2"):
        in_review(ConditionPage.objects.get(slug=slug))
        costs.append(queries(sam, "front page", reverse("wagtailadmin_home"), None))
    assert costs[2] - costs[1] <= A_PAGE_THAT_WAITS


def test_the_pages_that_are_counted_are_whole(sam: Client) -> None:
    many_pages(5)
    page = ConditionPage.objects.get(slug="many-2")
    assert page.latest_revision_id == page.live_revision_id is not None
    assert page.get_latest_revision_as_object().slug == "many-2"
    assert page.sign_offs.count() == 1
    assert signatures(page, document_of(page)).missing == ["title"]  # each has its own
