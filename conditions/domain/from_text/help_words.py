"""The words of getting help: whom people are sent to, how they get there, and how soon."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

SignSection = Literal["emergency", "urgent", "call_provider"]
_RANK: dict[SignSection, int] = {"call_provider": 0, "urgent": 1, "emergency": 2}
_PLAIN_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-"})

_NUMBER_TO_DIAL = r"(?<![\d-])(?<!\d )(?:911|9-1-1|999|112|000|triple zero)(?! ?\d)"
_PLACES = (
    r"emergency (?:room|department|services?|care|unit|treatment|clinic|number|ward)|a\s?&\s?e|accident and emergency|casualty|"
    r"e\.?r\.?|ed|ambulances?|paramedics?"
)
_EMERGENCY = re.compile(
    rf"{_NUMBER_TO_DIAL}|\b(?:{_PLACES}|emergenc(?:y|ies)|hospital|right away|right now|now|immediate(?:ly)?|at once|"
    r"straight ?away|without (?:delay|waiting)|(?:do not|don't|never) (?:wait|delay)|life[- ]threatening|red flags?|"
    r"danger(?:ous)?|warning (?:signs?|symptoms?)|alarm (?:signs?|symptoms?))(?!\w)"
)
_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|today|tonight|same[- ]day|this day|within (?:a day|one day|hours|(?:the next )?(?:\d+|a few|"
    r"twelve|twenty[- ]four) hours?)|24 hours?|as soon as|promptly|quickly|soon|111|walk[- ]in|minor injur(?:y|ies))\b"
)
_DENIED = re.compile(
    r"\b(?:non-?|not (?:usually |normally )?(?:an? )?(?:medical )?|isn't (?:an? )?|no |less |rather than an? )"
    r"(?:emergenc(?:y|ies)|urgent(?:ly)?)\b"
)
_NAMED = re.compile(rf"{_NUMBER_TO_DIAL}|\b(?:{_PLACES}|(?:an?|medical) emergency|life[- ]threatening)(?!\w)")

WHO = (
    r"(?:doctors?|gps?|providers?|nurses?|nurse line|clinics?|clinicians?|surgeons?|physicians?|practitioners?|"
    r"specialists?|consultants?|therapists?|physiotherapists?|physios?|podiatrists?|pharmac(?:ists?|y)|chemist|health ?-?care|"
    rf"medical(?:ly)?|hospital|{_PLACES}|emergenc(?:y|ies)|911|9-1-1|999|112|111|000|us|surgery|office|care|team|"
    r"professionals?|help|advice|attention|assistance|midwife|dentist|pa?ediatrician|health ?line|help ?line|hotline|practice|"
    r"checked|evaluated|seen|examined|appointment|visit|somebody|someone|walk-in|minor injuries)"
)
"""Whom people are sent to, or what for."""
_ACT = (
    r"(?:call|dial|contact|phone|ring|telephone|see|visit|consult|talk (?:to|with)|speak (?:to|with)|tell|notify|inform|"
    r"check (?:in )?with|message|e-?mail|reach(?: out)?(?: to)?|get(?: in touch with)?|seek|find|go(?: straight| right| "
    r"directly| immediately)?(?: back)? to|head to|make an?(?: \w+)? (?:appointment|visit)|book|schedule|arrange|request|"
    r"attend|report to|return to|come (?:back|in)|be (?:checked|seen|evaluated|taken)|let|ask|follow up with|turn to|use|"
    r"present (?:yourself )?to|have)"
)
_ALONE = (
    r"(?:be (?:seen|checked|examined|assessed|evaluated|reviewed)\b|see one\b|come back\b|return\b|get (?:checked|seen|help)\b|"
    r"(?:call|phone|ring)(?= (?:if|when|for)\b))"
)
BEFORE = (
    r"(?:(?:please|you (?:should|must|need to|may need to|can|have to|ought to)|should|must|also|but|always|and|or|then|it is important to|"
    r"it's important to|it is best to|make sure (?:you|to)|do not hesitate to|don't hesitate to|be sure to|for example|"
    r"do|immediately|urgently|you'll need to|warning|important|note|emergency|next|instead|otherwise|lastly|finally|so)[,:!]? )*"
)
CONTACT = rf"(?:{_ACT}\b[^.?!;]{{0,80}}?\b{WHO}(?!\w)|{_ALONE})"
"""Getting in touch: a verb and somebody, or a verb that needs nobody."""
_CONTACT = re.compile(rf"\b{CONTACT}")
_ORDER = re.compile(rf"{BEFORE}{CONTACT}")
_NEEDED = re.compile(
    r"\b(?:needs?|requires?|warrants?|calls? for|must (?:have|get))\b.{0,40}\b(?:urgent|immediate|emergency|same[- ]day|hospital)\b"
)
NOT_NEEDED = re.compile(
    r"\b(?:do not|don't|does not|doesn't|no|not|never|rarely|won't|will not) (?:usually |normally |always )?"
    r"(?:need|necessary|have to|required)\b"
)


def plainly(text: str) -> str:
    """`text` as the patterns read it: small letters, plain quotes. As long as `text`, letter by letter."""
    lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_PLAIN_QUOTES)


def level_of(words: str) -> SignSection | None:
    """The level that words such as "right away" or "today" ask for; None when they are silent."""
    said = _DENIED.sub(" ", plainly(words))
    if _EMERGENCY.search(said):
        return "emergency"
    return "urgent" if _URGENT.search(said) else None


def more_urgent(*levels: SignSection | None) -> SignSection:
    """The most urgent of `levels`; call_provider when none is given."""
    return max((level for level in levels if level), key=_RANK.__getitem__, default="call_provider")


@lru_cache(maxsize=512)
def says_whom_to_contact(words: str) -> bool:
    """Whether the words send somebody to somebody."""
    return bool(_CONTACT.search(plainly(words)))


def is_an_order(sentence: str) -> bool:
    """Whether a sentence says whom to contact, or that this is an emergency, and leaves the case to its neighbour."""
    said = plainly(sentence).strip()
    begins = _ORDER.match(said) and not NOT_NEEDED.search(said)
    return bool(begins or (names_an_emergency(said) and len(said.split()) <= 8))


def names_an_emergency(words: str) -> bool:
    """Whether the words name an emergency, its number, its place or its people."""
    return bool(_NAMED.search(_DENIED.sub(" ", plainly(words))))


def may_be_an_emergency(sentence: str) -> bool:
    """Whether a sentence may be a sign that is not to wait, so that it must not vanish in a text or a milder list."""
    said = _DENIED.sub(" ", plainly(sentence))
    if _NAMED.search(said) or _NEEDED.search(said):
        return True
    return not NOT_NEEDED.search(said) and says_whom_to_contact(said) and level_of(said) is not None
