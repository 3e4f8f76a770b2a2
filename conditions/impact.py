"""Where an app that knows check-ins plugs in, so that an edit's effect can be counted before it is live.

This app never imports patients. It asks whoever registered, with two questionnaires, and gets counts.
"""

from __future__ import annotations

from typing import Protocol

from conditions.domain.impact import CountedImpact
from conditions.domain.questionnaire import Questionnaire


class ImpactSource(Protocol):
    """Counts what an edit would do to the check-ins of one page."""

    def __call__(self, *, page_id: int, current: Questionnaire, draft: Questionnaire) -> CountedImpact:
        """The effect of `draft` in place of `current`."""
        ...


_sources: list[ImpactSource] = []


def register_source(source: ImpactSource) -> None:
    """Called once, at start-up; another source takes its place."""
    _sources[:] = [source]


def count(*, page_id: int, current: Questionnaire, draft: Questionnaire) -> CountedImpact | None:
    """The counts; None on a site that keeps no check-ins."""
    for source in _sources:
        return source(page_id=page_id, current=current, draft=draft)
    return None
