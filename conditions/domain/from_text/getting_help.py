"""Sentences, lead-ins and headings that say when to get help: somebody to contact, how soon, and "if".

In doubt the more urgent level is taken: an editor sees a level that is too high at once, and a list that is too low
may cost a patient.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from conditions.domain.from_text.help_kinds import (
    about_the_service,
    advises_against,
    names_an_emergency,
    says_whom_to_contact,
)
from conditions.domain.from_text.help_words import (
    BEFORE,
    CONTACT,
    NAMED,
    NEXT_TIME,
    WHO,
    SignSection,
    level_of,
    more_urgent,
    plainly,
)

_NOBODY_THERE = (
    r"(?:(?:we(?: a|')re|(?:(?:the|your|our) )?(?:[\w-]+ )?(?:surgery|practice|clinic|ward|unit|office|cent(?:re|er)|department|pharmacy|"
    r"casualty|(?:help)?line) is) (?:closed|shut|not open|not available|unavailable|busy|engaged)|"
    r"it is (?:closed|shut|not open)(?=,? (?:if|when)\b)|(?:nobody|no[- ]one) (?:answers|is there|is available)|there is no answer)\b(?! and\b| or (?:you|your|there)\b)"
)
""" "Or 111 when we are closed" says whom to call then, not in which case."""
_CLOSED = re.compile(rf"{_NOBODY_THERE}(?: (?:at|on|over|during|outside)\b[^.?!;]*)?")
_WHILE_CLOSED = re.compile(rf"(?:if|when) {_CLOSED.pattern},")
_IF = rf"(?:if|when(?:ever)?|should|in case|as soon as(?! possible| you can\b)|because)(?!,? {_NOBODY_THERE})"
_LABEL = r"(?P<label>[^.?!;:]{2,60}: )?"
_CLAUSE = (
    r"(?P<clause>[^.?!;:]{3,140}?(?:, (?:and |but |so |or )?| (?:and|but|so) |"
    r" (?:if|for|that) you (?:would|could|will|can|should|to) ))?"
)
_AFTER = r"(?:\bdr\.|[^.?!;:]){0,130}?[\s,:-]+"
_FORWARD = re.compile(
    rf"{_LABEL}{_CLAUSE}(?P<act>{BEFORE}{CONTACT}{_AFTER})(?P<if>{_IF}\b)\s*:?\s*(?P<tail>.*)$"
)
_ABOUT = re.compile(
    rf"(?P<label>)(?P<clause>)(?P<act>{BEFORE}(?:let|tell) [^.?!;:,]{{1,50}}?(?:\bknow\b)?[^.?!;:,]{{0,40}}?\s)(?P<if>about|of)\s+(?P<tail>\w.*)$"
)
""" "At your next visit, let us know about bruises.": with "next time", or in so many words "let us know"."""
_FOR = re.compile(
    rf"{_LABEL}{_CLAUSE}(?P<act>{BEFORE}{CONTACT}[^.?!;:]{{0,60}}?[\s,]+)(?P<if>for|with|about)\s+"
    r"(?P<tail>(?:any|one|these|the following|all)\b.*)$"
)
_BACKWARD = re.compile(
    rf"{_LABEL}(?P<clause>)(?P<if>if|when|should)\s+(?P<tail>(?:you|your|there|the|it|any|this|that|these|someone|somebody|something|anything|anyone|anybody|he|she|they|a|an|one|"
    r"both|either|part|some|new|severe|pain|swelling|symptoms|his|her|its|their|things|nothing|nobody|bleeding|another|more|two|\d+)\b[^.?!]*?)"
    rf"(?:,|\s-|\bthen\b)\s*(?P<act>{BEFORE}{CONTACT}.*)$"
)
_NO_COMMA = re.compile(
    rf"(?P<label>)(?P<clause>)(?P<if>if|when)\s+(?P<tail>(?:[\w'/-]+,? ){{3,30}}?[\w'/-]+(?<! to)(?<! you)(?<! can)(?<! must)(?<! should)(?<! not)(?<! or)(?<! and)(?<! who)"
    rf"(?<! we)(?<! they)(?<!n't)(?<! please)) (?P<act>(?:please )?(?:call|dial|ring|phone|go to|go straight to) (?:[\w-]+ )?(?:{NAMED.pattern}).*)$"
)
""" "If your face swells call 999": only an emergency, and only after a whole clause."""
_BARE = re.compile(
    rf"{_LABEL}(?P<clause>)(?P<act>[^.?!;:]{{0,80}}?(?<!\w){WHO}(?!\w)[^.?!;:]{{0,60}}?\s)(?P<if>if|when)"
    r"(?P<tail>\s*:.*|(?: (?:you|your|there))?(?: (?:have|are|is|notice))?(?: any| one)?(?: of)?(?: the following| these)?\W*)$"
)
"""A lead-in without a verb: "Urgent GP appointment if:"."""
_ROW = re.compile(
    rf"(?P<label>)(?P<clause>)(?P<tail>(?:[^.?!;]|\.(?=\d)){{3,140}}?)(?P<if>\s+(?:-|->|=>|→|=|\|+|\.{{3,}})\s+|:\s+|\s+\()"
    rf"(?P<act>{BEFORE}(?:{CONTACT}|{NAMED.pattern}).*)$"
)
""" "Black stools - go to A&E": what somebody notices, and what to do."""
_NO_CASE_OF_A_ROW = re.compile(
    r"(?:the )?(?:red|amber|orange|yellow|green|blue|severe|moderate|mild|minor|serious)(?: (?:zone|light|list|card|symptoms?|signs?))?|"
    r"(?:step|level|stage|day|zone) \w+|(?:actions?|response|then|result|plan|do this|note|tip)|"
    r".*\b(?:hours|weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|questions?|information|results|advice|"
    r"support|help|line|who|what|how)\b.*|(?:if|when)\b.*"
)
_LISTED = re.compile(
    r"(?P<label>)(?P<clause>)(?P<act>(?=[^:]{0,160}\b(?:the following|these)\b(?:(?: \w+)? (?:situations|cases|circumstances|events)|"
    r" (?:are|is an?)(?: \w+)? (?:reasons?|emergenc(?:y|ies))|(?: \w+)? (?:needs?|requires?|means?)\b))"
    rf"[^.?!;:]{{0,160}}?(?:{CONTACT}|{NAMED.pattern}|an emergency|\b(?:hospital|doctors?|gps?|nurses?|midwife)\b)[^.?!;:]{{0,90}})(?P<if>:)\s*(?P<tail>.*)$"
)
""" "The following are reasons to go to the hospital:"."""
_REACHED = re.compile(rf"{BEFORE}{CONTACT}")
_REASON = re.compile(
    r"(?P<label>)(?P<clause>)(?P<tail>(?!(?:if|when|th(?:is|at|ese|ose|ere|ey)|it|which|what|no|not|none|neither|nothing|rarely|any of|all of|each of|either)\b)[^.?!;:]{3,120}?)"
    rf"(?P<if>\s+)(?P<act>(?:(?:is|are) (?:also |always |all )?(?:an? |another |a further |good |more )?(?:good |further |other )?reasons? (?:to|for) {BEFORE}{CONTACT}|"
    rf"means? (?:that )?(?:you|someone|somebody) (?:should|must|need to|have to|ought to) {BEFORE}{CONTACT}|"
    r"(?:needs|means|calls for|requires) (?:an? |the )?(?:ambulance|(?:911|999|112|000) call|emergency ambulance))(?!\w).*)$"
)
""" "Collapsing is another reason to call 999.": what somebody notices, and that it is one."""
_DASH = re.compile(r"\s+(?:-|->|=>|→|=)\s+|\s+\(")
_FOR_WHAT = re.compile(r"(?:\b(?:for|about|with)\s+|\b(?=after\s))(?P<what>[^,]*?)(?P<more>,| or\b|$)")
_ASKED_FOR = re.compile(
    rf"\b(?:{WHO}|after|an?|the|your|any|some|further|more|other|urgent|immediate|emergency|medical|same[- ]day|professional|prompt|information|"
    r"support|treatment|guidance|instructions?|assessment|review|check-?\w*|evaluation|checking|you|him|her|them|it|and|or|to|of|on|in|free|"
    r"\d+|out|hours?|days?|weeks?|numbers?|prescriptions?|results?|if|when|these|this|those|that|one|all|following|below|above|"
    r"signs?|symptoms?|problems?|things?|concerns?|cards?|lists?|medicines?|phone|line)(?!\w)"
)
""" "For advice" says what is asked for; "for bleeding" says in which case."""
_PERMISSION = re.compile(
    r"(?:if|when|whether) (?!(?:you|it) (?:can't|can not|could not)\b)(?:you|it) (?:can|should|may|could|might|is (?:safe|ok)|are able)\b(?! (?:see|feel|hear)\b)"
)
_WHETHER = re.compile(
    r"\b(?:find out|know|see|decide|wonder|sure|tell you|ask (?!for|to be)\S+(?: \S+){0,3})[\s,]+$"
)
_LET = re.compile(rf"{BEFORE}let\b")
_TOLD = re.compile(r"(?:tell|mention|describe|discuss|show|raise|inform|have|use|turn)\b")
_NEXT_TIME = re.compile(rf"\b(?:{NEXT_TIME})\b")
_LET_KNOW = re.compile(rf"\blet (?:(?:your|the|our) )?(?:\w+ )?{WHO} know\b")
_HEADING = re.compile(
    r"^(?:when|who|whom|should|call|dial|contact|phone|see|seek|get|getting|go|ring|visit|red flags?|danger|warning|alarm|"
    r"emergenc|urgent|non-urgent|signs? (?:that|you)|symptoms? that|need|medical emergenc|seeking|calling|contacting|talk|speak|tell|"
    r"immediate|important warning|possible emergenc|life|act fast|do not wait|don't wait|same[- ]day|care today|"
    r"where and when|how and when|act now|come and see|come (?:back )?to|if you|know when|reasons to|make an|book|arrange|ask for|attend|follow up with|let|report|return)"
)
_ALONE = re.compile(
    r"^(?:(?:the |important |serious |possible |key )*(?:red flags?|safety.?net(?:ting)?|danger signs?|(?:emergency |alarm |early )?warning "
    r"(?:signs?|symptoms?)|emergenc(?:y|ies)(?: (?:signs?|symptoms?|care|warning signs))?|medical emergenc(?:y|ies)|"
    r"urgent(?: care| symptoms| signs)?|when (?:to|should (?:i|you)|do (?:i|you)) (?:worry|get help|need (?:\w+ )?help|call|go|seek help|"
    r"be (?:concerned|worried))|do(?:n't| not) wait"
    r"|act (?:now|fast|quickly)|(?:get |getting |seek |seeking )?(?:urgent |emergency )?(?:medical )?(?:help|care|attention)(?: now| today| right away|"
    r" immediately)?)(?: to (?:watch|look) (?:out )?for| to know)?)$"
)
_SIGNS_OF_DANGER = re.compile(
    r"\b(?:red flags?|(?:danger|warning|alarm|emergency) (?:signs?|symptoms?))\b|^(?:when|is|what|if)\b.*\bemergenc|"
    r"^(?:the )?(?:signs?|symptoms?)\b.{0,40}\bneed\w*\b.{0,30}\b(?:help|care|attention|doctor|hospital)\b"
)
_TOPICS = re.compile(r"\b(?:talk|speak|ask)\b[^.?!;:]*\babout$")
""" "Talk to your doctor about" begins a list of topics."""
_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}|[a-h])[.):]|\d{1,2} -)\s+")
_PARTS = re.compile(r": |\s*[()]\s*|\s-\s")
_ASIDE = r"(?:, [^,.?!;:]{3,70},)"
""" "If, with an infection like this, you": it is listed, and the items after it are the signs."""
_OPEN_LEAD = re.compile(rf"\b(?:if|when){_ASIDE}? (?:you|your|you have|you are|there is|the following|any)$")


@dataclass(frozen=True)
class HelpSentence:
    """A sentence that says to get help: what it asks for, and in which case. Places are in the sentence."""

    level: SignSection
    tail: str
    """The case, in the sentence's own words, without "if"; empty when a list follows."""
    start: int
    end: int
    """Where `tail` stands in the sentence."""
    says_which: bool = True
    """Whether `tail` says more than "any of these"."""
    back: bool = False
    """Whether it means what was said before: "If any of these happen, call 911." """
    aside: int = 0
    """Where the words end that stand before it and say something else: "Most people get better, but"."""


