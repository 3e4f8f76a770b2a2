"""In the editor a refusal is a message in plain words, and the draft is kept."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.log_actions import LogContext
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from conditions.admin_middleware import RefusalMiddleware
from conditions.models import ConditionIndexPage, ConditionPage
from portal.models import User
from tests.conditions.publishing.conftest import is_served, publications
from tests.factories import signed

pytestmark = pytest.mark.django_db
NO_SIGN = "Add at least one emergency sign"


def form_of(page: ConditionPage, **changes: object) -> dict[str, str]:
    """What the editor's form sends for `page`."""
    streams = [field.name for field in ConditionPage._meta.local_fields if isinstance(field, StreamField)]
    empty = {name: streamfield([]) for name in streams}
    plain = {"title": page.title, "slug": page.slug, "main_message": page.main_message}
    sign = {"key": "", "statement": "You cannot pee", "kind": "yes_no", "all_of": streamfield([])}
    paragraph = streamfield([("paragraph", rich_text("<p>Words.</p>"))])
    filled = {
        "emergency": streamfield([("sign", sign)]),
        "call_provider": streamfield([("sign", sign | {"statement": "It hurts"})]),
        "overview": paragraph,
        "symptoms": paragraph,
        "treatment": paragraph,
        "sources": streamfield([("source", {"title": "A source", "url": "https://example.org"})]),
        "main_message": "Rest it.",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return nested_form_data({**empty, **plain, **filled, **changes})


def said(response: object) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def save(erin: Client, page: ConditionPage) -> HttpResponse:
    return erin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page))


def publish_latest(erin: Client, page: ConditionPage) -> HttpResponse:
    """Send the form, as it was saved, with the button "Publish"."""
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    keys = [sign.value["key"] for name in ("emergency", "call_provider") for sign in getattr(draft, name)]
    data = form_of(page)
    for place, key in zip(("emergency-0-value-key", "call_provider-0-value-key"), keys, strict=True):
        data[place] = key
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return erin.post(url, data | {"action-publish": "1"})


def test_publishing_signed_words(erin: Client, draft: ConditionPage) -> None:
    save(erin, draft)
    signed(ConditionPage.objects.get(pk=draft.pk).get_latest_revision_as_object())
    response = publish_latest(erin, draft)
    assert response.status_code == 302, response.context["form"].errors
    assert is_served(draft)
    assert publications(draft)[0].published_by == erin.user


def test_publishing_words_that_nobody_signed_keeps_the_draft_and_says_who_can_sign(
    erin: Client, unsigned: ConditionPage
) -> None:
    save(erin, unsigned)
    response = publish_latest(erin, unsigned)
    assert "No clinical reviewer has signed these words" in said(response)
    assert "Submit the page for clinical review" in said(response)
    assert publications(unsigned) == []


def test_publishing_without_emergency_signs_keeps_the_draft(erin: Client, draft: ConditionPage) -> None:
    data = form_of(draft, emergency=streamfield([]), main_message="New words.") | {"action-publish": "1"}
    response = erin.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert NO_SIGN in said(response)
    assert ConditionPage.objects.get(pk=draft.pk).get_latest_revision_as_object().main_message == "New words."
    assert publications(draft) == []


def test_a_refused_change_of_a_live_page_keeps_the_old_words_live(erin: Client, live: ConditionPage) -> None:
    data = form_of(live, emergency=streamfield([]), main_message="New words.") | {"action-publish": "1"}
    response = erin.post(reverse("wagtailadmin_pages:edit", args=[live.pk]), data)
    assert NO_SIGN in said(response)
    assert ConditionPage.objects.get(pk=live.pk).get_latest_revision_as_object().main_message == "New words."
    assert [publication.is_current for publication in publications(live)] == [True]


def test_creating_and_publishing_an_incomplete_page_keeps_the_draft(
    erin: Client, index: ConditionIndexPage
) -> None:
    new = ConditionPage(title="New", slug="new")
    data = form_of(new, emergency=streamfield([])) | {"action-publish": "1"}
    url = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", index.pk])
    response = erin.post(url, data)
    assert NO_SIGN in said(response)
    page = ConditionPage.objects.get(slug="new")
    assert not page.live
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_title_is_enough_to_save_a_new_page(erin: Client, index: ConditionIndexPage) -> None:
    url = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", index.pk])
    data = form_of(ConditionPage(title="Knee, sore_and stiff", slug=""))
    for _ in range(2):
        assert erin.post(url, data).status_code == 302
    made = ConditionPage.objects.filter(title="Knee, sore_and stiff").order_by("pk")
    assert [page.slug for page in made] == ["knee-sore-and-stiff", "knee-sore-and-stiff-2"]


