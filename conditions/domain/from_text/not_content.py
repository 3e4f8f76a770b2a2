"""Lines that no section of a page takes, whatever heading they stand under."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re

from conditions.domain.from_text.help_words import plainly

ABOUT_THE_LEAFLET = "This is about the leaflet, not about the condition."
VIRTUAL = "Virtual care has fields of its own: a text, a button and an address."
_ABOUT_THE_LEAFLET = re.compile(
    r"^(?:©|\(c\)|copyright\b|(?:page |content |leaflet |information )?last (?:reviewed|updated|changed)|(?:medically )?reviewed (?:by|on)\b|updated\b|page \d+|"
    r"disclaimer\b|a (?:guide|leaflet|booklet|handout) (?:for|to)\b|patient (?:information )?leaflet\b|(?:patient )?information (?:sheet|leaflet)\b|"
    r"this (?:leaflet|information|handout|fact ?sheet|document|page) |published\b|version\b|author\b|printed\b|"
    r"(?:tel|phone|fax|e-?mail|website)\b[.:]|https?://|www\.|all rights reserved|next review|review (?:date|due)|leaflet (?:no|number)|current as of|"
    r"dear (?:patient|parent|reader|mr|mrs|ms|sir|madam)\b|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|yours (?:sincerely|faithfully|truly)|"
    r"(?:dr|prof|professor|mr|mrs|ms)\.? (?:[a-z]\.? ?){1,3}[a-z-]+$|[^.]{0,60}_{4,})",
    re.IGNORECASE,
)
_VIRTUAL = re.compile(r"\b(?:virtual care|video visit|virtual visit|telehealth|telemedicine)\b")

_WHO_GIVES_IT = re.compile(
    r"(?:patient )?information (?:for|from)\b.*\w|.*\b(?:department|clinic|unit|ward|trust|hospital|(?:patient|health|public) information)"
)


def says_who_gives_it(text: str) -> bool:
    """Whether a few words under the title say no more than whose leaflet it is: "Fracture Clinic"."""
    return len(text.split()) <= 8 and bool(_WHO_GIVES_IT.fullmatch(plainly(text).strip()))


def about_the_leaflet(text: str) -> bool:
    """Whether a line is about the leaflet: its author, date, address, a greeting, a gap to fill in."""
    return bool(_ABOUT_THE_LEAFLET.match(text))


def about_virtual_care(text: str) -> bool:
    """Whether a line offers a visit by video."""
    return bool(_VIRTUAL.search(plainly(text)))