def is_mixed(heading: str) -> bool:
    """Whether a heading is about two levels at once, so that the sentences under it decide."""
    said = plainly(heading)
    return bool(
        re.search(r"\b(?:or|and|vs|versus)\b|/", said)
        and says_whom_to_contact(re.split(r"\bor\b|\band\b|/", said)[0])
    )


_GENERAL = re.compile(
    r"(?:(?:the|important|serious|possible|key|other|main) )*(?:red flags?|(?:early )?(?:danger|warning|alarm) (?:signs?|symptoms?))"
    r"(?: (?:to (?:watch|look)(?: out)? for|to know|you should know|of \w+(?: \w+)?))?"
)


def is_general(heading: str) -> bool:
    """Whether a heading says that there is danger, but neither whom to contact nor how soon."""
    return bool(_GENERAL.fullmatch(_NUMBER.sub("", plainly(heading).strip(" .:!?*-#"))))


@lru_cache(maxsize=512)
def heading_level(heading: str) -> SignSection | None:
    """The level of a heading that says when to get help; None for every other heading."""
    said = _NUMBER.sub("", plainly(heading).strip(" .:!?*-#"))
    if advises_against(said) or _TOPICS.search(said):
        return None
    if _SIGNS_OF_DANGER.search(said):
        return "emergency"
    if leads_into_signs(heading) or any(map(_asks_for_help, [said, *_PARTS.split(said)])):
        return more_urgent(level_of(said))
    return None


