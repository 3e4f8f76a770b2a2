"""A full address of this site that leads nowhere is a broken link; other sites are not asked."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from conditions.selectors.findings import findings_about
from conditions.selectors.own_addresses import leads_nowhere
from tests.conditions.documents import good
from tests.factories import a_condition_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here() -> None:
    a_condition_page()
    Site.objects.filter(is_default_site=True).update(hostname="clinic.example", port=443)
    Site.clear_site_root_paths_cache()


@pytest.mark.parametrize(
    "address",
    [
        "https://clinic.example/",
        "https://clinic.example",
        "https://clinic.example/conditions/",
        "https://clinic.example/conditions/deep-gluteal-syndrome/",
        "https://clinic.example/conditions/deep-gluteal-syndrome/?print=1#help",
        "https://clinic.example/conditions/deep-gluteal-syndrome",
        "https://clinic.example/conditions/deep-gluteal-syndrome/what-changed/",
        "https://clinic.example/accounts/login/",
        "https://clinic.example/accounts/login",
        "https://clinic.example/es/accounts/login/",
        "https://clinic.example/es/search",
        "https://clinic.example/es",
        "https://clinic.example/brand.css",
        "https://clinic.example/static/leaflet.pdf",
        "https://elsewhere.example/gone/",
        "not an address",
        "https://[clinic.example/gone",
    ],
)
def test_what_readers_can_open_or_nobody_asked_is_not_broken(address: str) -> None:
    assert not leads_nowhere(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://clinic.example/gone/",
        "https://clinic.example:8443/conditions/gone/",
        "https://CLINIC.example/es/conditions/gone/",
        "https://clinic.example/en/conditions/deep-gluteal-syndrome/",
        "https://clinic.example/conditions/what-changed/",
        "https://clinic.example/what-changed/",
    ],
)
def test_what_is_not_on_this_site_is_broken(address: str) -> None:
    assert leads_nowhere(address)


def test_the_editor_is_told_where_it_stands() -> None:
    text = "See [our leaflet](https://clinic.example/gone/) or [theirs](https://elsewhere.example/gone/)."
    found = findings_about(good(overview=[{"kind": "paragraph", "text": text}]))
    told = [finding for finding in found if finding.code == "broken_link"]
    assert [finding.path for finding in told] == ["overview[0].text"]
    assert "https://clinic.example/gone/" in told[0].message


def test_addresses_with_a_field_of_their_own_are_looked_at_too() -> None:
    gone = "https://clinic.example/gone/"
    care = {"text": "Video", "label": "Start", "url": gone, "learn_more": gone}
    found = findings_about(good(virtual_care=care, sources=[{"title": "Ours", "url": gone}]))
    assert {finding.path for finding in found if finding.code == "broken_link"} == {
        "virtual_care.url",
        "virtual_care.learn_more",
        "sources[0].url",
    }
