"""What a page says about its own address and its review, to people on paper and to search engines."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.factories import a_condition_page

pytestmark = pytest.mark.django_db
URL = "/conditions/deep-gluteal-syndrome/"


def page_and_data() -> tuple[str, dict]:
    text = Client().get(URL).content.decode()
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text, re.S)
    return text, json.loads(found[1])


def test_the_address_stands_under_the_sites_own_whatever_host_was_asked(settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8017/"
    a_condition_page()
    text, data = page_and_data()
    assert data["url"] == f"http://127.0.0.1:8017{URL}"
    assert f"http://127.0.0.1:8017{URL}" in text


def test_a_sample_page_says_that_its_reviewer_is_a_sample_too() -> None:
    a_condition_page(sample=True, reviewed=True)
    text, data = page_and_data()
    assert "(sample reviewer)" in text
    assert "reviewedBy" not in data


def test_a_real_review_is_named_as_one() -> None:
    a_condition_page(sample=False, reviewed=True)
    text, data = page_and_data()
    assert "sample reviewer" not in text
    assert data["reviewedBy"]