def _asks_for_help(part: str) -> bool:
    begins = _HEADING.match(part)
    sends = begins and (says_whom_to_contact(part) or _ALONE.search(part))
    return bool(
        _ALONE.match(part)
        or (part[:1].isdigit() and NAMED.fullmatch(part))
        or sends
        or (_REACHED.match(part) and names_an_emergency(part))
    )


@lru_cache(maxsize=512)  # asked of each line by several rooms of the placing, and the patterns look far
def help_sentence(sentence: str) -> HelpSentence | None:
    """What `sentence` says about getting help, when that is all it says; None otherwise."""
    said = plainly(sentence)
    if advises_against(said) or _PERMISSION.search(said):
        return None
    forms = (form.match(said) for form in (_FORWARD, _FOR, _BACKWARD, _NO_COMMA, _BARE, _LISTED))
    found = next(filter(None, forms), None) or _row(said) or _about(said) or _reason(said)
    if found and found.re is _BACKWARD and _CLOSED.fullmatch(found["tail"]):
        return None
    if found is None or (_WHETHER.search(found["act"]) and not _LET.match(found["act"])):
        return None
    clause = found["clause"] or ""
    aside = found.end("clause") if len(clause.split()) > 3 else 0
    level = more_urgent(level_of(f"{found['label'] or ''}{'' if aside else clause}{found['act']}"))
    listed = said.rstrip().endswith(":")
    if _is_only_told(found["act"]) and level == "call_provider" and not listed:
        return None
    which = _has_content(found["tail"])
    if level == "call_provider" and about_the_service(found["tail"]):
        return None
    if listed or not which:
        level = more_urgent(level, level_of(found["tail"]))
    points = "above" if found.re is not _BACKWARD else "above|these|those|this|that"
    back = not which and not stops_short(said) and bool(re.search(rf"\b(?:{points})\b", found["tail"]))
    start, end = found.span("tail")
    if found.re is _FORWARD and which and (swallowed := _case_before(found["act"])) and swallowed["more"]:
        start = found.start("act") + swallowed.start("what")
    return HelpSentence(level, sentence[start:end], start, end, which, back, aside)