def test_creating_and_publishing_a_page_keeps_the_draft_until_it_is_signed(
    erin: Client, index: ConditionIndexPage
) -> None:
    data = form_of(ConditionPage(title="New", slug="new")) | {"action-publish": "1"}
    url = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", index.pk])
    assert "No clinical reviewer has signed" in said(erin.post(url, data))
    assert not ConditionPage.objects.get(slug="new").live


def test_an_incomplete_page_is_not_scheduled(erin: Client, draft: ConditionPage) -> None:
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    data = form_of(draft, emergency=streamfield([]), go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"))
    response = erin.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data | {"action-publish": "1"})
    assert NO_SIGN in said(response)
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def bulk(action: str, *pages: Page) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{ids}&next=/admin/pages/"


def test_bulk_publish_with_a_refused_page_publishes_none_and_says_why(
    erin: Client, draft: ConditionPage, unsafe: ConditionPage
) -> None:
    response = erin.post(bulk("publish", draft, unsafe))
    assert response.status_code == 302
    assert NO_SIGN in said(response)
    assert "Unsafe" in said(response)
    assert publications(draft) == publications(unsafe) == []


def test_bulk_publish_publishes_complete_pages(erin: Client, draft: ConditionPage) -> None:
    erin.post(bulk("publish", draft))
    assert is_served(draft)


def test_bulk_publish_of_the_parent_looks_at_the_pages_below(
    erin: Client, index: ConditionIndexPage, unsafe: ConditionPage
) -> None:
    response = erin.post(bulk("publish", index), {"include_descendants": "on"})
    assert NO_SIGN in said(response)
    assert publications(unsafe) == []


def test_bulk_unpublish_ends_publications(erin: Client, live: ConditionPage) -> None:
    erin.post(bulk("unpublish", live))
    ended = publications(live)[0]
    assert (ended.end_kind, ended.ended_by) == ("unpublished", erin.user)


def test_unpublishing_in_the_admin_ends_the_publication(erin: Client, live: ConditionPage) -> None:
    erin.post(reverse("wagtailadmin_pages:unpublish", args=[live.pk]))
    assert publications(live)[0].end_kind == "unpublished"
    assert not is_served(live)


def test_a_copy_that_cannot_go_live_is_undone_says_so_and_leads_nowhere(
    erin: Client, unsafe: ConditionPage
) -> None:
    ConditionPage.objects.filter(pk=unsafe.pk).update(live=True)
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": str(unsafe.get_parent().pk),
        "publish_copies": "on",
        "copy_subpages": "",
    }
    response = erin.post(reverse("wagtailadmin_pages:copy", args=[unsafe.pk]), data)
    assert response.status_code == 302
    words = said(response)
    assert NO_SIGN in words
    assert "was not published. Nothing was saved." in words
    assert "#findings-" not in words
    assert not ConditionPage.objects.filter(slug="copy").exists()


def test_locking_in_the_admin_publishes_nothing(erin: Client, live: ConditionPage) -> None:
    erin.post(reverse("wagtailadmin_pages:lock", args=[live.pk]))
    erin.post(reverse("wagtailadmin_pages:unlock", args=[live.pk]))
    assert len(publications(live)) == 1


def test_deleting_a_published_page_is_a_message(erin: Client, live: ConditionPage) -> None:
    response = erin.post(reverse("wagtailadmin_pages:delete", args=[live.pk]))
    assert "is kept" in said(response)
    assert is_served(live)


def test_bulk_delete_of_a_published_page_is_a_message(erin: Client, live: ConditionPage) -> None:
    response = erin.post(bulk("delete", live))
    assert "is kept" in said(response)
    assert is_served(live)


def test_deleting_what_holds_a_published_page_is_a_message(erin: Client, live: ConditionPage) -> None:
    index = live.get_parent()
    for address in (reverse("wagtailadmin_pages:delete", args=[index.pk]), bulk("delete", index)):
        response = erin.post(address)
        assert "holds pages that were published or signed before, so it is kept" in said(response)
        assert "Unpublish it instead" in said(response)
    assert is_served(live)


