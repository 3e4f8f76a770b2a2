"""A process for `test_submit_killed`: submits one check-in, and stops where it is told, to be killed there.

Run as `python -m tests.triage.killed_submit STOP PATIENT PUBLICATION [DRAFT]`; STOP is `before` or `after` the commit.
"""

from __future__ import annotations

import sys
import time

import django

django.setup()

from conditions.models import Publication  # noqa: E402
from tests.triage.builders import send  # noqa: E402
from triage.models import CheckIn, Patient, unit_of_work  # noqa: E402


def say_and_wait(word: str) -> None:
    """Tell the parent where we are, and stay there until it kills us."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    time.sleep(60)


def main(stop: str, patient_id: str, publication_id: str, draft_id: str = "") -> None:
    patient, publication = Patient.objects.get(pk=patient_id), Publication.objects.get(pk=publication_id)
    if stop == "before":
        finish = unit_of_work._Unit.finish

        def write_and_wait(unit, *, commit):
            is_last = any("check_in.submitted" in statement.params for statement in unit.writes)
            unit.flush()
            if is_last:
                say_and_wait("inside")
            finish(unit, commit=commit)

        unit_of_work._Unit.finish = write_and_wait
    draft = CheckIn.objects.get(pk=draft_id) if draft_id else None
    check_in = send(patient, publication, draft=draft, fever="yes")
    say_and_wait(f"acknowledged {check_in.pk}")


if __name__ == "__main__":
    main(*sys.argv[1:])
