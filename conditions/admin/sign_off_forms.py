"""What a reviewer, or an administrator, fills in before words go live."""

from __future__ import annotations

import calendar
import datetime
from typing import Any

from django import forms
from django.utils import timezone

from conditions.admin.impact import LABELS
from conditions.domain.changes import Change, ChangeKind
from conditions.models import ConditionPage, Reviewer
from conditions.services.at_once import raised_signs
from conditions.services.signing import STATEMENTS, draft_of

_MEASURES = {"asks_pain": "the check-in asks about pain", "asks_side": "the check-in asks which side"}
_MONTHS = 12
_MOST_MONTHS = 60


def in_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the last day of a month that is too short for it, or of the calendar."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class _OwnReviewer(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Reviewer) -> str:
        return f"{obj.name}, {obj.credentials}" if obj.credentials else obj.name


class WordsForm(forms.Form):
    """Binds a decision to the words that were shown."""

    words = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignForm(WordsForm):
    """The clinical review. `reworded`: (key, words) of signs that were reworded since the newest publication."""

    signed_on = forms.DateField(
        label="Date of the review", widget=forms.DateInput(attrs={"type": "date"}), initial=timezone.localdate
    )
    months = forms.IntegerField(
        label="Next review in how many months", min_value=1, max_value=_MOST_MONTHS, initial=_MONTHS
    )
    statements = forms.MultipleChoiceField(
        label="Checklist",
        choices=[(str(number), statement) for number, statement in enumerate(STATEMENTS)],
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick every statement, or request changes.",
    )

    def __init__(self, *args: Any, user: Any, reworded: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["reviewer"] = _OwnReviewer(
            Reviewer.objects.filter(user=user, active=True),
            empty_label=None,
            label="You sign as",
            help_text="Shown on the page.",
        )
        if reworded:
            self.fields["same_meaning"] = forms.MultipleChoiceField(
                label="Reworded signs that have the same meaning as before",
                required=False,
                choices=reworded,
                widget=forms.CheckboxSelectMultiple,
                help_text="Answers to the old words then still count. Leave open what means anything else.",
            )
        self.order_fields(["words", "reviewer"])

    @property
    def review_due(self) -> datetime.date:
        """The day of the next review."""
        return in_months(self.cleaned_data["signed_on"], self.cleaned_data["months"])

    @property
    def ticked(self) -> list[str]:
        """The statements that were ticked, in their order."""
        return [STATEMENTS[int(number)] for number in sorted(self.cleaned_data["statements"], key=int)]


def raised_choices(page: ConditionPage) -> list[tuple[str, str]]:
    """What the newest draft adds or raises: (key, words)."""
    found = raised_signs(page)
    names = _MEASURES | {sign.key: sign.statement for _, sign in draft_of(page)[1].signs()} if found else {}
    return [
        (key, f"{', '.join(_said_of(change) for change in made)}: {names[key]}")
        for key, made in found.items()
    ]


def _said_of(change: Change) -> str:
    """A threshold with its numbers: the sentence of the sign need not say them."""
    said = LABELS[change.kind]
    return f"{said} from {change.old} to {change.new}" if change.kind is ChangeKind.VALUE_LOWERED else said


class AtOnceForm(WordsForm):
    """Which of the signs that were added or raised go live at once. `choices`: (key, words)."""

    signs = forms.MultipleChoiceField(
        label="Signs to publish at once",
        widget=forms.CheckboxSelectMultiple,
        help_text="What you leave open stays in the draft.",
        error_messages={
            "required": "Choose the signs that you publish at once.",
            "invalid_choice": "A sign of your choice can no longer be published at once: somebody else published it, "
            "or the draft changed. Open “Review and sign” again.",
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signs"]
        field.choices, field.initial = choices, [key for key, _ in choices]  # type: ignore[attr-defined]
        if len(choices) == 1:
            # No choice to make; but the form says which sign was shown, which can be another one by now.
            field.widget = forms.MultipleHiddenInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with the signs stands above the form: they can be hidden."""
        super().add_error(None if field == "signs" else field, error)


class ReasonForm(WordsForm):
    """Why words go live that nobody signed."""

    reason = forms.CharField(
        label="Why it must go live before a clinician has signed it",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeBackForm(forms.Form):
    """Why a sign-off does not hold any more."""

    reason = forms.CharField(label="Why you take it back", max_length=500)
