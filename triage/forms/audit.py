"""Which part of the audit trail to show. Posted, so that no reference to a patient stands in an address or a log."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from triage.selectors.audit import Wanted


class AuditForm(forms.Form):
    """Every field narrows the list; all are optional."""

    patient = forms.UUIDField(
        label=_("Patient"),
        required=False,
        help_text=_("The reference that stands in the list."),
        error_messages={"invalid": _("Copy the whole reference from the list.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    person = forms.CharField(
        label=_("Person or system"),
        required=False,
        max_length=254,
        help_text=_("The e-mail address of an account, or the id of an API client."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose a day that is not before the first one."))
        return cleaned

    def wanted(self, zone: datetime.tzinfo) -> Wanted:
        """What a valid form asks for; days are days where the site is, both of them included."""
        said = self.cleaned_data
        last = said["until"]
        return Wanted(
            patient_id=said["patient"],
            person=said["person"].strip(),
            since=_midnight(said["since"], zone),
            until=_midnight(
                last + datetime.timedelta(days=1) if last and last < datetime.date.max else None, zone
            ),
            before=said["before"],
        )


def _midnight(day: datetime.date | None, zone: datetime.tzinfo) -> datetime.datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min), zone)
