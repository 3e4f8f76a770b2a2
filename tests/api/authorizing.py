"""An application that asks patients to let it act for them."""

from __future__ import annotations

from urllib.parse import urlencode

from portal.models import ApiClient
from tests.api.builders import SECRET

LEADS_TO = "https://localhost:47999"
"""Where the application is: an address on this machine at which nobody answers."""
VERIFIER = "a-verifier-of-more-than-forty-three-characters-for-pkce"
CHALLENGE = "8RvlHSIKgURy9pNw1v1_HJSh7626aBKdDpPfJ4Mre7s"


def an_application(name: str = "Step counter", scopes: str = "checkins:read checkins:write") -> ApiClient:
    return ApiClient.objects.create(
        name=name,
        client_id="steps",
        client_secret=SECRET,
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_AUTHORIZATION_CODE,
        redirect_uris=f"{LEADS_TO}/done",
        allowed_scopes=scopes,
    )


def asking(**changes: str) -> str:
    """The address that the application sends somebody to."""
    query = {
        "response_type": "code",
        "client_id": "steps",
        "redirect_uri": f"{LEADS_TO}/done",
        "state": "s1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"/oauth/authorize?{urlencode(query | changes)}"
