"""A few check-ins, so that the care team's list has something to show on the first visit."""

from __future__ import annotations

from dataclasses import dataclass

from conditions.domain.questionnaire import Answer, Side
from conditions.models import Publication
from triage.domain.assessment import Measures
from triage.models import CheckIn, Patient
from triage.services.actor import patient_actor
from triage.services.check_ins import submit


@dataclass(frozen=True)
class Story:
    """What one demo patient answers. Every sign that is not named is answered no."""

    email: str
    slug: str
    answers: dict[str, Answer]
    pain_now: int
    side: Side
    note: str = ""


STORIES = (
    Story(
        "charlie@example.org",
        "lumbar-spinal-stenosis",
        {"fever": Answer.YES},
        6,
        Side.BOTH,
        "Worse at night.",
    ),
    Story("alice@example.org", "deep-gluteal-syndrome", {"cannot-pee": Answer.UNSURE}, 4, Side.LEFT),
    Story("alice@example.org", "sciatica", {}, 7, Side.LEFT),
)


def make_check_ins() -> None:
    """Submit the stories once; a demo that has any check-in is left as it is."""
    if CheckIn.objects.exists():
        return
    for story in STORIES:
        _tell(story)


def _tell(story: Story) -> None:
    patient = Patient.objects.get(user__email=story.email)
    publication = Publication.objects.current().get(page__slug=story.slug, language="en")
    asked = [question.key for question in publication.compiled().questions if question.asks == "sign"]
    submit(
        patient=patient,
        publication=publication,
        answers=dict.fromkeys(asked, Answer.NO) | story.answers,
        measures=Measures(pain_now=story.pain_now, pain_worst=story.pain_now, side=story.side),
        note=story.note,
        by=patient_actor(patient),
    )
