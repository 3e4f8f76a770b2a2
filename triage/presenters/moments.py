"""Times and days as people say them, in the time zone of the site."""

from __future__ import annotations

import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from triage.selectors import site

_TIME, _DAY = "P", "l"


def _unbroken(text: str) -> str:
    """A date or a time that no line break tears apart."""
    return text.replace(" ", "\u00a0")


def moment(at: datetime.datetime, now: datetime.datetime) -> str:
    """For instance "today, 10:42 a.m.", "tomorrow, Friday, 8 a.m." or "May 12, 2026, 8 a.m."."""
    zone = site.hours().zone
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    time = _unbroken(formats.date_format(local, _TIME))
    match (local.date() - today).days:
        case 0:
            return _("today, %(time)s") % {"time": time}
        case 1:
            return _("tomorrow, %(day)s, %(time)s") % {"day": formats.date_format(local, _DAY), "time": time}
        case -1:
            return _("yesterday, %(time)s") % {"time": time}
        case days if 1 < days < 7:
            return _("on %(day)s, %(time)s") % {"day": formats.date_format(local, _DAY), "time": time}
    return f"{day(local.date())}, {time}"


def time_of_day(at: datetime.datetime) -> str:
    """For instance "10:42 a.m."."""
    return _unbroken(formats.date_format(at.astimezone(site.hours().zone), _TIME))


def day(on: datetime.date) -> str:
    """For instance "May 12, 2026"."""
    return _unbroken(formats.date_format(on, _("F j, Y")))


def local_day(at: datetime.datetime) -> datetime.date:
    """The day of `at` where the site is."""
    return at.astimezone(site.hours().zone).date()
