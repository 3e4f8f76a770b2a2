"""Findings in the editor: for the page as it was opened, and for the form as it is being typed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from conditions.admin.sections import by_need
from conditions.domain.document import BLOCK_SECTIONS, SIGN_SECTIONS
from conditions.domain.draftail import passages, unknown_page
from conditions.domain.findings import Finding, Kind
from conditions.domain.findings.readability import FEWEST_WORDS
from conditions.domain.gate import SECTION_NAMES
from conditions.models import ConditionPage
from conditions.selectors.findings import PageFindings
from conditions.services.editing import DraftFindings, SectionReview, draft_findings

_FACTS = ("also_called", "similar_conditions", "codes", "sources")
_HEADINGS = {
    Kind.STOP: "Cannot go live",
    Kind.WARN: "Please look at",
    Kind.NOTE: "Good to know",
}
_WORDS = {Kind.STOP: "Stop", Kind.WARN: "Warn", Kind.NOTE: "Note"}


class FindingsOnEdit(PreviewOnEditView):
    """POST the editor's form: the findings about it, nothing saved. For those who may edit this page."""

    http_method_names = ("post",)

    def get_object(self) -> Any:
        return _condition_page(super().get_object())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        form = self.get_form(request.POST)
        if self.validate_form(form):
            form.save(commit=False)
        return self.answer(form)

    def answer(self, form: Any) -> JsonResponse:
        """About the page as it stands in the form."""
        return JsonResponse(answer(form.instance, unread=sorted(form.errors)))


class FindingsOnCreate(FindingsOnEdit, PreviewOnCreateView):
    """The same for a page that is not there yet. For those who may add one here."""

    def get_object(self) -> Any:
        return _condition_page(PreviewOnCreateView.get_object(self))


def _condition_page(page: Any) -> ConditionPage:
    if not isinstance(page, ConditionPage):
        raise Http404
    return page


def urls() -> list[URLPattern]:
    """The addresses that the editor's script posts to."""
    return [
        path("findings/<int:page_id>/", FindingsOnEdit.as_view(), name="findings_on_edit"),
        path(
            "findings/new/<str:content_type_app_name>/<str:content_type_model_name>/<int:parent_page_id>/",
            FindingsOnCreate.as_view(),
            name="findings_on_create",
        ),
    ]


def address_for(page: ConditionPage, parent_id: int | None) -> str:
    """Where the form of `page` is checked; empty when nobody knows where it will stand."""
    if page.pk:
        return reverse("findings_on_edit", args=[page.pk])
    return reverse("findings_on_create", args=["conditions", "conditionpage", parent_id]) if parent_id else ""


def answer(page: ConditionPage, *, unread: list[str]) -> dict[str, Any]:
    """What the script shows: facts as data, and the same fragments that the opened page came with.

    `unread`: fields that the form could not read; their findings are of what was saved before.
    """
    shown = Shown(page, draft_findings(page), unread)
    context = {"shown": shown}
    return {
        "counts": {kind.value: len(shown.page_findings.of_kind(kind)) for kind in Kind},
        "findings": [finding.as_json() for finding in shown.page_findings.found],
        "unread": unread,
        "panel": render_to_string("conditions/admin/findings_panel.html", context),
        "summary": render_to_string("conditions/admin/findings_summary.html", context),
        "sections": {
            section: render_to_string("conditions/admin/findings_list.html", {"rows": rows})
            for section, rows in shown.by_section().items()
        },
    }


class Shown:
    """Findings with what a template needs: words, places, and the block in the form that each is about."""

    def __init__(
        self, page: ConditionPage, draft_findings: DraftFindings, unread: list[str] | None = None
    ) -> None:
        self.page_findings: PageFindings = draft_findings.page_findings
        self.reviews = draft_findings.sections
        self.unread = [SECTION_NAMES.get(field, field.replace("_", " ")) for field in unread or ()]
        self._page = page
        self._blocks = _block_ids(page)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The three classes, always all and always in this order."""
        return [
            {
                "kind": kind.value,
                "word": _WORDS[kind],
                "heading": _HEADINGS[kind],
                "rows": [self._row(finding) for finding in self.page_findings.of_kind(kind)],
            }
            for kind in Kind
        ]

    @property
    def grades(self) -> list[dict[str, Any]]:
        """The table of reading grades, section by section."""
        return [
            {
                "section": SECTION_NAMES[grade.section],
                "too_short": grade.counts.words < FEWEST_WORDS,
                "grade": grade.counts.flesch_kincaid,
                "without": grade.without_terms.flesch_kincaid,
                "smog": grade.counts.smog,
                "smog_without": grade.without_terms.smog,
            }
            for grade in self.page_findings.grades
        ]

    @property
    def reviews_by_need(self) -> dict[str, list[SectionReview]]:
        """Who stands behind each section, for the tab Review."""
        return by_need(self.reviews)

    @property
    def signed(self) -> str:
        """How much of the page somebody signed, in one or two sentences; empty for a page that is not saved."""
        if not self.reviews:
            return ""
        behind = {one.sign_off.signature: one.sign_off for one in self.reviews if one.sign_off is not None}
        count = sum(one.sign_off is not None for one in self.reviews)
        who = ", ".join(f"{name} on {date_format(one.signed_on)}" for name, one in behind.items())
        words = f"{count} of {len(self.reviews)} sections are signed{f' by {who}' if who else ''}."
        void = [one.name for one in self.reviews if one.voided is not None]
        return f"{words} Void: {', '.join(void)}." if void else words

    @property
    def sign_offs_url(self) -> str:
        return reverse("condition_sign_offs", args=[self._page.pk])

    @property
    def target(self) -> float:
        return self.page_findings.target

    def by_section(self) -> dict[str, list[dict[str, Any]]]:
        rows: dict[str, list[dict[str, Any]]] = {}
        for finding in self.page_findings.found:
            rows.setdefault(finding.section, []).append(self._row(finding))
        return rows

    def _row(self, finding: Finding) -> dict[str, Any]:
        return {
            "kind": finding.kind.value,
            "word": _WORDS[finding.kind],
            "code": finding.code,
            "message": finding.message,
            "where": finding.where,
            "section": finding.section,
            "path": finding.path,
            "block": self._blocks.get(finding.path.split("]")[0] + "]", ""),
        }


def _block_ids(page: ConditionPage) -> dict[str, str]:
    """The id of the block in the form by its place in the document: `treatment[2]`."""
    found = {}
    for section in (*SIGN_SECTIONS, *BLOCK_SECTIONS, *_FACTS):
        number = 0
        for child in getattr(page, section) or ():
            for _ in range(_places(child)):
                found[f"{section}[{number}]"] = str(child.id or "")
                number += 1
    return found


def _places(child: Any) -> int:
    """How many blocks of the document one block of the form makes: a paragraph field may hold several."""
    if child.block_type != "paragraph":
        return 1
    made = passages(child.value.source, page_link=unknown_page)
    return sum(len(passage.items) if passage.kind == "paragraph" else 1 for passage in made)
