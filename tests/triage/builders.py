"""Pages, publications and patients for tests of the patient app, made directly and not through the editor."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from conditions.domain.canonical import canonical_json, sha256_of, without_empty
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument
from conditions.domain.questionnaire import Answer
from conditions.models import ConditionIndexPage, ConditionPage, HomePage, Publication
from portal.models import User
from triage.domain.assessment import Measures
from triage.models import CheckIn, Patient
from triage.selectors import site
from triage.services.actor import Actor, patient_actor
from triage.services.check_ins import submit

OTHER_WORRY = "Something else worries you, or you are getting worse fast"
SIGNS: dict[str, Any] = {
    "emergency": [
        {"key": "cannot-pee", "statement": "You cannot pee"},
        {"key": "legs-weak", "statement": "Both of your legs are weak", "finding": "weakness"},
    ],
    "urgent": [{"key": "fever", "statement": "You have a fever that you cannot explain"}],
    "call_provider": [
        {"key": "worse", "statement": "It is getting worse"},
        {"key": "strong-pain", "statement": "Your pain is 7 or more", "kind": "pain_at_least", "value": 7},
    ],
}
ALL_NO = dict.fromkeys(("cannot-pee", "legs-weak", "fever", "worse", "other-worry"), Answer.NO)
CALM = Measures(pain_now=2, pain_worst=3)


def document(**changes: Any) -> ConditionDocument:
    """The sample document of these tests, with some fields changed."""
    return ConditionDocument.model_validate_json(
        canonical_json({"language": "en", "title": "Sciatica", "asks_pain": True, **SIGNS, **changes})
    )


def make_page(slug: str = "sciatica") -> ConditionPage:
    """A draft condition page in its tree."""
    Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        home = root.add_child(instance=HomePage(title="Home", slug="start"))
    index = ConditionIndexPage.objects.first() or home.add_child(
        instance=ConditionIndexPage(title="Conditions", slug="conditions")
    )
    return index.add_child(instance=ConditionPage(title=slug, slug=slug, live=False))


def publish(page: ConditionPage, *, reviewed: bool = True, **changes: Any) -> Publication:
    """The page's next publication, superseding the one before."""
    now = timezone.now()
    today = site.today(now)
    latest = Publication.objects.filter(page=page).order_by("-number").first()
    if latest is not None and latest.is_current:
        latest.set_once(superseded_at=now)
    content = document(**changes)
    questionnaire = compile_questionnaire(content, other_worry=OTHER_WORRY)
    texts = {
        "document": canonical_json(without_empty(content.model_dump(mode="json", by_alias=True))),
        "questionnaire": questionnaire.model_dump_json(),
    }
    publication = Publication(
        page=page,
        language="en",
        number=1 if latest is None else latest.number + 1,
        sha256=sha256_of(canonical_json(texts)),
        reviewer_name="Rhea Reviewer" if reviewed else "",
        reviewed_on=today if reviewed else None,
        review_due=today + datetime.timedelta(days=365) if reviewed else None,
        published_at=now,
        **texts,
    )
    publication.save()
    return publication


def make_patient(name: str, *, birth_date: datetime.date | None = datetime.date(1980, 5, 17)) -> Patient:
    """A patient with an account."""
    user = User.objects.create_user(f"{name}@example.org", "a long password for tests")
    return Patient.objects.create(user=user, given_name=name.title(), birth_date=birth_date)


def send(
    patient: Patient,
    publication: Publication,
    *,
    measures: Measures = CALM,
    note: str = "",
    draft: CheckIn | None = None,
    by: Actor | None = None,
    **said: str,
) -> CheckIn:
    """Submit all no, but for `said` (underscores for hyphens; empty leaves the answer out)."""
    changed = {key.replace("_", "-"): value for key, value in said.items()}
    merged = {**ALL_NO, **changed}
    answers = {key: Answer(value) for key, value in merged.items() if value}
    return submit(
        patient=patient,
        publication=publication,
        answers=answers,
        measures=measures,
        note=note,
        draft=draft,
        by=by or patient_actor(patient),
    )
