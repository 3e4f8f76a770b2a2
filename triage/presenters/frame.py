"""What stands around every page of a check-in, and what they all say of the condition and who is watching."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest

from conditions.models import Publication
from conditions.presenter import Facts
from triage.models import Patient
from triage.presenters.moments import moment
from triage.selectors import site


def frame(request: HttpRequest, patient: Patient | None) -> dict[str, Any]:
    """Who is signed in. Only pages that are never stored may show it."""
    user = request.user
    name = user.get_short_name() if user.is_authenticated else ""
    if patient is not None and patient.given_name:
        name = patient.given_name
    return {"nav_active": "check_ins", "account_name": name}


def about(publication: Publication, url: str) -> dict[str, Any]:
    """The condition that a check-in is about. `url` is where its page stands, empty when it is not public."""
    document = publication.parsed_document()
    return {
        "condition": {"title": document.title, "url": url},
        "publication": Facts.of(publication),
        "sample": document.sample,
        "page_language": publication.language,
    }


def taken_down(publication: Publication) -> dict[str, Any]:
    """Since when and why the page of `publication`, its last one, is out of use. A withdrawal says why to everybody;
    why an editor unpublished a page is the editors' own."""
    withdrawn = publication.withdrawn
    return {"on": publication.ended_at, "reason": withdrawn.reason if withdrawn else ""}


def watching(now: datetime.datetime) -> dict[str, Any]:
    """Who is watching at `now`, and until when; or when somebody will be back."""
    facts, wording = site.watch_facts(now), site.wording()
    return {
        "watched_now": facts.now,
        "always": facts.now and facts.until is None,
        "watched_until": moment(facts.until, now) if facts.until else "",
        "next_watched_at": moment(facts.next_at, now) if facts.next_at else "",
        "find_care_url": wording.find_care_url,
        "phone": wording.care_team_phone,
    }