def test_a_page_never_published_can_be_deleted(erin: Client, unsigned: ConditionPage) -> None:
    erin.post(reverse("wagtailadmin_pages:delete", args=[unsigned.pk]))
    assert not ConditionPage.objects.filter(pk=unsigned.pk).exists()


def rhea() -> Client:
    """Another superuser, who wrote nothing and submits nothing."""
    client = Client()
    client.force_login(User.objects.create_superuser("rhea@example.org", "a long password", is_demo=True))
    return client


def approve(erin: Client, page: ConditionPage, **meanwhile: object) -> HttpResponse:
    """Erin submits the page to a workflow of one stock task, and Rhea approves it. `meanwhile`: what was changed."""
    workflow, task = Workflow.objects.create(name="Review"), GroupApprovalTask.objects.create(name="Rhea")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page.save_revision()
    workflow.start(page, erin.user)
    for name, value in meanwhile.items():
        setattr(page, name, value)
        page.save_revision()
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return rhea().post(url, {"next": "/admin/"})


def test_a_workflow_approval_publishes(erin: Client, draft: ConditionPage) -> None:
    approve(erin, draft)
    assert is_served(draft)


def test_a_refused_workflow_approval_is_a_message_and_stays_open(erin: Client, draft: ConditionPage) -> None:
    response = approve(erin, draft, emergency=[])
    assert NO_SIGN in said(response)
    assert publications(draft) == []
    assert ConditionPage.objects.get(pk=draft.pk).workflow_in_progress


def test_an_alias_is_refused_with_a_message(erin: Client, live: ConditionPage) -> None:
    data = {
        "new_title": "Alias",
        "new_slug": "alias",
        "new_parent_page": str(live.get_parent().pk),
        "alias": "on",
    }
    response = erin.post(reverse("wagtailadmin_pages:copy", args=[live.pk]), data)
    assert "cannot be an alias" in said(response)
    assert not ConditionPage.objects.filter(slug="alias").exists()


def publisher_of(draft: ConditionPage) -> User:
    publisher = User.objects.create_user("publisher@example.org", "a long password", is_staff=True)
    with LogContext(user=publisher):
        draft.save_revision().publish()
    return publisher


def test_an_account_that_published_is_kept_with_a_message(erin: Client, draft: ConditionPage) -> None:
    publisher = publisher_of(draft)
    response = erin.post(reverse("wagtailusers_users:delete", args=[publisher.pk]))
    assert "other records stand on it" in said(response)
    assert User.objects.filter(pk=publisher.pk).exists()


def test_the_home_page_and_the_index_are_published_without_a_gate(
    erin: Client, index: ConditionIndexPage
) -> None:
    data = {"title": "Topics", "slug": "topics", "introduction": "", "action-publish": "1"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    erin.post(reverse("wagtailadmin_pages:edit", args=[index.pk]), data | comments)
    assert ConditionIndexPage.objects.get().title == "Topics"


def test_a_refusal_leads_back_to_where_it_came_from(erin: Client, draft: ConditionPage) -> None:
    came_from = "http://testserver/admin/pages/"
    delete = reverse("wagtailusers_users:delete", args=[publisher_of(draft).pk])
    response = erin.post(delete, headers={"referer": came_from})
    assert response.url == came_from


def test_other_errors_of_the_admin_are_not_hidden(rf: RequestFactory) -> None:
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(rf.get("/admin/"), KeyError()) is None
    assert middleware.process_exception(rf.get("/conditions/"), ValidationError("No")) is None


def test_the_front_page_names_what_is_not_served(
    erin: Client, unsafe: ConditionPage, draft: ConditionPage
) -> None:
    ConditionPage.objects.filter(pk=unsafe.pk).update(live=True)
    late = draft.save_revision()
    late.approved_go_live_at = timezone.now() - datetime.timedelta(hours=1)
    late.save()
    text = erin.get(reverse("wagtailadmin_home")).content.decode()
    assert "“Unsafe” is marked live but was never published" in text
    assert "“Sprain” should have gone live" in text


def test_the_front_page_is_quiet_when_all_is_well(erin: Client, live: ConditionPage) -> None:
    assert "Not on the site" not in erin.get(reverse("wagtailadmin_home")).content.decode()
