"""A published page with every kind of content, callers, and bodies, for the tests of the API."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.test import Client
from wagtail.models import Site

from conditions.freshness import bump
from conditions.models import ConditionPage, HomePage, Publication
from conditions.search.index import index
from portal.models import ApiClient, User
from portal.oauth import SCOPES
from tests.conditions.documents import GOOD
from tests.triage.builders import SIGNS, make_page
from tests.triage.builders import publish as publish_directly
from triage.models import Patient

SECRET = "a-secret-for-tests-" + "x" * 40
ALL_NO = dict.fromkeys(("cannot-pee", "legs-weak", "fever", "worse", "other-worry"), "no")
CALM = {"pain_now": 2, "pain_worst": 3}


PLAIN: dict[str, Any] = {
    "title": "Sciatica",
    "asks_side": False,
    "terms": [],
    "overview": [{"kind": "paragraph", "text": "Pain along a **nerve**."}],
    "symptoms": [{"kind": "sign", "key": "fever"}],
}


def publish(slug: str = "sciatica", *, reviewed: bool = True, **changes: Any) -> Publication:
    """The page at `slug`, published with these words; made when it is not there."""
    page = ConditionPage.objects.filter(slug=slug).first() or make_page(slug)
    _stand_under_the_site()
    ConditionPage.objects.filter(pk=page.pk).update(live=True)
    publication = publish_directly(page, reviewed=reviewed, **(GOOD | PLAIN | SIGNS | changes))
    with transaction.atomic():
        index(publication)
        bump()
    return Publication.objects.select_related("page").get(pk=publication.pk)


def _stand_under_the_site() -> None:
    home = HomePage.objects.get()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    Site.clear_site_root_paths_cache()


def body(publication: Publication, **changes: Any) -> dict[str, Any]:
    """A complete check-in: all no, and calm."""
    return {
        "condition": publication.page.slug,
        "publication": publication.sha256,
        "answers": ALL_NO,
        "measures": CALM,
    } | changes


def make_client(*scopes: str, name: str = "hospital") -> ApiClient:
    """Another system that may have `scopes`; all of them when none is named."""
    return ApiClient.objects.create(
        name=name,
        client_id=name,
        client_secret=SECRET,
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
        allowed_scopes=" ".join(scopes or SCOPES),
    )


def token_of(api_client: ApiClient, scope: str = "") -> str:
    """A token, from the token endpoint."""
    asked = {"grant_type": "client_credentials", "client_id": api_client.client_id, "client_secret": SECRET}
    response = Client().post("/oauth/token", asked | ({"scope": scope} if scope else {}))
    token: str = response.json()["access_token"]
    return token


class Caller:
    """Calls the API with JSON, as somebody."""

    def __init__(self, *, token: str = "", user: User | None = None, csrf: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
        self.headers: dict[str, str] = {"Authorization": f"Bearer {token}"} if token else {}
        if user is not None:
            self.client.force_login(user)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self.headers | _named(headers))

    def post(self, path: str, data: Any, **headers: str) -> Any:
        """POST `data` as JSON; bytes are sent as they are."""
        raw = data if isinstance(data, bytes) else json.dumps(data)
        return self.client.post(
            f"/api/v1{path}", raw, content_type="application/json", headers=self.headers | _named(headers)
        )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def signed_in(patient: Patient) -> Caller:
    """The patient, by session."""
    assert patient.user is not None
    return Caller(user=patient.user)


def codes_of(response: Any) -> list[str]:
    """The codes of a problem, which it must be."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    return [error["code"] for error in response.json()["errors"]]
