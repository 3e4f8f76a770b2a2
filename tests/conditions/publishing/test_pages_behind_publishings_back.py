"""A page that came live around publishing is a 404, and is reported by a check and in the admin."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from wagtail.models import Page

from conditions.models import ConditionPage
from conditions.selectors.publications import live_without_publication
from tests.conditions.publishing.conftest import is_served, publications

pytestmark = pytest.mark.django_db


def ids() -> list[str | None]:
    return [
        check.id for check in run_checks(databases=["default"]) if (check.id or "").startswith("conditions.")
    ]


def test_loaddata_publishes_nothing(draft: ConditionPage, tmp_path: Path) -> None:
    fixture = tmp_path / "pages.json"
    call_command("dumpdata", "wagtailcore.page", "conditions.conditionpage", output=str(fixture))
    fixture.write_text(fixture.read_text().replace('"live": false', '"live": true'))
    call_command("loaddata", str(fixture), verbosity=0)
    assert Page.objects.get(pk=draft.pk).live
    assert publications(draft) == []
    assert not is_served(draft)
    assert list(live_without_publication()) == [draft]
    assert ids() == ["conditions.W001"]


def test_many_such_pages_are_counted(live: ConditionPage) -> None:
    for number in range(7):
        copied = live.copy(update_attrs={"slug": f"copy-{number}"}, keep_live=False)
        Page.objects.filter(pk=copied.pk).update(live=True)
    found = [check for check in run_checks(databases=["default"]) if check.id == "conditions.W001"]
    assert "copy-0, copy-1, copy-2, copy-3, copy-4 and 2 more" in found[0].msg


def test_a_page_set_to_not_live_in_the_database_is_reported(live: ConditionPage) -> None:
    Page.objects.filter(pk=live.pk).update(live=False)
    assert ids() == ["conditions.W002"]


def test_a_sound_site_has_nothing_to_report(live: ConditionPage) -> None:
    assert ids() == []


def test_another_order_of_the_apps_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conditions.checks.get_commands", lambda: {"publish_scheduled": "wagtail.core"})
    assert "conditions.E002" in ids()