def _about(said: str) -> re.Match[str] | None:
    found = _ABOUT.match(said)
    return found if found and (_NEXT_TIME.search(found["act"]) or _LET_KNOW.search(found["act"])) else None


def _reason(said: str) -> re.Match[str] | None:
    found = _REASON.match(said)
    return found if found and is_a_case(found["tail"]) and _has_content(found["tail"]) else None


def _is_only_told(act: str) -> bool:
    """ "Tell your doctor if you take pills" is what somebody should know before; "at your next visit" is when."""
    return bool(_TOLD.match(act.lstrip())) and not _NEXT_TIME.search(act)


def _row(said: str) -> re.Match[str] | None:
    found = _ROW.match(said)
    loose = found is not None and found["if"].strip() in (":", "(")
    if (
        found is None
        or (loose and level_of(found["act"]) is None)
        or not is_a_case(found["tail"])
        or _NO_CASE_OF_A_ROW.fullmatch(found["tail"].strip())
    ):
        return None
    return found


def is_a_row(line: str) -> bool:
    """Whether `line` is what somebody notices, a dash, and what to do then."""
    return not advises_against(line) and _row(plainly(line)) is not None


def is_a_case(words: str) -> bool:
    """Whether words that stand before what to do speak of no help themselves, so that they say in which case."""
    said = plainly(words).strip(" .:!?*-#")
    helps = level_of(said) or says_whom_to_contact(said) or _asks_for_help(said) or _HEADING.match(said)
    return bool(re.search(r"\w", said)) and not helps


