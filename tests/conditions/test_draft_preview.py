"""A draft shows in the preview, whatever its signs still lack."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from conditions.models import ConditionPage
from conditions.services.tree import ensure_tree
from conditions.views.condition import condition_draft


@pytest.mark.django_db
def test_a_draft_with_a_sign_that_cannot_be_decided_yet_still_shows() -> None:
    page = ConditionPage(title="Draft", slug="draft", live=False)
    page.urgent = [("sign", {"key": "pain", "statement": "It hurts a lot", "kind": "pain_at_least"})]
    ensure_tree("en").add_child(instance=page)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    response = condition_draft(request, page)
    assert "It hurts a lot" in response.render().content.decode()
