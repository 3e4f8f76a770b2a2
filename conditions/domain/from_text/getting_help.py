"""Words that say when to get help, and how urgently.

In doubt the more urgent level is taken: an editor sees a level that is too high at once, and a list that is too low
may cost a patient.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

SignSection = Literal["emergency", "urgent", "call_provider"]
_RANK: dict[SignSection, int] = {"call_provider": 0, "urgent": 1, "emergency": 2}

_PLAIN_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-"})
_NOT_EMERGENCY = re.compile(r"\b(?:non-?|not (?:an? )?|isn't (?:an? )?|no )emergenc(?:y|ies)\b")
_EMERGENCY = re.compile(
    r"\b(?:911|9-1-1|999|112|000|emergenc(?:y|ies)|e\.?r\.?|ed|a\s?&\s?e|ambulance|paramedics?|hospital|right away|"
    r"right now|immediate(?:ly)?|at once|straight ?away|without delay|(?:do not|don't|never) (?:wait|delay)|"
    r"life[- ]threatening|red flags?|danger(?:ous)?|warning (?:signs?|symptoms?)|alarm (?:signs?|symptoms?))\b"
)
_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|today|tonight|same[- ]day|this day|within (?:a day|one day|hours|(?:the next )?(?:\d+|a few|"
    r"twelve|twenty[- ]four) hours?)|24 hours?|as soon as|promptly|quickly|soon|111|walk[- ]in)\b"
)
_WHO = (
    r"(?:doctors?|gps?|providers?|nurses?|nurse line|clinics?|clinicians?|surgeons?|physicians?|practitioners?|"
    r"specialists?|therapists?|physiotherapists?|physios?|pharmacists?|health ?-?care|medical(?:ly)?|hospital|"
    r"e\.?r\.?|ed|emergenc(?:y|ies)|911|9-1-1|999|112|111|000|a\s?&\s?e|ambulance|us|surgery|office|care|team|"
    r"professionals?|help|advice|attention|assistance|midwife|dentist|pa?ediatrician|health ?line|practice|checked|"
    r"evaluated|seen|examined|your (?:doctor|provider)'s office)"
)
_ACT = (
    r"(?:call|dial|contact|phone|ring|telephone|see|visit|consult|talk (?:to|with)|speak (?:to|with)|tell|notify|"
    r"check (?:in )?with|message|reach(?: out)?(?: to)?|get(?: in touch with)?|seek|find|go(?: straight| right| "
    r"directly| immediately)? to|head to|make an appointment(?: with)?|book(?: an appointment(?: with)?)?|schedule|"
    r"attend|report to|return to|come (?:back|in)|be (?:checked|seen|evaluated)|let)"
)
_BEFORE = (
    r"(?:(?:please|you (?:should|must|need to|may need to|can)|should|also|but|always|and|or|then|it is important to|"
    r"it's important to|it is best to|make sure (?:you|to)|do not hesitate to|don't hesitate to|be sure to|"
    r"immediately|urgently|you'll need to|warning|important|note|emergency)[,:!]? )*"
)
_ACTION = re.compile(rf"{_ACT}\b(?:[^.?!;]{{0,60}}?)\b{_WHO}\b")
_IF = r"(?:if|when(?:ever)?|should|in case|as soon as)"
_FORWARD = re.compile(
    rf"(?P<act>{_BEFORE}{_ACT}\b[^.?!;]{{0,80}}?\b{_WHO}\b[^.?!;:]{{0,90}}?[\s,:-]+)(?P<if>{_IF}\b)\s*:?\s*(?P<tail>.*)$"
)
_FOR = re.compile(
    rf"(?P<act>{_BEFORE}{_ACT}\b[^.?!;]{{0,80}}?\b{_WHO}\b[^.?!;:]{{0,60}}?[\s,]+)(?P<if>for|with)\s+"
    r"(?P<tail>(?:any|one|these|the following|all)\b.*)$"
)
_BACKWARD = re.compile(
    rf"(?P<if>if|when|should)\s+(?P<tail>(?:you|your|there|the|it|any|this|someone|he|she|they|a|an)\b[^.?!]*?)"
    rf"(?:,|\s-)\s*(?P<act>{_BEFORE}{_ACT}\b[^.?!]{{0,80}}?\b{_WHO}\b.*)$"
)
_NOT_NEEDED = re.compile(
    r"\b(?:do not|don't|does not|doesn't|no|not|never|rarely|won't|will not) (?:usually |normally |always )?"
    r"(?:need|necessary|have to|required)\b"
)
_PERMISSION = re.compile(
    r"(?:if|when|whether) (?:you|it) (?:can|should|may|could|might|is (?:safe|ok)|are able)\b"
)
_HEADING = re.compile(
    r"^(?:when|who|should|call|dial|contact|phone|see|seek|get|getting|go|ring|visit|red flags?|danger|warning|alarm|"
    r"emergenc|urgent|signs? (?:that|you)|symptoms? that|need|medical emergenc|seeking|calling|contacting|talk|"
    r"immediate|immediate|important warning|possible emergenc|life|act fast|do not wait|don't wait|same[- ]day|care today|"
    r"where and when|how and when|if you|know when|reasons to)"
)
_ALONE = re.compile(
    r"^(?:(?:the |important |serious |possible |key )*(?:red flags?|safety.?net(?:ting)?|danger signs?|(?:emergency |alarm |early )?warning "
    r"(?:signs?|symptoms?)|emergenc(?:y|ies)(?: (?:signs?|symptoms?|care|warning signs))?|medical emergenc(?:y|ies)|"
    r"urgent(?: care| symptoms| signs)?|when (?:to|should (?:i|you)|do (?:i|you)) (?:worry|get help|call|go|seek help|"
    r"be (?:concerned|worried))|do(?:n't| not) wait"
    r"|(?:get |seek )?(?:urgent |emergency )?(?:medical )?(?:help|care|attention)(?: now| today| right away|"
    r" immediately)?)(?: to (?:watch|look) (?:out )?for| to know)?)$"
)


_SIGNS_OF_DANGER = re.compile(
    r"\b(?:red flags?|(?:danger|warning|alarm|emergency) (?:signs?|symptoms?))\b|^(?:when|is|what|if)\b.*\bemergenc"
)
_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}|[a-h])[.):]|\d{1,2} -)\s+")


@dataclass(frozen=True)
class HelpSentence:
    """A sentence that says to get help: what it asks for, and in which case. Places are in the sentence."""

    level: SignSection
    tail: str
    """The case, in the sentence's own words, without "if"; empty when a list follows."""
    start: int
    end: int
    """Where `tail` stands in the sentence."""


