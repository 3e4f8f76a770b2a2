"""Where the glossary's words are used: by which pages, by none, and by pages that do not mark them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet

from conditions.admin.content_report import Addresses, ContentReport, editor_url
from conditions.models import Term
from conditions.selectors.usage import Use, Word, uses_of, words

SHOWN_PAGES = 10
"""Pages that one row names; the export has them all."""
STATES: dict[str, tuple[str, Callable[[Word], bool]]] = {
    "unused": ("Nobody uses it", lambda one: not one.marked and not one.unmarked),
    "unmarked": ("Said on pages that do not mark it", lambda one: one.unmarked > 0),
    "lost": ("Marked, but not in the glossary", lambda one: one.term is None),
    "used": ("Marked on a page", lambda one: one.marked > 0),
}


class GlossaryFilters(WagtailFilterSet):
    """How a word is used, and its language. The rows are not of one table, so the view filters them."""

    use = django_filters.ChoiceFilter(
        label="Show", choices=[(name, label) for name, (label, _) in STATES.items()], method="unchanged"
    )
    language = django_filters.ChoiceFilter(label="Language", choices=settings.LANGUAGES, method="unchanged")

    class Meta:
        model = Term
        fields: list[str] = []

    def unchanged(self, queryset: QuerySet[Term], _name: str, _value: str) -> QuerySet[Term]:
        return queryset


@dataclass(frozen=True)
class Row:
    """One word and the pages of it that are shown."""

    word: Word
    marking: list[Use]
    saying: list[Use]

    @property
    def edit_url(self) -> str:
        """Where the term is edited; empty when there is none."""
        if self.word.term is None:
            return ""
        return reverse("wagtailsnippets_conditions_term:edit", args=[self.word.term])

    @property
    def more_marking(self) -> int:
        """Pages that mark it and are not named here."""
        return self.word.marked - len(self.marking)

    @property
    def more_saying(self) -> int:
        """Pages that only say it and are not named here."""
        return self.word.unmarked - len(self.saying)


@dataclass(frozen=True)
class Line:
    """One line of the export: a word on a page, or a word that no page has."""

    word: Word
    use: Use | None
    public_url: str


class GlossaryReport(ContentReport):
    """The glossary's words with the pages that are served now."""

    model = Term
    page_title = "Glossary use"
    header_icon = "openquote"
    index_url_name = "glossary_use"
    index_results_url_name = "glossary_use_results"
    results_template_name = "conditions/admin/reports/glossary_results.html"
    filterset_class = GlossaryFilters
    is_searchable = True
    verbose_name_plural = "words"
    nothing = "The glossary has no words yet, and no published page marks one."
    exports = {
        "Word": lambda line: line.word.word,
        "Language": lambda line: line.word.language,
        "In the glossary": lambda line: "no" if line.word.term is None else "yes",
        "Page": lambda line: line.use.title if line.use else "",
        "Marked there": lambda line: ("yes" if line.use.marked else "no") if line.use else "",
        "Page's address": lambda line: line.public_url,
        "Edit": lambda line: editor_url(line.use.page, whole=True) if line.use else "",
    }

    def get_queryset(self) -> Any:
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        found = words(chosen.get("language") or "")
        if chosen.get("use"):
            belongs = STATES[chosen["use"]][1]
            found = [one for one in found if belongs(one)]
        wanted = self.search_query.casefold()
        return [one for one in found if wanted in one.key]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        shown: list[Word] = list(context["object_list"])
        uses = uses_of(shown)
        rows = _lines(shown, uses) if self.is_export else _rows(shown, uses)
        context["object_list"] = rows
        return context


def _rows(shown: list[Word], uses: dict[tuple[str, str], list[Use]]) -> list[Row]:
    rows = []
    for word in shown:
        pages = uses.get((word.language, word.key), [])
        marking = [use for use in pages if use.marked][:SHOWN_PAGES]
        saying = [use for use in pages if not use.marked][:SHOWN_PAGES]
        rows.append(Row(word, marking, saying))
    return rows


def _of(word: Word, uses: dict[tuple[str, str], list[Use]]) -> list[Use | None]:
    """The word's pages; one None for a word that no page has, so that the export names it too."""
    return [*uses.get((word.language, word.key), [])] or [None]


def _lines(shown: list[Word], uses: dict[tuple[str, str], list[Use]]) -> list[Line]:
    addresses = Addresses()
    return [
        Line(word, use, addresses.of(use.slug, word.language, whole=True) if use else "")
        for word in shown
        for use in _of(word, uses)
    ]
