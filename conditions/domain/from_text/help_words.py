"""The words of getting help: whom people are sent to, how they get there, and how soon."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from typing import Literal

SignSection = Literal["emergency", "urgent", "call_provider"]
_RANK: dict[SignSection, int] = {"call_provider": 0, "urgent": 1, "emergency": 2}
_PLAIN_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-"})

_NUMBER_TO_DIAL = (
    r"(?:(?<![\d-])(?<!\d[ ,])(?:911|9-1-1|999|112|1-1-2|1122|10111|000|988|triple zero)(?! ?\d|/\d)|"
    r"\b(?:call|dial|phone|ring) (?!111|[2348]11|101|24)\d{2,3}(?= (?:if|when|or|and|for|now|right|straight|immediately|at once)\b|\W*$))"
)
""" "1,000 people" and "112/70" are no numbers to dial. Any other short number that is dialled is an emergency's."""
_PLACES = (
    r"emergency (?:room|department|services?|care|unit|treatment|clinic|number|ward)|a\s?&\s?e|accident and emergency|casualty|"
    r"e\.?r\.?|ems|(?:(?<=\bthe )|(?<=\bgo to )|(?<=\bget to )|(?<=\bpresent to )|(?<=\bback to )|(?<=\bcome to )|(?<=\bnearest )|"
    r"(?<=\blocal )|(?<=\battend ))ed|ambulances?|paramedics?"
)
_EMERGENCY = re.compile(
    rf"{_NUMBER_TO_DIAL}|\b(?:{_PLACES}|emergenc(?:y|ies)|hospital|right away|right now|now|immediate(?:ly)?|at once|"
    r"straight ?away|straight (?:back )?(?:to|in)|without (?:delay|waiting)|(?:do not|don't|never) (?:wait|delay)|life[- ]threatening|red flags?|"
    r"danger(?:ous)?|warning (?:signs?|symptoms?)|alarm (?:signs?|symptoms?))(?!\w)"
)
_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|today|tonight|day or night|same[- ]day|this day|within (?:(?:a|the|one) day|hours|(?:the next )?(?:\d+|a few|"
    r"twelve|twenty[- ]four) hours?)|24 hours?|as soon as|promptly|quickly|soon|111|walk[- ]in|minor injur(?:y|ies))\b"
)
_STRAIGHT_AWAY = re.compile(r"\b(?:right away|straight ?away)(?!\w)")
_NOT_FOR_EMERGENCIES = re.compile(
    r"(?<!\w)(?:(?:your|the|a|our) gps?|nurse(?:'s)? line|nurse advice line|pharmacists?|dentists?|opticians?|optometrists?|health visitors?|111)(?!\w)"
)
_ANYBODY_ELSE = re.compile(
    r"\b(?:doctors?|wards?|units?|midwi(?:fe|ves)|teams?|providers?|specialists?|surgeons?|clinics?|consultants?|\w+ologists?)\b"
)
""" "Straight away" is how soon, and whom to contact says how far: nobody sends an emergency to a GP or a nurse on the
telephone, so with them it is today. A ward, a unit or any doctor may be where emergencies go, and "at once", "now" and
"immediately" leave no room: there the higher level counts."""
NEXT_TIME = (
    r"(?:at|during) (?:your|the) next (?:\w+ )?(?:visit|appointment|review|check-?up|clinic|consultation)|"
    r"(?:the )?next time (?:that )?(?:you|we) (?:see|visit|come|are|meet|speak)(?: (?:us|in|here|you|him|her|them|\w+ (?:doctor|nurse|gp)))?"
)
_BY_A_TIME = re.compile(
    r"\b(?:today|tonight|(?:the )?same[- ]day|this day|within (?:a|the|one|1) day|(?:with)?in (?:the next )?(?:24|twenty[- ]four|12|twelve|48) hours?)\b"
)
_AT_EASE = re.compile(
    rf"\b(?:{NEXT_TIME})\b|\bwhen(?:ever)? (?:it is |it's )?convenient\b|\broutine (?:\w+ )?(?:appointment|visit|review)\b|"
    r"\bbook(?:ing)? in\b|\b(?:book|make|arrange|schedule) (?:an?|your next) (?:ordinary |normal |non-urgent )?(?:appointment|visit)\b|"
    r"\bwithin (?:a few|the next few|two|three|four|five|seven|\d+) (?:days|weeks)\b|\bwithin (?:a|the|one) week\b"
)
DENIED = re.compile(
    r"\b(?:non-?|not (?:usually |normally )?(?:an? )?(?:medical )?|isn't (?:an? )?|no |less |rather than an? )"
    r"(?:emergenc(?:y|ies)|urgent(?:ly)?)\b"
)
NAMED = re.compile(rf"{_NUMBER_TO_DIAL}|\b(?:{_PLACES}|(?:an?|medical) emergency|life[- ]threatening)(?!\w)")

WHO = (
    r"(?:doctors?|gps?|providers?|nurses?|nurse line|clinics?|clinicians?|surgeons?|physicians?|practitioners?|"
    r"specialists?|consultants?|therapists?|physiotherapists?|physios?|podiatrists?|pharmac(?:ists?|y)|chemist|health ?-?care|"
    rf"medical(?:ly)?|hospital|{_PLACES}|emergenc(?:y|ies)|911|9-1-1|999|112|111|000|us|surgery|office|care|team|"
    r"professionals?|\w+ologists?|\w+iatrists?|\w+icians?|obs?(?:/gyn)?|key ?workers?|matrons?|registrars?|triage|help|advice|attention|assistance|midwife|dentist|pa?ediatrician|health ?line|help ?line|hotline|practice|"
    r"wards?|units?|cent(?:re|er)s?|poison(?:s|ing)? (?:control|information)|poisons|988|coordinators?|health visitors?|dieti[ct]ians?|opticians?|optometrists?|"
    r"checked|evaluated|seen|examined|looked at|reviewed|appointment|visit|somebody|someone|walk-in|minor injuries)"
)
"""Whom people are sent to, or what for."""
_THEM = r"(?:him|her|them|it|yourself|someone|somebody|(?:your|the|an?) \w+)"
_ACT = (
    rf"(?:(?:take|bring|drive|rush) {_THEM}(?: straight| right| back| directly| immediately)* (?:to|in)|"
    r"(?:seeing|calling|contacting|visiting|asking|ringing|phoning|booking|telling|speaking (?:to|with)|talking (?:to|with)|going to|getting)|"
    r"come (?:and|in to|in and) see|come(?: straight| right| directly| immediately)?(?: back)? to|activate|alert|page|text|summon|call|dial|contact|phone|ring|telephone|see|visit|consult|talk (?:to|with)|speak (?:to|with)|tell|notify|inform|"
    r"(?:mention|report|show|describe)(?: it| this| that| them)? to|(?:raise|discuss)(?: it| this| that| them)? with|check (?:in )?with|message|e-?mail|reach(?: out)?(?: to)?|get(?: in touch with)?|seek|find|go(?: straight| right| "
    r"directly| immediately)?(?: back)? to|head to|make an?(?: \w+)? (?:appointment|visit)|book|schedule|arrange|request|"
    r"attend|report to|return to|come (?:back|in)|be (?:checked|seen|evaluated|taken)|let|ask|follow up with|turn to|use|"
    r"present (?:yourself )?to|have(?= [^.?!;:,]{1,50}?\b(?:check|look|see|exam|assess|review|test|treat|call|dial|ring|take|drive|bring|appoint|help)))"
)
_ALONE = (
    r"(?:be (?:seen|checked|examined|assessed|evaluated|reviewed)\b|see one\b|come also\b|come (?:straight |right )?(?:back|in)\b|return\b|get (?:checked|seen|help)\b|"
    rf"bring {_THEM} back\b|(?:be concerned|worry)(?= (?:if|when)\b)|"
    r"(?:make|book|arrange|schedule|ask for|get) an?(?: [\w-]+){0,2} (?:appointment|visit|check-?up)(?= (?:if|when)\b)|"
    r"(?:call|phone|ring|go in)(?= (?:if|when|for)\b))"
)
_WHOEVER = (
    r"(?:(?:(?:call|dial|telephone|notify|get in touch with|(?:contact|phone|ring)(?! (?:lens|sport|dermat|with|between|calls?|fingers?|is|are|"
    r"can|may))|page(?= (?:the|your|us|dr))|seek(?= (?:\w+ )?(?:review|assessment|treatment|an? opinion)))\b|let\b[^.?!;:]{1,40}? know(?= ))"
    r"(?=(?: dr\.|[^.?!;:]){1,60}?[ ,](?:if|when|as soon as|for (?:any|one|these|the following|all))\b))"
)
"""Getting in touch, whatever the somebody is called: "Ring the plaster room if"."""
_DONE_FOR_YOU = (
    r"(?:(?:a|an|your|the) (?:\w+ )?(?:doctor|gp|nurse|provider|pharmacist|physician|clinician|midwife|specialist) "
    r"(?:should|must|needs to|ought to|has to) (?:check|examine|see|assess|review|look at|treat)\b|"
    r"(?:an? )?(?:\w+ ){0,2}?(?:urgent|immediate|emergency|medical|same[- ]day|prompt|hospital)\b[^.?!;:,]{0,40}? (?:is|are) (?:\w+ly )?"
    r"(?:needed|required|necessary|warranted)\b|"
    rf"(?:(?:an|the) ambulance|{_NUMBER_TO_DIAL}) (?:should|must|needs to|ought to|has to) be (?:\w+ly )?(?:called|rung|dialled|sent for)\b|"
    rf"(?:should|must|needs? to|ought to|has to|have to) be (?:\w+ly )?(?:reported|shown|mentioned|seen|checked|looked at|assessed|examined|"
    rf"reviewed|taken|brought)\b[^.?!;:,]{{0,40}}?\b(?:{WHO})(?!\w)|"
    r"you (?:\w+ )?need (?:an? )?(?:\w+ ){0,2}?(?:urgent|immediate|emergency|medical|same[- ]day|hospital)\b)"
)
_CLOSE_BY = r"(?:friends|family|relatives|carers|caregivers|parents|partners|neighbours|neighbors|colleagues|teachers|people|others|those|loved ones)"
_ANOTHER = (
    rf"(?:(?:(?:your|the|any) )?{_CLOSE_BY}(?:,? (?:and|or) (?:your )?{_CLOSE_BY})?|someone|somebody|anyone|(?:an?|the|your|another) (?:\w+ )?(?:adult|relative|friend|partner|husband|wife|carers?|caregiver|"
    r"family member|parent|person|neighbour|neighbor|colleague|teacher))(?: (?:else|(?:who (?:is|are) )?(?:with|near|around) you|nearby|present))?"
    r" (?:should|must|needs? to|ought to|has to|have to|can)"
)
""" "A relative should dial 999": who else is to get help for somebody who cannot."""
BEFORE = (
    r"(?:(?:please|you (?:should|must|need to|may need to|will need to|will have to|can|have to|ought to)|should|must|also|but|always|and|or|then|it is important to|"
    r"it's important to|it is best to|it is time to|it's time to|you (?:might|may) want to|consider|think about|remember to|try to|make sure (?:you|to)|do not hesitate to|don't hesitate to|feel free to|be sure to|for example|"
    rf"{_ANOTHER}|{NEXT_TIME}|(?:your|the) (?!doctor|gp|nurse|surgeon)\w+ (?:should|must|needs? to|ought to)(?= be (?:\w+ly )?(?:seen|checked|assessed|examined|reviewed)\b)|it(?: is|'s) (?:worth|a good idea to)|"
    r"(?:we|i)(?:'d| would)? (?:want|like|ask|advise|urge|expect|need) you to|do|immediately|urgently|you'll need to|warning|important|note|emergency|next|instead|otherwise|lastly|finally|so)[,:!]? )*"
)
CONTACT = rf"(?:{_ACT}\b[^.?!;]{{0,80}}?\b{WHO}(?!\w)|{_ALONE}|{_DONE_FOR_YOU}|{_WHOEVER})"
"""Getting in touch: a verb and somebody, or a verb that needs nobody or takes anybody."""


def plainly(text: str) -> str:
    """`text` as the patterns read it: small letters, plain quotes. As long as `text`, letter by letter."""
    lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_PLAIN_QUOTES)


def level_of(words: str) -> SignSection | None:
    """The level that words such as "right away" or "today" ask for; None when they are silent."""
    said = DENIED.sub(" ", plainly(words))
    if _NOT_FOR_EMERGENCIES.search(said) and not _ANYBODY_ELSE.search(said):
        said = _STRAIGHT_AWAY.sub("promptly", said)
    if _EMERGENCY.search(said):
        return "emergency"
    return "urgent" if _URGENT.search(said) else None


def says_itself_how_soon(words: str) -> bool:
    """Whether words say a time of their own, and no emergency: "today", "at your next visit", "book in". It is
    the author's word, and a heading such as "Red flags" above it is not meant to take it back."""
    said, level = DENIED.sub(" ", plainly(words)), level_of(words)
    if level == "emergency":
        return False
    return bool(_BY_A_TIME.search(said) or (level is None and _AT_EASE.search(said)))


def more_urgent(*levels: SignSection | None) -> SignSection:
    """The most urgent of `levels`; call_provider when none is given."""
    return max((level for level in levels if level), key=_RANK.__getitem__, default="call_provider")
