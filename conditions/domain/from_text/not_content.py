"""Lines that no section of a page takes, whatever heading they stand under."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re

from conditions.domain.from_text.help_words import plainly

ABOUT_THE_LEAFLET = "This is about the leaflet, not about the condition."
HOW_TO_REACH = "It says how or when somebody is reached, which no section of the page holds."
VIRTUAL = "Virtual care has fields of its own: a text, a button and an address."
_ABOUT_THE_LEAFLET = re.compile(
    r"^(?:©|\(c\)|copyright\b|(?:page |content |leaflet |information )?last (?:reviewed|updated|changed)|(?:medically )?reviewed (?:by|on)\b|updated\b|page \d+|"
    r"disclaimer\b|a (?:guide|leaflet|booklet|handout) (?:for|to)\b|patient (?:information )?leaflet\b|(?:patient )?information (?:sheet|leaflet)\b|"
    r"this (?:leaflet|information|handout|(?:\w+ )?sheet|booklet|guide|document|page) |published\b|version\b|author\b|(?:written|produced|prepared|developed) (?:by|for)\b|printed\b|"
    r"(?:tel|phone|fax|e-?mail|website)\b[.:]|https?://|www\.|all rights reserved|next review|review (?:date|due)|date of (?:issue|publication|(?:next )?review)\b|registered charity\b|charity (?:no|number|reg)\b|(?:ref(?:erence)?|form|pamphlet|leaflet|code|pil|doc(?:ument)?|factsheet|sheet)(?: (?:no|number|code|id))?[.:# ]+[a-z]{0,5}[/ -]?\d|[^.]{0,40}\b(?:revised|reviewed|issued|updated|published)(?: in| on)?:? (?:\d{1,2} )?(?:\w+ )?(?:19|20)\d\d\W*$|leaflet (?:no|number)|current as of|"
    r"(?:leaflet|pamphlet|booklet|handout|form|ref(?:erence)?|document|code)\b[ :.#]{1,3}(?=\S*\d)|[a-z]{1,6}[ /-]?\d{1,6},? v(?:ersion)?\.? ?\d|(?:leaflet|pamphlet|booklet|handout|page|content) (?:reviewed|updated|revised|issued|written)\b|"
    r"(?:revised|issued|reviewed|date of (?:issue|review|publication)|issue date|registered charity|charity (?:no|number)|crown copyright)\b|ask (?:us )?for (?:a |this )?(?:large print|copy|leaflet)|"
    r"dear (?:patient|parent|reader|mr|mrs|ms|sir|madam)\b|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|yours (?:sincerely|faithfully|truly)|"
    r"(?:dr|prof|professor|mr|mrs|ms)\.? (?:[a-z]\.? ?){1,3}[a-z-]+$|[^.]{0,60}_{4,})",
    re.IGNORECASE,
)
_ITS_DATE = re.compile(
    r"(?:leaflet|pamphlet|booklet|handout|form|ref\b|revised|issued|reviewed|next review|review (?:date|due)|date of|last (?:reviewed|updated))\b"
)
_GIVES_A_SOURCE = re.compile(
    r"(?:based on|adapted from|sources?|references?|taken from|information from)\b:? .*\b(?:nice|guidelines?|guidance|cks|cochrane|sign|who|nhs|college|society|association|foundation|journal|canada|\d{4}|available|website)\b[^?]*|"
    r"(?:the )?(?:royal|american|british|european|australian|national|canadian|irish) (?:\w+ ){0,2}(?:college|society|association|academy|institute)\b[^.?]*|(?!(?:see|visit|on|our|go|find|more|look|you)\b)[^.?!:]{3,60} website"
)
_VIRTUAL = re.compile(r"\b(?:virtual care|video visit|virtual visit|telehealth|telemedicine)\b")

_A_PLACE = (
    r"(?:departments?|clinics?|units?|wards?|trust|hospitals?|infirmary|practice|pharmac(?:y|ies)|chemists?|(?:health|medical|care|treatment) cent(?:re|er)|"
    r"(?:maternity|community|patient|health|hospital|children's|nursing|therapy|physiotherapy) services|outpatients?|health board|foundation|surgery(?=,))"
)
_WHO_GIVES_IT = re.compile(
    rf"(?:(?:patient |health )?(?:information|advice|guidance)|a (?:guide|leaflet|booklet)) (?:for|from|by)\b.*\w|[^.?!:]*\b{_A_PLACE}(?:,[^.?!:]*)?|"
    r".*\b(?:(?:patient|health|public) information|discharge (?:instructions|advice|information|sheet)|(?:information|fact|advice) ?sheet)"
)
_SAYS_SOMETHING = re.compile(
    r"\W*(?:your?|what|how|why|when|who|going|after|before|about|if|visiting|coming)\b"
)
_HOUSE = re.compile(
    r"(?:(?:[A-Z0-9][\w'’&.-]*|of|and|for|the|&) )*(?i:hospitals?|clinic|department|practice|surgery|trust|pharmacy|chemists?|(?:health|medical|family) (?:cent(?:re|er)|service|group|board|practice)|foundation|"
    r"unit|ward|(?:maternity|health|medical|community|therapy|emergency|physiotherapy|casualty|nursing|midwifery|dental|eye|clinical|screening|support|specialist) services?|infirmary|outpatients|physiotherapy department)(?:,? (?:[A-Z0-9][\w'’&.-]*|of|and|for|the|&|[,-]))*"
)
_FROM_WHOM = re.compile(
    r"(?:advice|information|help|guidance|discharge (?:advice|information|instructions)) (?:from|by) (?:your|the|our|us|\w+)\b.{0,40}|from (?:your|the|our) (?:[\w'-]+ ){1,4}(?:team|service|nurses|midwives|staff)|(?:patient|parent|public|health) (?:information|advice)(?: (?:leaflet|sheet))?|.{0,40}\bdischarge (?:instructions|information|advice)"
)
_PHONE = re.compile(r"(?<![\w/.])\(?\+?\d(?:[ ()-]{0,2}\d){5,}(?![\w/])")
_HOURS = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?(?: to | ?- ?| and )(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)|noon|midnight)\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days? (?:to|-) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
)
_ADDRESS = re.compile(r"\S+@\S+\.\w+|\bwww\.\S+|https?://\S+")
_IN_CASE = re.compile(r"\b(?:if|when|whenever|unless|should|for (?:any|one|these|the following|all))\b")
_SOMEBODY = re.compile(r"\W*(?:you|your|he|she|they|his|her)\b")
_LONGEST_REACH = 140


_LEAVE_A_MESSAGE = re.compile(
    r"\b(?:if|when) (?:nobody|no[- ]one|we do not|we don't|there is no) (?:answers?|is there),? (?:please )?leave (?:us )?a message\b"
)
""" "If nobody answers, leave a message" is no case of a patient."""


def says_how_to_reach(text: str) -> bool:
    """Whether a line is a number, an address or opening hours, and whose: "Plaster room: 01632 960 220"."""
    said = _LEAVE_A_MESSAGE.sub("", plainly(text).strip())
    if len(said) > _LONGEST_REACH or _IN_CASE.search(said) or _SOMEBODY.match(said):
        return False
    return bool(_PHONE.search(said) or _HOURS.search(said) or _ADDRESS.search(said))


def says_who_gives_it(text: str) -> bool:
    """Whether a few words at the title say no more than whose leaflet it is: "Fracture Clinic, Level 2"."""
    said = plainly(text).strip()
    if len(said.split()) > 8 or said.endswith((".", "?", ":")) or _SAYS_SOMETHING.match(said):
        return False
    return bool(_WHO_GIVES_IT.fullmatch(said) or _FROM_WHOM.fullmatch(said) or _HOUSE.fullmatch(text.strip()))


def gives_a_source(text: str) -> bool:
    """Whether a line names what the leaflet rests on: "Based on NICE guideline NG232"."""
    return len(text.split()) <= 20 and bool(_GIVES_A_SOURCE.fullmatch(plainly(text).strip()))


def about_the_leaflet(text: str) -> bool:
    """Whether a line is about the leaflet: its author, date, address, a greeting, a gap to fill in."""
    return bool(_ABOUT_THE_LEAFLET.match(text))


def says_its_date(text: str) -> bool:
    """Whether a line below the sources is about the leaflet again: "Pamphlet 0882E, revised May 2025"."""
    return about_the_leaflet(text) and bool(_ITS_DATE.match(plainly(text)))


def about_virtual_care(text: str) -> bool:
    """Whether a line offers a visit by video."""
    return bool(_VIRTUAL.search(plainly(text)))
