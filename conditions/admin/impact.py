"""The impact of an edit as editors, reviewers and publishers see it before it is live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from conditions.admin.access import page_to_read
from conditions.admin.findings import FindingsOnEdit
from conditions.admin.sections import by_need
from conditions.builder import document_of
from conditions.domain.changes import Change, ChangeKind
from conditions.domain.differences import SectionDifference, Stretch, word_difference
from conditions.domain.impact import Count, CountedImpact
from conditions.models import ConditionPage
from conditions.presenter import LEVELS
from conditions.services.editing import section_reviews
from conditions.services.impact import EditImpact, impact_of
from conditions.what_changed import SECTION_NAMES

LABELS = {
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.MOVED_UP: "Moved up",
    ChangeKind.MOVED_DOWN: "Moved down",
    ChangeKind.REWORDED: "Reworded",
    ChangeKind.NARROWED: "Narrowed",
    ChangeKind.WIDENED: "Widened",
    ChangeKind.ANSWERED_OTHERWISE: "Answered otherwise",
    ChangeKind.VALUE_LOWERED: "Threshold lowered",
    ChangeKind.VALUE_RAISED: "Threshold raised",
    ChangeKind.FINDING_ADDED: "Finding added",
    ChangeKind.FINDING_REMOVED: "Finding removed",
    ChangeKind.FINDING_CHANGED: "Finding changed",
    ChangeKind.HELP_REWORDED: "Help reworded",
    ChangeKind.MEASURE_ADDED: "Measure added",
    ChangeKind.MEASURE_DROPPED: "Measure dropped",
}
_MEASURES = {"asks_pain": "The check-in asks about pain", "asks_side": "The check-in asks which side"}
_BAR_WIDTH = 400
_LEAST_BAR = 4
"""Widths in units of the picture. A count that is not told gets the least bar."""


@require_safe
def impact(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the latest draft of the page would change."""
    page = page_to_read(request.user, page_id)
    draft = page.get_latest_revision_as_object()
    context = {
        "page": page,
        "impact": panel(draft),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "conditions/admin/impact.html", context)


class ImpactOnEdit(FindingsOnEdit):
    """POST the editor's form: what its words would change, nothing saved. For those who may edit this page."""

    def answer(self, form: Any) -> JsonResponse:
        draft = form.instance
        document = document_of(draft)
        return JsonResponse(
            {
                "impact": render_to_string("conditions/admin/impact_panel.html", {"impact": panel(draft)}),
                "review": render_to_string(
                    "conditions/admin/sections.html",
                    {"sections": by_need(section_reviews(draft, document))},
                ),
            }
        )


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    where = "conditions/<int:page_id>/impact/"
    return [
        path(where, impact, name="condition_impact"),
        path(f"{where}of-the-form/", ImpactOnEdit.as_view(), name="condition_impact_on_edit"),
    ]


def panel(draft: ConditionPage) -> dict[str, Any]:
    """What `conditions/admin/impact_panel.html` shows about `draft`; for every form that approves or publishes."""
    found = impact_of(draft)
    statements = {sign.key: sign.statement for sign in _signs(found)}
    lowering = set(found.lowering)
    return {
        "base": found.base,
        "signs": [_sign_row(change, statements, lowers=change in lowering) for change in found.changes],
        "lowers": len(found.lowering),
        "words": [_words(difference) for difference in found.words],
        "cannot_decide": found.cannot_decide,
        "decides": found.decides,
        "counted": found.counted,
        "bars": _bars(found.counted) if found.counted else [],
        "waiting": _waiting(found.counted) if found.counted else [],
    }


def _signs(found: EditImpact) -> list[Any]:
    documents = [found.base.parsed_document()] if found.base else []
    return [sign for document in (*documents, found.draft) for _level, sign in document.signs()]


def _sign_row(change: Change, statements: dict[str, str], *, lowers: bool) -> dict[str, Any]:
    level = change.new_level or change.old_level
    return {
        "label": LABELS[change.kind],
        "statement": _MEASURES.get(change.key, statements.get(change.key, change.key)),
        "stretches": _stretches(change),
        "old_level": change.old_level.value if change.old_level and change.old_level != level else "",
        "level": level.value if level else "",
        "lowers": lowers,
    }


def _stretches(change: Change) -> tuple[Stretch, ...]:
    """The change in words, where it is one of words or of a number."""
    if change.kind in {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED_UP, ChangeKind.MOVED_DOWN}:
        return ()
    return word_difference(change.old, change.new)


def _words(difference: SectionDifference) -> dict[str, Any]:
    return {"name": SECTION_NAMES[difference.section], "lines": difference.lines}


@dataclass(frozen=True)
class Bar:
    """One row of the picture and of its table."""

    label: str
    before: str
    after: str
    count: Count
    width: int
    direction: str
    causes: tuple[str, ...]


def _bars(counted: CountedImpact) -> list[Bar]:
    """The moves; how long each bar is beside all check-ins that were looked at."""
    whole = counted.looked_at.number or 0
    return [
        Bar(
            label=_move(move.before, move.after),
            before=move.before.value if move.before else "",
            after=move.after.value if move.after else "",
            count=move.count,
            width=max(_LEAST_BAR, round(_BAR_WIDTH * (move.count.number or 0) / whole))
            if whole
            else _LEAST_BAR,
            direction="lower" if move.before and move.after and move.after < move.before else "higher",
            causes=tuple(f"“{cause.statement}”: {cause.count}" for cause in move.causes),
        )
        for move in counted.moves
    ]


def _waiting(counted: CountedImpact) -> list[dict[str, str]]:
    return [
        {"statement": one.statement, "gives": str(LEVELS[one.gives.value]), "below": str(one.below)}
        for one in counted.waiting
    ]


def _move(before: Any, after: Any) -> str:
    if before is None or after is None:
        return "Other moves, each too rare to be shown"
    return f"{LEVELS[before.value]} → {LEVELS[after.value]}"
