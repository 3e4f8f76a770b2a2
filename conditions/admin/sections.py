"""The clinical sections of a draft as the admin lists them: what must still be read and signed comes first."""

from __future__ import annotations

from collections.abc import Iterable

from conditions.services.editing import SectionReview


def by_need(sections: Iterable[SectionReview]) -> dict[str, list[SectionReview]]:
    """`open`: what nobody has signed as it is now; `signed`: the others."""
    found: dict[str, list[SectionReview]] = {"open": [], "signed": []}
    for section in sections:
        found["open" if section.sign_off is None else "signed"].append(section)
    return found
