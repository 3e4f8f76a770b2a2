"""In the editor the findings stand beside the fields, follow the typing, and never block."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield

from conditions.domain.findings import Kind
from conditions.domain.frozen import freeze
from conditions.models import ConditionIndexPage, ConditionPage, SiteWording
from conditions.selectors.findings import findings_of
from conditions.services import written_findings
from portal.models import User
from tests.conditions.publishing.conftest import is_served, page_of, publications, words
from tests.conditions.publishing.test_editor import bulk, form_of
from tests.factories import released

pytestmark = pytest.mark.django_db
VAGUE = {"key": "", "statement": "You feel very unwell", "kind": "yes_no", "all_of": streamfield([])}


def check(client: Client, page: ConditionPage, **changes: object):
    return client.post(reverse("findings_on_edit", args=[page.pk]), form_of(page, **changes))


def found(answer) -> set[tuple[str, str, str]]:
    return {(f["kind"], f["code"], f["path"]) for f in answer.json()["findings"]}


def test_what_is_typed_is_checked_and_not_saved(erin: Client, draft: ConditionPage) -> None:
    before = ConditionPage.objects.get(pk=draft.pk).main_message
    answer = check(erin, draft, emergency=streamfield([("sign", VAGUE)]), main_message="New words.")
    assert ("warn", "vague", "emergency[0].statement") in found(answer)
    assert ConditionPage.objects.get(pk=draft.pk).main_message == before
    assert draft.revisions.count() == 0


def test_a_link_in_an_emergency_sign_is_a_stop_beside_its_field(erin: Client, draft: ConditionPage) -> None:
    linked = VAGUE | {"statement": "See https://example.org"}
    answer = check(erin, draft, emergency=streamfield([("sign", linked)]))
    assert ("stop", "emergency_link", "emergency[0]") in found(answer)
    assert "no links in emergency advice" in answer.json()["sections"]["emergency"]
    assert answer.json()["counts"]["stop"] == 1


def test_half_a_form_is_checked_as_well(erin: Client, draft: ConditionPage) -> None:
    answer = check(erin, draft, emergency=streamfield([]), title="", overview=streamfield([]))
    assert ("stop", "no_emergency_sign", "emergency") in found(answer)
    assert ("stop", "missing", "overview") in found(answer)


def test_a_field_that_cannot_be_read_is_named(erin: Client, draft: ConditionPage) -> None:
    answer = check(erin, draft, title="x" * 256)
    assert answer.json()["unread"] == ["title"]
    assert "Title" in answer.json()["summary"]


def test_a_page_that_is_not_there_yet_is_checked(erin: Client, index: ConditionIndexPage) -> None:
    url = reverse("findings_on_create", args=["conditions", "conditionpage", index.pk])
    answer = erin.post(url, form_of(ConditionPage(title="New", slug="new"), emergency=streamfield([])))
    assert ("stop", "no_emergency_sign", "emergency") in found(answer)
    assert not ConditionPage.objects.exists()


def test_the_words_of_an_editor_are_escaped(erin: Client, draft: ConditionPage) -> None:
    nasty = VAGUE | {"statement": "<script>alert(1)</script> very unwell?"}
    answer = check(erin, draft, emergency=streamfield([("sign", nasty)]))
    assert "<script>" not in answer.json()["panel"] + "".join(answer.json()["sections"].values())


def test_charlie_cannot_ask(client: Client, draft: ConditionPage) -> None:
    client.force_login(User.objects.create_user("charlie@example.org", "a long password"))
    url = reverse("findings_on_edit", args=[draft.pk])
    assert client.post(url, form_of(draft)).status_code in (302, 403, 404)
    assert Client().post(url, form_of(draft)).status_code in (302, 403, 404)


def test_somebody_who_may_not_edit_this_page_cannot_ask(
    client: Client, draft: ConditionPage, settings
) -> None:
    settings.SIGNPOST_DEMO = True
    user = User.objects.create_user("dana@example.org", "a long password", is_demo=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    answer = client.post(reverse("findings_on_edit", args=[draft.pk]), form_of(draft))
    assert answer.status_code in (302, 403)
    assert b"findings" not in answer.content


def test_only_condition_pages_have_findings(erin: Client, index: ConditionIndexPage) -> None:
    assert erin.post(reverse("findings_on_edit", args=[index.pk]), {}).status_code == 404
    assert erin.get(reverse("findings_on_edit", args=[index.pk])).status_code in (404, 405)


def test_without_a_script_the_editor_shows_the_findings_of_the_draft(
    erin: Client, unsafe: ConditionPage
) -> None:
    html = erin.get(reverse("wagtailadmin_pages:edit", args=[unsafe.pk])).content.decode()
    beside = html.split('id="findings-emergency"')[1].split("findings-here")[0]
    assert "Add at least one emergency sign" in beside
    panel = html.split("data-findings-panel")[1]
    for heading in ("Cannot go live", "Please look at", "Good to know"):
        assert heading in panel
    assert "Reading grade, target 8" in panel


def test_the_three_classes_are_never_mixed(erin: Client, unsafe: ConditionPage) -> None:
    answer = check(erin, unsafe, emergency=streamfield([]), also_called=streamfield([]))
    groups = answer.json()["panel"].split('<section class="findings-group"')[1:]
    assert [g.count("finding--stop") > 0 for g in groups] == [True, False, False]
    assert [g.count("finding--warn") > 0 for g in groups] == [False, True, False]
    assert [g.count("finding--note") > 0 for g in groups] == [False, False, True]


def test_the_editor_of_a_new_page_knows_where_to_ask(erin: Client, index: ConditionIndexPage) -> None:
    url = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", index.pk])
    html = erin.get(url).content.decode()
    ask = reverse("findings_on_create", args=["conditions", "conditionpage", index.pk])
    assert f'data-findings-url="{ask}"' in html
    assert "conditions/findings.js" in html


def test_each_finding_leads_to_its_block(erin: Client, draft: ConditionPage) -> None:
    emergency = streamfield([("sign", VAGUE)])
    emergency["0"]["id"] = "cccc"
    answer = check(erin, draft, emergency=emergency).json()
    for html in (answer["panel"], answer["sections"]["emergency"]):
        link = html.split('href="#findings-emergency"')[1].split(">")[0]
        assert 'data-findings-path="emergency[0].statement"' in link
        assert 'data-findings-block="cccc"' in link


def test_a_paragraph_that_becomes_several_blocks_keeps_the_places_behind_it(
    erin: Client, draft: ConditionPage
) -> None:
    first = rich_text("<p>One.</p><p>Two.</p><ul><li>Three</li></ul>")
    overview = streamfield([("paragraph", first), ("paragraph", rich_text("<p>Tendinopathy.</p>"))])
    overview["0"]["id"], overview["1"]["id"] = "aaaa", "bbbb"
    html = check(erin, draft, overview=overview).json()["sections"]["overview"]
    assert 'data-findings-path="overview[3].text"' in html
    assert 'data-findings-block="bbbb"' in html


def test_a_site_sets_its_own_targets(draft: ConditionPage) -> None:
    SiteWording.objects.create(reading_grade_target=1, smog_target=3)
    draft.main_message = (
        "Conservative rehabilitation interventions generally necessitate considerable participation."
    )
    draft.main_message += " Most people get better with care at home."
    assert ("reading_grade", "main_message") in {(f.code, f.section) for f in findings_of(draft).found}


def test_checking_a_form_costs_a_bounded_number_of_queries(
    erin: Client, draft: ConditionPage, django_assert_max_num_queries
) -> None:
    check(erin, draft)
    with django_assert_max_num_queries(31):
        check(erin, draft)


def test_findings_are_kept_with_the_publication(live: ConditionPage) -> None:
    publication = publications(live)[0]
    kept = json.loads(publication.findings)
    assert {"kind", "code", "section", "path", "message", "where"} == set(kept[0])
    assert "stop" not in {finding["kind"] for finding in kept}
    assert "sha256" not in publication.findings


def test_kept_findings_do_not_change_the_fingerprint(live: ConditionPage) -> None:
    publication = publications(live)[0]
    again = freeze(publication.parsed_document(), other_worry=SiteWording.current().other_worry)
    assert again.sha256 == publication.sha256


def test_kept_findings_cannot_be_changed(live: ConditionPage) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        rows(f"UPDATE conditions_publication SET findings = '[]' WHERE page_id = {live.pk}")


def rows(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_failing_findings_do_not_stop_a_page(live: ConditionPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_findings, "findings_about", lambda *_: 1 / 0)
    assert written_findings.written_findings(publications(live)[0].document) == ""


@pytest.fixture
def warned(index: ConditionIndexPage) -> ConditionPage:
    """A page with warnings of many kinds, and nothing else wrong."""
    emergency = [{"key": "a", "statement": "Do you feel very unwell or hot or cold?"}]
    overview = [{"kind": "paragraph", "text": "Tendinopathy hurts 20 % of people. See [it](page:gone)."}]
    changes = {"also_called": [], "sources": [{"title": "Old", "published": "1999-01-01"}]}
    page = page_of(words(title="Warned", emergency=emergency, overview=overview, **changes), "warned")
    return released(index.add_child(instance=page))


def by_revision(page: ConditionPage, _: Client) -> None:
    page.save_revision().publish()


def by_save(page: ConditionPage, _: Client) -> None:
    page.live = True
    page.save()


def by_bulk(page: ConditionPage, erin: Client) -> None:
    erin.post(bulk("publish", page))


def by_schedule(page: ConditionPage, _: Client) -> None:
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert revision
    call_command("publish_scheduled")


@pytest.mark.parametrize("route", [by_revision, by_save, by_bulk, by_schedule])
def test_a_warning_blocks_no_route(warned: ConditionPage, erin: Client, route: Callable[..., None]) -> None:
    kinds = {finding.kind for finding in findings_of(warned).found}
    assert kinds == {Kind.WARN, Kind.NOTE}
    route(warned, erin)
    assert is_served(warned)
    assert '"kind":"warn"' in publications(warned)[0].findings


def test_a_section_that_is_too_short_has_no_grade(erin: Client, live: ConditionPage) -> None:
    panel = check(erin, live).json()["panel"]
    assert "too short to grade" in panel
    assert "<td>0.0</td>" not in panel


def test_a_finding_in_the_panel_ends_with_the_way_to_its_field(erin: Client, live: ConditionPage) -> None:
    panel = check(erin, live).json()["panel"]
    assert "finding-where" not in panel
    assert "Go to “" in panel
