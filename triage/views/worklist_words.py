"""What the care team's pages say: times, people and levels in words."""

from __future__ import annotations

import datetime
from typing import Any, TypedDict

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from conditions.domain.care_level import CareLevel
from triage.domain.clocks import DEFAULT_CLOCKS, Clocks
from triage.domain.watch import WatchedHours, watched
from triage.domain.workflow import CloseReason, State, Verb
from triage.models import Patient, PatientIdentifier, WorkItem

SOON = datetime.timedelta(minutes=5)
NO_BREAK = "\N{NO-BREAK SPACE}"

LEVEL_NAMES = {
    CareLevel.EMERGENCY: gettext_lazy("Emergency"),
    CareLevel.URGENT: gettext_lazy("Get care today"),
    CareLevel.CALL_PROVIDER: gettext_lazy("Call your provider"),
    CareLevel.SELF_CARE: gettext_lazy("Care for yourself"),
}
STATE_NAMES = {
    State.NEW: gettext_lazy("New"),
    State.CLAIMED: gettext_lazy("Claimed"),
    State.CONTACTED: gettext_lazy("Patient reached"),
    State.UNABLE_TO_CONTACT: gettext_lazy("Patient not reached yet"),
    State.CLOSED: gettext_lazy("Closed"),
}
STEP_NAMES = {
    "raise": gettext_lazy("Came in"),
    Verb.CLAIM.value: gettext_lazy("Claimed"),
    Verb.RELEASE.value: gettext_lazy("Given back"),
    Verb.LAPSE.value: gettext_lazy("The claim lapsed"),
    Verb.CONTACT_REACHED.value: gettext_lazy("Called: reached"),
    Verb.CONTACT_NOT_REACHED.value: gettext_lazy("Called: not reached"),
    Verb.ESCALATE.value: gettext_lazy("Escalated"),
    Verb.RAISE_LEVEL.value: gettext_lazy("Level raised"),
    Verb.LOWER_LEVEL.value: gettext_lazy("Level lowered"),
    Verb.RERAISE.value: gettext_lazy("Came in again"),
    Verb.CLOSE.value: gettext_lazy("Closed"),
    Verb.REOPEN.value: gettext_lazy("Reopened"),
}
CLOSE_REASON_NAMES = {
    CloseReason.ADVICE_GIVEN: gettext_lazy("Advice given"),
    CloseReason.CARE_ARRANGED: gettext_lazy("Care arranged"),
    CloseReason.NOT_REACHED: gettext_lazy("Patient could not be reached"),
    CloseReason.ENTERED_IN_ERROR: gettext_lazy("Entered in error"),
}
SIDES = {
    "left": gettext_lazy("left"),
    "right": gettext_lazy("right"),
    "both": gettext_lazy("both sides"),
    "middle": gettext_lazy("middle"),
}
LANGUAGE_NAMES = {"es": gettext_lazy("Spanish"), "en": gettext_lazy("English")}
ANSWERS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), "unsure": gettext_lazy("Not sure")}


class TimeWords(TypedDict):
    """`state` is overdue, soon or normal; the words say the same."""

    state: str
    main: str
    detail: str


def time_left(
    item: WorkItem, now: datetime.datetime, hours: WatchedHours, clocks: Clocks = DEFAULT_CLOCKS
) -> TimeWords:
    """How long the patient may still wait for a contact, or since when nobody waits any more."""
    zone = hours.zone
    if item.closed_at is not None:
        return {"state": "normal", "main": _("Closed"), "detail": moment(item.closed_at, now, zone)}
    if item.state == State.CONTACTED and item.contacted_at is not None:
        return {"state": "normal", "main": _("Reached"), "detail": moment(item.contacted_at, now, zone)}
    left = item.due_at - now
    if left < datetime.timedelta(0):
        by = _("by %s") % duration(-left)
        detail = " ".join(part for part in (by, unwatched_words(item, now, hours)) if part)
        return {"state": "overdue", "main": _("Overdue"), "detail": detail}
    state = "soon" if left < SOON else "normal"
    if item.level == CareLevel.CALL_PROVIDER:
        return {"state": state, "main": day(item.due_at, now, zone), "detail": clock_time(item.due_at, zone)}
    whole = clocks.emergency if item.level == CareLevel.EMERGENCY else clocks.urgent
    return {"state": state, "main": duration(left), "detail": _("left of %s") % duration(whole)}


