"""Where a sentence comes from: the page, its publication, who reviewed it and when."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from conditions.domain.questionnaire import OTHER_WORRY_KEY
from conditions.models import Publication
from triage.presenters.moments import day


@dataclass(frozen=True)
class Source:
    """`url` is empty for a sentence that does not stand on a public page now."""

    label: str
    url: str
    reviewed: str


def source_of(publication: Publication, condition_url: str, sign: str) -> Source:
    """The source of the sign with the key `sign`; `condition_url` is empty when the page is not public."""
    if sign == OTHER_WORRY_KEY:
        return Source(_("the last question, which every check-in here asks"), "", "")
    label = _("%(title)s, publication %(number)d") % {
        "title": publication.parsed_document().title,
        "number": publication.number,
    }
    url = f"{condition_url}#sign-{sign}" if condition_url and publication.is_current else ""
    return Source(label, url, reviewed(publication))


def reviewed(publication: Publication) -> str:
    """Who stands behind the words."""
    if publication.reviewed_on is None:
        return _("Not yet clinically reviewed.")
    return _("Reviewed by %(name)s, %(date)s.") % {
        "name": publication.reviewer_name,
        "date": day(publication.reviewed_on),
    }