def plainly(text: str) -> str:
    """`text` as the patterns read it: small letters, plain quotes. As long as `text`, letter by letter."""
    lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_PLAIN_QUOTES)


def level_of(words: str) -> SignSection | None:
    """The level that words such as "right away" or "today" ask for; None when they are silent."""
    said = _NOT_EMERGENCY.sub(" ", plainly(words))
    if _EMERGENCY.search(said):
        return "emergency"
    return "urgent" if _URGENT.search(said) else None


def more_urgent(*levels: SignSection | None) -> SignSection:
    """The most urgent of `levels`; call_provider when none is given."""
    return max((level for level in levels if level), key=_RANK.__getitem__, default="call_provider")


def is_mixed(heading: str) -> bool:
    """Whether a heading is about two levels at once, so that the sentences under it decide."""
    said = plainly(heading)
    return bool(
        re.search(r"\b(?:or|and|vs|versus)\b|/", said)
        and _ACTION.search(re.split(r"\bor\b|\band\b|/", said)[0])
    )


def heading_level(heading: str) -> SignSection | None:
    """The level of a heading that says when to get help; None for every other heading."""
    said = _NUMBER.sub("", plainly(heading).strip(" .:!?*-#"))
    if _NOT_NEEDED.search(said):
        return None
    if _SIGNS_OF_DANGER.search(said):
        return "emergency"
    if _ALONE.match(said) or (_HEADING.match(said) and (_ACTION.search(said) or _ALONE.search(said))):
        return more_urgent(level_of(said))
    return None


def help_sentence(sentence: str) -> HelpSentence | None:
    """What `sentence` says about getting help, when that is all it says; None otherwise."""
    said = plainly(sentence)
    if _NOT_NEEDED.search(said.split(" if ")[0]) or _PERMISSION.search(said):
        return None
    found = _FORWARD.match(said) or _FOR.match(said) or _BACKWARD.match(said)
    if found is None:
        return None
    level = more_urgent(level_of(found["act"]))
    listed = said.rstrip().endswith(":")
    if found["act"].lstrip().startswith("tell") and level == "call_provider" and not listed:
        return None
    if listed or not _has_content(found["tail"]):
        level = more_urgent(level, level_of(found["tail"]))
    return HelpSentence(level, sentence[found.start("tail") : found.end("tail")], *found.span("tail"))


def leads_into_signs(line: str) -> bool:
    """Whether `line` begins a list of signs: "Call your provider if", "See a doctor if you have:"."""
    said = plainly(line).rstrip(" *_")
    found = help_sentence(line.rstrip())
    if found is None:
        return False
    return said.endswith((":", " if", " when", "...", "…")) or not _has_content(found.tail) or dangling(said)


def dangling(said: str) -> bool:
    """Whether a line stops in the middle: its list gives the rest."""
    return bool(
        re.search(
            r"\b(?:if|when) (?:you|your|you have|you are|there is|the following|any)$", said.rstrip(" .")
        )
    )


_FILLER = re.compile(
    r",?\s*\b(?:(?:have|has|had|get|notice|develop|experience|with|of) )?(?:any|one|some|either|all|two|both)?"
    r"(?: or more)?(?: of)?\s*\b(?:the )?(?:following|these|those|below)\b(?: (?:\w+ )?(?:symptoms?|signs?|things?|"
    r"problems?|apply|applies|happens?|occurs?|is true|are true|appl(?:y|ies) to you|is present))*\s*$"
)


def _has_content(tail: str) -> bool:
    return bool(
        re.search(r"\w", case_of(tail))
        and not re.fullmatch(r"\W*(?:you|your)?(?: have| are)?\W*", plainly(case_of(tail)))
    )


def case_of(tail: str) -> str:
    """The words of a lead-in that belong before each item ("you have"), without "any of the following"."""
    said = plainly(tail).rstrip(" :.…-,")
    found = _FILLER.search(said)
    if found is None:
        return tail[: len(said)].strip()
    verb = re.match(r",?\s*(?:have|has|had|get|notice|develop|experience)\b", found[0])
    return tail[: found.start() + (verb.end() if verb else 0)].strip(" ,")
