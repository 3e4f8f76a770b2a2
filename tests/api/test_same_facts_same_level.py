"""P17: the same facts give the same level, by the forms of a guest and of a patient, by the API, and on a page that was
imported from a file."""

from __future__ import annotations

import datetime
import io
import itertools
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conditions.models import Publication
from tests import factories
from tests.api.builders import Caller, signed_in
from tests.triage.web.walker import START, Walker
from triage.models import Assessment as StoredAssessment
from triage.models import Patient
from triage.selectors import site

SIGNS = ("numb-saddle", "no-urine", "fever", "older", "both-legs.legs", "both-legs.sit", "other-worry")
ALL_NO = dict.fromkeys(SIGNS, "no")
CALM = {"pain_now": 2, "pain_worst": 3, "side": "left"}
DAYS_AGO = {"today": 0, "weeks": 41, "six_weeks": 42}

facts = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.sampled_from(["no", "no", "no", "unsure", "yes"]) for key in SIGNS},
        **{key: st.integers(0, 10) for key in ("pain_now", "pain_worst")},
        "side": st.sampled_from(["left", "right", "both", "middle"]),
        "started_on": st.sampled_from(sorted(DAYS_AGO)),
    },
)
Facts = dict[str, Any]
Told = tuple[str, list[tuple[str, str]]]
"""The level, and what it is for."""


@pytest.fixture
def pages(db: None, tmp_path: Any, settings: Any) -> tuple[Publication, Publication]:
    """A published page, and its copy that came from a file."""
    settings.SIGNPOST_ASSESSMENTS_PER_MINUTE = 1_000_000
    factories.watched_always()
    page = factories.a_condition_page()
    call_command("export_conditions", page.slug, to=tmp_path, stdout=io.StringIO())
    (file,) = tmp_path.glob("*.yaml")
    file.write_text(file.read_text().replace(f"slug: {page.slug}", "slug: from-a-file"))
    imported = {"publish": True, "reviewed_by": "Rhea Reviewer", "stdout": io.StringIO()}
    call_command("import_conditions", tmp_path, **imported)
    copy = Publication.objects.current().select_related("page").exclude(page=page).get()
    return factories.current(page), copy


_number = itertools.count()


def somebody() -> Patient:
    """A patient of whom nothing is known yet, the age neither."""
    return factories.a_patient(f"p{next(_number)}", birth_date=None)


def day(name: str) -> str:
    return (site.today(timezone.now()) - datetime.timedelta(days=DAYS_AGO[name])).isoformat()


def by_form(client: Client, said: Facts) -> Walker:
    """Every question of the pages, answered with what is true; what is not known is "not sure"."""
    walker = Walker(client).open(START).press("start")
    while (template := walker.response.templates[0].name) != "triage/review.html":
        if template == "triage/interruption.html":
            walker.press("continue")
            continue
        key = walker.response.context["question"]["key"]
        value = str(said.get(key, "unsure"))
        walker.press("next", **({"day": day(value)} if value in DAYS_AGO else {"answer": value}))
    return walker.press("submit")


def as_json(said: Facts, publication: Publication) -> Facts:
    measures = {key: value for key, value in said.items() if key not in SIGNS}
    if "started_on" in measures:
        measures["started_on"] = day(measures["started_on"])
    return {
        "condition": publication.page.slug,
        "publication": publication.sha256,
        "answers": {key: value for key, value in said.items() if key in SIGNS},
        "measures": measures,
    }


def told(answer: Any) -> Told:
    return answer["care_level"], [(reason["kind"], reason["key"]) for reason in answer["reasons"]]


def stored_for(patient: Patient) -> Told:
    row = StoredAssessment.objects.get(check_in__patient=patient, purpose="submitted", governs=True)
    return row.level, [(reason.kind, reason.key) for reason in row.parsed.reasons]


@given(said=facts)
@example(said={**ALL_NO, **CALM, "started_on": "weeks"})
@example(said={**ALL_NO, **CALM, "started_on": "six_weeks"})
@example(said={**ALL_NO, **CALM, "started_on": "today", "pain_worst": 7})
@example(said={**ALL_NO, **CALM, "started_on": "today", "both-legs.legs": "yes", "both-legs.sit": "yes"})
@example(said={**ALL_NO, **CALM, "no-urine": "yes"})
@example(said={})
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_the_same_facts_give_the_same_level(pages: tuple[Publication, Publication], said: Facts) -> None:
    publication, copy = pages
    anyone, patient, other = Caller(), somebody(), somebody()
    assessed = told(anyone.post("/assessments", as_json(said, publication)).json())
    guest = by_form(Client(), said).response.context["result"]["level"]
    by_form(signed_in(patient).client, said)
    sent = told(signed_in(other).post("/check-ins", as_json(said, publication), Idempotency_Key="k").json())
    imported = told(anyone.post("/assessments", as_json(said, copy)).json())
    assert {"guest": guest, "patient": stored_for(patient), "check-in": sent, "imported": imported} == {
        "guest": assessed[0],
        "patient": assessed,
        "check-in": assessed,
        "imported": assessed,
    }
