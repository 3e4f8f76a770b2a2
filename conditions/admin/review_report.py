"""The report "Needs review": never reviewed first, then overdue, then due in 30 days."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn

from conditions.admin.content_report import Addresses, ContentReport, PublicLinkColumn, editor_url
from conditions.models import ConditionPage, Reviewer
from conditions.selectors.reviews import ReviewState, pages_by_review

SHOW_SECOND = "second"
SECOND = "Second review asked for"
SHOW_ALL = "all"
SHOWN = [
    *((state.name.lower(), state.label) for state in ReviewState),
    (SHOW_SECOND, SECOND),
    (SHOW_ALL, "All live pages"),
]
NOBODY = "Nobody yet"
NEWEST_NEVER = "Newest words never reviewed"


class ReviewFilters(WagtailFilterSet):
    """State (by default whatever needs a review), language, and who reviewed the page last."""

    show = django_filters.ChoiceFilter(
        label="Show", choices=SHOWN, method="by_state", empty_label="What needs a review"
    )
    language = django_filters.ChoiceFilter(
        label="Language", field_name="locale__language_code", choices=settings.LANGUAGES
    )
    reviewer = django_filters.ModelChoiceFilter(
        label="Reviewer", queryset=Reviewer.objects.all(), method="by_reviewer"
    )

    class Meta:
        model = ConditionPage
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[ConditionPage]) -> QuerySet[ConditionPage]:
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("show"):
            return queryset
        return queryset.filter(state__lt=ReviewState.IN_TIME)

    def by_state(self, queryset: QuerySet[ConditionPage], _name: str, value: str) -> QuerySet[ConditionPage]:
        if value == SHOW_ALL:
            return queryset
        if value == SHOW_SECOND:
            return queryset.filter(second_due__isnull=False)
        if value == ReviewState.OVERDUE.name.lower():
            return queryset.filter(late=True)
        return queryset.filter(state=ReviewState[value.upper()])

    def by_reviewer(
        self, queryset: QuerySet[ConditionPage], _name: str, value: Reviewer
    ) -> QuerySet[ConditionPage]:
        return queryset.filter(responsible=value.pk)


def state_words(page: Any) -> str:
    """The page's state; a second review is owed within hours, so it is named before a review in 30 days. Words that
    nobody reviewed come first even when earlier words of the page were."""
    if page.second_due is not None and page.state == ReviewState.DUE_SOON:
        return SECOND
    if page.state == ReviewState.NEVER and page.earlier_on:
        return NEWEST_NEVER
    return ReviewState(page.state).label


def what_is_due(page: Any) -> str:
    """Why the page is in this list, in plain words."""
    if page.published_at is None:
        return "Marked live, but nothing of it was ever published"
    words = [] if page.reviewed_on else ["No clinician has reviewed these words"]
    if page.second_due is not None:
        words.append(_second(page.second_due))
    if page.reviewed_on:
        words.append(_review(page.review_due, page.state))
    return ". ".join(words)


def _second(due: datetime.datetime) -> str:
    verb = "was" if due < timezone.now() else "is"
    return f"Second review {verb} due {date_format(timezone.localtime(due), 'j F Y, H:i')}"


def _review(due: datetime.date, state: int) -> str:
    today = timezone.localdate()
    if due == today:
        return "Review is due today"
    verb = "was" if due < today else "is"
    return f"Review {verb} due {date_format(due, 'j F Y')}"


def last_review(page: Any) -> str:
    """Who stands behind the words that are live, and since when."""
    if page.reviewed_on:
        return _by(page.reviewed_on, page.reviewer_name)
    return f"Earlier words: {_by(page.earlier_on, page.earlier_name)}" if page.earlier_on else "Never"


def _by(day: datetime.date, name: str) -> str:
    return f"{date_format(day, 'j F Y')} by {name}"


class ReviewReport(ContentReport):
    """Live pages by how much they need a review."""

    model = ConditionPage
    page_title = "Needs review"
    header_icon = "time"
    index_url_name = "needs_review"
    index_results_url_name = "needs_review_results"
    filterset_class = ReviewFilters
    is_searchable = True
    search_fields = ["title"]
    verbose_name_plural = "pages that need a review"
    nothing = "Nothing needs a review: every live page was reviewed, and none is due in the next 30 days."
    columns = [
        TitleColumn("title", label="Page", width="25%", get_url=lambda page: editor_url(page.pk)),
        Column("language", label="Language", classname="report-language", accessor="locale.language_code"),
        StatusTagColumn(
            "state",
            label="State",
            accessor=state_words,
            primary=lambda page: page.state <= ReviewState.OVERDUE,
        ),
        Column("due", label="What is due", accessor=what_is_due),
        Column(
            "responsible",
            label="Reviewer",
            classname="report-reviewer",
            accessor=lambda page: page.responsible_name or NOBODY,
        ),
        Column("last", label="Last review", classname="report-last", accessor=last_review),
        PublicLinkColumn("public_url", label="On the site"),
    ]
    exports = {
        "Page": lambda page: page.title,
        "Language": lambda page: page.locale.language_code,
        "State": state_words,
        "What is due": what_is_due,
        "Review due": lambda page: page.review_due,
        "Second review due": lambda page: _local(page.second_due),
        "Reviewer": lambda page: page.responsible_name or "",
        "Reviewed on": lambda page: page.reviewed_on,
        "Reviewed by": lambda page: page.reviewer_name or "",
        "Address": lambda page: page.public_url,
        "Edit": lambda page: editor_url(page.pk, whole=True),
    }

    def get_base_queryset(self) -> QuerySet[ConditionPage]:
        return pages_by_review().select_related("locale")

    def get_queryset(self) -> Any:
        pages = super().get_queryset()
        if not self.filters.is_valid():  # an unknown filter shows no more than no filter
            return pages.filter(state__lt=ReviewState.IN_TIME)
        return pages

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        with_addresses(context["object_list"], whole=self.is_export)
        return context


def with_addresses(pages: Any, *, whole: bool) -> None:
    """Give each page of the list its public address."""
    addresses = Addresses()
    for page in pages:
        page.public_url = addresses.of(page.slug, page.locale.language_code, whole=whole)


def _local(moment: datetime.datetime | None) -> datetime.datetime | None:
    # Spreadsheets know no time zones: the site's own time is what people there read.
    return timezone.make_naive(moment) if moment else None