def _case_before(act: str) -> re.Match[str] | None:
    """The case that stands before "if" already: "Call 911 for bleeding that does not stop, or if"."""
    contact = _REACHED.match(act)
    found = _FOR_WHAT.search(act, contact.end()) if contact else None
    return found if found and re.search(r"\w{3}", _ASKED_FOR.sub(" ", found["what"])) else None


def holds_a_case(words: str) -> bool:
    """Whether words that the page's own heading would stand for say in which case as well: "Blue lips: call 911",
    "Call 911 for bleeding if"."""
    said = plainly(words)
    before, mark, _ = _DASH.sub(": ", said).partition(": ")
    return bool((mark and is_a_case(before)) or _case_before(said.strip()))


def says_nobody_is_there(line: str) -> bool:
    """Whether a line says whom to call while somebody else is not there: "If we are closed, call 111." """
    said = plainly(line).strip()
    return bool(_WHILE_CLOSED.match(said)) and says_whom_to_contact(said)


def leads_into_signs(line: str) -> bool:
    """Whether `line` begins a list of signs: "Call your provider if", "See a doctor if you have:"."""
    found = help_sentence(line.rstrip())
    return found is not None and (stops_short(line) or not _has_content(found.tail))


def stops_short(line: str) -> bool:
    """Whether a line stops in the middle, so that a list gives the rest."""
    said = plainly(line).rstrip(" *_")
    return said.endswith((":", " if", " when", "...", "…")) or bool(_OPEN_LEAD.search(said.rstrip(" .")))


_FILLER = re.compile(
    r",?\s*\b(?:(?:have|has|had|get|gets|see|notice|notices|develop|develops|experience|experiences|with|of) )?"
    r"(?:any|one|some|either|all|two|both)?(?: or more)?(?: of)?\s*\b(?:(?:the )?(?:following|these|those|this|that|below|above)|"
    r"the (?:\w+ )?(?:symptoms?|signs?|things?|problems?)(?: \w+)? (?:above|below))\b"
    r"(?: (?:\w+ )?(?:symptoms?|signs?|things?|problems?|apply|applies|happens?|occurs?|starts?|appears?|develops?|is the case|"
    r"is true|are true|appl(?:y|ies) to you|(?:is|are) present|listed|above|below))*\s*$"
)
_NO_CASE = re.compile(
    r"\W*(?:you|your|your child|your baby|someone|somebody|he|she|they)?"
    r"(?: (?:have|has|had|are|is|get|gets|see|notice|notices|develop|develops|experience|experiences|show|shows))?\W*"
)


_BEGINS_WITH_AN_ASIDE = re.compile(rf"{_ASIDE}\s+(?=\w)")


def _has_content(tail: str) -> bool:
    case = _without_these(tail)
    return bool(re.search(r"\w", case) and not _NO_CASE.fullmatch(plainly(case)))


def case_of(tail: str) -> str:
    """The words of a lead-in that belong before each item ("you have"), without "any of the following" and without an
    aside before them."""
    return _without_these(_BEGINS_WITH_AN_ASIDE.sub("", tail, count=1) if tail.startswith(",") else tail)


def _without_these(tail: str) -> str:
    said = plainly(tail).rstrip(" :.…-,")
    found = _FILLER.search(said)
    if found is None:
        return tail[: len(said)].strip()
    verb = re.match(r",?\s*(?:have|has|had|gets?|see|notices?|develops?|experiences?)\b", found[0])
    return tail[: found.start() + (verb.end() if verb else 0)].strip(" ,")