def unwatched_words(item: WorkItem, now: datetime.datetime, hours: WatchedHours) -> str:
    """That the clock of an emergency or of today's care ran while nobody was watching; empty when somebody was.

    The clock runs in wall time all the same: the patient waits, whether or not somebody watches.
    """
    if item.level == CareLevel.CALL_PROVIDER:
        return ""
    for at in (item.raised_at, item.due_at):
        is_watched, opens = watched(at, hours)
        if is_watched:
            continue
        if opens is None:
            return _("(nobody was watching)")
        when = {"when": moment(opens, now, hours.zone)}
        is_over = opens <= now
        return (
            _("(nobody was watching until %(when)s)") if is_over else _("(nobody is watching until %(when)s)")
        ) % when
    return ""


def duration(span: datetime.timedelta) -> str:
    """A length of time, rounded down to minutes: "4 min", "1 h 20 min", "2 days"; never broken over lines."""
    minutes = int(span.total_seconds() // 60)
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        return unbroken(ngettext("%d day", "%d days", days) % days)
    if hours and minutes % 60:
        return unbroken(_("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60})
    return unbroken(_("%d h") % hours if hours else _("%d min") % minutes)


def unbroken(text: str) -> str:
    """`text` with no-break spaces."""
    return text.replace(" ", NO_BREAK)


def clock_time(at: datetime.datetime, zone: datetime.tzinfo) -> str:
    """For instance "10:50 a.m."."""
    return unbroken(format_date(at.astimezone(zone), "g:i a"))


def day(at: datetime.datetime, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Today, tomorrow, or the date."""
    date = at.astimezone(zone).date()
    ahead = (date - now.astimezone(zone).date()).days
    if ahead in (0, 1):
        return _("Today") if ahead == 0 else _("Tomorrow")
    return unbroken(format_date(date, "D, M j"))


def moment(at: datetime.datetime, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """A time of today, else a date and a time."""
    if at.astimezone(zone).date() == now.astimezone(zone).date():
        return clock_time(at, zone)
    return f"{unbroken(format_date(at.astimezone(zone), 'M j, Y'))}, {clock_time(at, zone)}"


def patient_words(patient: Patient, identifiers: tuple[PatientIdentifier, ...]) -> dict[str, str]:
    """Who it is: name, date of birth, and the number of the first system that registered the patient."""
    return {
        "name": f"{patient.given_name} {patient.family_name}".strip() or _("Name not known"),
        "born": unbroken(format_date(patient.birth_date, "M j, Y")) if patient.birth_date else "",
        "mrn": identifiers[0].value if identifiers else "",
        "phone": patient.phone,
        "tel": "".join(sign for sign in patient.phone if sign in "+0123456789"),
    }


def language_words(patient: Patient) -> str:
    """The patient's language when it is not the site's own; empty when it is, or when nobody said."""
    if not patient.language or patient.language == settings.LANGUAGE_CODE:
        return ""
    return str(LANGUAGE_NAMES.get(patient.language, patient.language))


def person(user: AbstractBaseUser | None) -> str:
    """A staff member's name; the site itself when nobody did it."""
    return str(user) if user is not None else _("Signpost")


def claim_words(
    item: WorkItem, user: Any, now: datetime.datetime, zone: datetime.tzinfo
) -> dict[str, Any] | None:
    """Who has the item, and since when; None when nobody has."""
    if item.claimed_by is None or item.claimed_at is None:
        return None
    return {
        "by": person(item.claimed_by),
        "at": moment(item.claimed_at, now, zone),
        "mine": item.claimed_by_id == user.pk,
    }
