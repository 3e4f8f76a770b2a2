"""The care team's forms. Each carries the version of the item that the person saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conditions.domain.care_level import CareLevel
from triage.domain.hidden_characters import without_hidden
from triage.domain.workflow import CloseReason, State, may_close, needs_note
from triage.views.worklist_words import CLOSE_REASON_NAMES, LEVEL_NAMES

MAX_NOTE = 1000


class StepForm(forms.Form):
    """A step that needs nothing but the item's version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NoteForm(StepForm):
    note = forms.CharField(
        label=_("Note"), required=False, max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )


class ContactForm(NoteForm):
    outcome = forms.ChoiceField(
        label=_("Did you reach the patient?"),
        choices=[("reached", _("Yes, reached")), ("not_reached", _("No, not reached"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you reached the patient.")},
    )
    field_order = ("outcome", "note")


class CloseForm(NoteForm):
    """Offers only the reasons that the item's level and state allow, and asks for a note when one is needed."""

    def __init__(self, *args: Any, level: CareLevel, state: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = level
        if level is CareLevel.EMERGENCY:
            self.fields["note"].help_text = _("Needed for an emergency that was entered in error.")
        allowed = [reason for reason in CloseReason if may_close(level, state, reason)]
        choices = [("", _("Choose one")), *((reason.value, CLOSE_REASON_NAMES[reason]) for reason in allowed)]
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason"),
            choices=choices,
            error_messages={"required": _("Choose why you close the item.")},
        )
        self.order_fields(("reason", "note"))

    def clean_note(self) -> str:
        """Reasons are cleaned first. Raises ValidationError without the words that the reason needs."""
        note: str = self.cleaned_data["note"]
        reason = self.cleaned_data.get("reason")
        if reason and needs_note(self.level, CloseReason(reason)) and not without_hidden(note).strip():
            raise forms.ValidationError(_("Say why this emergency was entered in error."), code="required")
        return note


class ReopenForm(StepForm):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why you reopen the item.")},
    )


class LevelForm(StepForm):
    """Another level; a lower one only for those who may, and with a reason."""

    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=MAX_NOTE,
        help_text=_("Needed to lower the level. The computed result of the check-in stays as it is."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, levels: list[CareLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose one")), *((level.value, LEVEL_NAMES[level]) for level in levels)]
        self.fields["level"] = forms.ChoiceField(
            label=_("New level"), choices=choices, error_messages={"required": _("Choose the new level.")}
        )
        self.order_fields(("level", "reason"))


class SearchForm(forms.Form):
    q = forms.CharField(max_length=100, required=False)
