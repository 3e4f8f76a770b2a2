"""What a sentence that speaks of help does: asks for it, advises against it, or speaks of an emergency in passing.

Every room of the placing asks here, so that a sentence is the same thing wherever it stands.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from functools import lru_cache

from conditions.domain.from_text.help_words import (
    BEFORE,
    CONTACT,
    DENIED,
    NAMED,
    WHO,
    level_of,
    plainly,
)

_CONTACT = re.compile(rf"\b{CONTACT}")
_ORDER = re.compile(rf"\W*{BEFORE}{CONTACT}")
_NEEDED = re.compile(
    r"\b(?:needs?|requires?|warrants?|calls? for|must (?:have|get))\b.{0,40}\b(?:urgent|immediate|emergency|same[- ]day|hospital)\b"
)

# --- Advice against it ---------------------------------------------------------------------------------------

_NOT = (
    r"\b(?:(?:do|does|did|should|would|must|need|may|might|will|is|are|was) not|(?:do|does|did|should|would|must|need|is|are|was|wo)n't|"
    r"not|no|never|rarely|avoid|without|rather than|instead of)"
)
_SOFTLY = r"(?: (?:to|be|just|ever|even|usually|normally|always|generally|probably|necessarily|yet|often|longer|really|any|you|i|we))*"
_THEM = r"(?:him|her|them|it|yourself|your \w+|the \w+)"
_VERB = (
    r"(?:(?:call|dial|contact|ring|see|visit|consult|attend|seek|speak|talk|book|request)(?:ing)?|(?:phon|telephon|messag|arrang|schedul)(?:e|ing)|"
    r"(?:go|come|coming|going|return|returning|report|reporting)(?= (?:\w+ )?(?:to|in|back)\b)|mak(?:e|ing)(?= an?\b)|"
    rf"(?:tak(?:e|ing)|(?:bring|send)(?:ing)?)(?= {_THEM} (?:\w+ )?(?:to|in|back)\b))"
)
_GAP = r"(?:(?! and | but |[,:;.?!]| - ).){0,60}?"
_REASON = rf"(?<!for no )reasons?(?! to (?!{_VERB}\b|worry|be (?:worried|concerned)|panic))"
_NOT_NEEDED = rf"{_NOT}{_SOFTLY} (?:an? |the )?(?:need\w*|necessary|required|have to|having to|{_REASON}|(?:medical )?emergenc(?:y|ies))\b"
_NOT_DONE = rf"{_NOT}{_SOFTLY} {_VERB}\b{_GAP}\b{WHO}(?!\w)"
_LET_GO = (
    r"\b(?:can|may|could|will be|(?:allowed|ready|safe|able|ok|okay|fit|fine) to) (?:\w+ly |often |also |be )*"
    r"(?:leave|wait|go home|stay (?:at )?home|discharged? from|released? from)\b|"
    r"^\W*(?:you|they|patients|people|children)(?: \w+ly)? (?:leave|go home)\b"
)
_AGAINST = re.compile(f"{_NOT_NEEDED}|{_NOT_DONE}|{_LET_GO}")
_DENIED_BEFORE = re.compile(
    rf"(?:{_NOT}|\b(?:cannot|can't|unable))(?: (?!you\b|they\b|we\b|i\b|and\b|but\b)[\w']+){{0,4}} $"
)
""" "You do not feel" before "safe to go home", "you cannot walk" before "without needing help"."""
_NEEDED_WORD = r"(?:need\w*|necessary|required|have to|having to|reasons?)"
_HELP_NOT_NEEDED = re.compile(
    rf"{_NOT}{_SOFTLY} (?:an? |the )?(?:{_NEEDED_WORD}(?: to| for| you)* (?:{_VERB}\b{_GAP}\b)?(?:\w+ ){{0,2}}?{WHO}(?!\w)|(?:medical )?emergenc)|"
    rf"{_NOT}{_SOFTLY} need to (?:call|phone|ring|telephone|come in|come back|be seen)\b|"
    rf"\b{WHO}\b{_GAP}{_NOT}{_SOFTLY} {_NEEDED_WORD}(?! (?:to|for)\b(?! {_VERB}\b))|"
    rf"(?<!\bdoes )(?<!\bdid )(?!d(?:oes|id)(?: not|n't)){_NOT_DONE}"
)
_LET_GO_FROM = re.compile(_LET_GO)
_WHO = re.compile(rf"\b{WHO}(?!\w)")
_WHEN_NOT = re.compile(
    r"\b(?:when|if) (?:not to|(?:you|i) (?:should(?:n't| not)|need not|needn't|(?:do not|don't) (?:\w+ )?(?:need|have) to))"
    rf" {_VERB}\b{_GAP}\b{WHO}(?!\w)"
)
_BUT_DO = re.compile(
    rf"(?<!\bor)(?<!\bto)(?<!\bwithout)[\s,:;-]+(?:(?:please|you (?:should|must|need to|can)|and|but|then|instead|also|so) )*{CONTACT}"
)
"""Advice that follows all the same: "Do not wait at the surgery, call 999 if"."""
_NAMES_AN_ACT = re.compile(r"\W*\w+ing\b")
_CASE_FIRST = re.compile(r"\W*(?:if|when|should|unless|once|after)\b")
_CASE_BEGINS = re.compile(
    r"\b(?:if|when|whenever|unless|as soon as(?! possible| you can\b)|because|in case)\b"
)


@lru_cache(maxsize=1024)
def advises_against(sentence: str) -> bool:
    """Whether a sentence, lead-in or heading says that help is not needed, or that somebody may leave it.

    What it leads into is the opposite of a sign. A sentence that asks for help as well does not advise against it.
    """
    said = plainly(sentence)
    advice = _advice(said)
    found = _AGAINST.search(advice)
    if found is None or _DENIED_BEFORE.search(advice[: found.start()]):
        return bool(_WHEN_NOT.search(said)) and not _ORDER.match(advice)
    before = not _NAMES_AN_ACT.match(advice) and _ORDER.match(advice[: found.start()])
    return not before and not _BUT_DO.search(advice, found.end())


def refuses_help(item: str) -> bool:
    """Whether an item of a list advises against help in so many words: "no need to call 911" does, "no reason to live"
    is a sign."""
    said = plainly(item)
    let_go = _LET_GO_FROM.search(said) and _WHO.search(said)
    return advises_against(item) and bool(let_go or _HELP_NOT_NEEDED.search(said) or _WHEN_NOT.search(said))


def _advice(said: str) -> str:
    """The part of a sentence that is not the case: in "If it does not heal, call us" the end."""
    if _CASE_FIRST.match(said):
        return said[max(said.find(","), 0) :]
    case = _CASE_BEGINS.search(said)
    return said[: case.start()] if case else said


_SENDS = re.compile(
    r"(?:^\W*|[,:;–-] *|\b(?:and|or|should|must|please|then|but|immediately|urgently|to) )(?:please |always |also |\w+ly )*"
    r"(?:call|dial|ring|phone|telephone|contact|go|come|take|bring|drive|rush|get|see|seek|visit|attend|return|report|tell|alert|page|text|ask|speak|talk|"
    r"be (?:seen|taken))\b"
)
_IN_CASE = re.compile(r"\b(?:if|when|as soon as(?! possible| you can\b)|should)\b")


def _sends_if(said: str) -> bool:
    """Whether somebody is sent somewhere in some case, whatever the place is called: "Phone the coordinator at once if".

    The last case is looked up first: looking for one after each verb takes too long on a long line.
    """
    cases = [case.start() for case in _IN_CASE.finditer(said)]
    return bool(cases and _SENDS.search(said[: cases[-1]]))


# --- Lead-ins without help in them ---------------------------------------------------------------------------

_NAMES_SIGNS = re.compile(r"\b(?:symptoms?|signs?|red flags?|warnings?)\b")
_ONLY_THESE = re.compile(
    r"(?:\W|\b(?:if|when|you|your|child|baby|he|she|they|have|has|notice|get|develop|experience|feel|see|there|is|are|any|all|one|two|some|more|or|"
    r"and|also|of|with|the|these|those|this|following|below|things?|problems?|happens?|apply|applies|watch|look|out|for|include|includes|such|"
    r"as|other|may|might|can|be)\b)+"
)
_GROUP = r"(?:babies|infants|children|toddlers|adults|people|patients|men|women|teenagers|pregnan\w+|anyone)"
_FOR_WHOM = re.compile(
    r"\W*(?:(?:or|and|also|if|when) )*(?:(?:you|he|she|they|it|there|(?:your|the|a) \w+) (?:also )?(?:are|is|have|has|had|were|was|take|takes|feel|feels)\b|"
    rf"(?:for|in) (?:\w+ )?{_GROUP}\b)"
)

_ENDS_IN_IF = re.compile(r"\b(?:if|when)(?: you| your child)?(?: have| has)?\W*$")


def says_only_these(lead_in: str) -> bool:
    """Whether a lead-in says no more than that signs follow: "Any of these:", "Signs of a stroke:"."""
    said = plainly(lead_in)
    return bool(_NAMES_SIGNS.search(said) or _ONLY_THESE.fullmatch(said))


def says_for_whom(lead_in: str) -> bool:
    """Whether a lead-in says for whom, or with what else, the signs after it count: "You are pregnant and:"; or stops at
    "if" without anybody whom we know."""
    said = plainly(lead_in)
    return bool(_FOR_WHOM.match(said) or _ENDS_IN_IF.search(said))


_SIGNS_SHOWN = re.compile(r"\b(?:look|watch|notice|see|feel|worry)\b")
_ASKS = re.compile(
    r"\W*(?:what|how|why|who|whom|which|where (?:to|can|do|should|will)|(?:should|can|could|do|will|is|are|does) (?:i|we|my))\b|.*\bquestions?\b|.*\?\W*$"
)
_DO = (
    r"(?:bring|wait|give|tell|ask|note|remember|follow|avoid|try|prepare|write|stay|sit|lie|check|make sure|be ready|use|apply|raise|"
    r"take (?:the|your|this|these|a|any|off|with|along)|pack|carry|keep (?:the|your|this|calm|still|\w+ing)|have ready|put|loosen|unlock)"
)
_INSTRUCTS = re.compile(
    r"\W*(?:please\b|(?:(?:please|also|then|first|now|never|always|do not|don't|to|you (?:should|must|need to|can|may)) )*"
    rf"(?:{_DO}\b|(?:do|do not|don't|you (?:should|must|need to|can|may))(?: not| never| always| this| these| the following)*\W*$))|"
    r"\W*prepar|\W*(?:while|until|when|before|after|during|at|for)\b.*\b(?:wait\w*|calls?|appointments?|visits?|help|ambulance)\b|"
    r".*\b(?:doctors?|gps?|nurses?|providers?|surgeons?|specialists?|team|staff|paramedics?|we)\b(?: \w+)? (?:will|may|might|can|could|should)\b|"
    r".*\byou (?:will|may|might) be (?:asked|given|offered|sent|taken)\b|"
    r".*\b(?:useful|helpful|phone|telephone|contact) (?:\w+ )?(?:numbers?|contacts?|details|addresses|information|links)\b|"
    r".*\b(?:stay|rest|treat\w*|manag\w+|car(?:e|ing) for|look(?:ing)? after)\b.{0,20}\b(?:at home|yourself)\b|"
    r".*\b(?:tips(?= (?:for|on|to)\b|\W*$)|advice|instructions?|first aid|opening hours|things to)\b"
)


def instructs_or_asks(lead_in: str) -> bool:
    """Whether a lead-in below a sign heading begins what to do, to bring or to ask: "While you wait:", "What to bring:"."""
    said = plainly(lead_in)
    return bool(_INSTRUCTS.match(said) or (_ASKS.match(said) and not _SIGNS_SHOWN.search(said)))


_TELLS_WHAT_TO_DO = re.compile(
    r"\W*(?:(?:please|then|now|also|always|first|and) )*(?:"
    r"(?:use|take|apply|put|drink|avoid|wear|stay|sit|lie|raise|wash|give|bring|carry|loosen|remove|rinse|elevate|try|continue|follow|make sure|"
    r"never)\b(?! (?:and|of|way|flat|more|less|too|a lot|much|excessively)\b)|(?:keep|rest|change|clean|cover|press|stop|check|hold|move|bend|wiggle|stretch|exercise|massage|"
    r"soak|wrap|bathe|dry|support|prop|measure|record|weigh|limit|finish|choose|plan|walk|eat|sleep) (?:the|your|a|an|it|them|him|her|this|on|in a|at|up|off|still|calm|around|with|small|plenty|regular\w*|every|"
    r"warm|moving|taking|using)\b|(?:do not|don't) (?:drive|eat|drink|use|take|put|rub|smoke|stop|lift|touch|remove|give|wait|apply|wear|"
    r"get (?:the|your|it|this)|bend|cross|twist|push|pull|scratch|pick|squeeze|massage|soak|swim|bathe|shower|shave|cut|carry|sit|stand|lie|kneel|fly|travel|"
    r"share|try|blow|strain|ignore|leave|let|play|exercise)\b|"
    r"(?:while|until) (?:(?:you|waiting|you're|you are) )*(?:wait|help|the ambulance|they))"
)


def tells_what_to_do(item: str) -> bool:
    """Whether an item is an order about something else than getting help: "Keep the arm raised"."""
    return bool(_TELLS_WHAT_TO_DO.match(plainly(item)))


_ARRIVE = r"(?:ambulance|crew|paramedics?|help|they|it|emergency services)\b.{0,30}\b(?:arriv|com|get|take|is here|on (?:its|the) way)"
_WHILE_WAITING = re.compile(
    rf"\W*(?:please )?(?:do not|don't|never) (?:leave it (?:until|till|to|for|over)|wait\b|delay|put (?:it|this) off|ignore (?:it|this|these|them)|drive yourself|try to drive)|"
    rf"\b(?:until|till|while|before|when) (?:the |an )?{_ARRIVE}|\bwhile (?:you |you're |you are )?wait|"
    r"\b(?:roll|turn|lay|lie|place|put|move|keep) (?:him|her|them|someone|(?:the|your) \w+)\b.{0,20}\b(?:side|back|recovery position)\b|"
    r"\brecovery position\b|\bnothing (?:to eat|by mouth)\b|\buntil (?:you|he|she|they|(?:your|the) \w+) (?:have been|has been|are|is) (?:seen|checked|assessed|examined)\b|\bairway (?:clear|open)\b|\bcpr\b|\bstay with (?:him|her|them|the person)\b"
)
_WAITING = re.compile(
    r"(?:while|until|before|when) .{0,40}\b(?:wait\w*|ambulance|paramedics?|crew|help (?:arrives|comes))\b[^.!?]*$"
)


def attends_help(sentence: str) -> bool:
    """Whether a sentence after signs belongs to them: "Do not leave it until the morning", "Lie her on her side until
    the crew takes over"."""
    return bool(_WHILE_WAITING.search(plainly(sentence)))


def begins_the_wait(line: str) -> bool:
    """Whether a line begins what to do until help comes: "While you wait for the ambulance"."""
    return bool(_WAITING.match(plainly(line).strip()))


_A_GROUP = re.compile(rf"\b{_GROUP}\b|\b(?:aged?|over|under|younger|older)\b")


def names_a_group(words: str) -> bool:
    """Whether the words say that not everybody is meant: "Pregnant women should call"."""
    return bool(_A_GROUP.search(plainly(words)))


_SERVICE = re.compile(
    r"\b(?:keep|make|cancel|change|attend|rebook|rearrange) (?:your|an|the|this) (?:\w+ )?(?:appointment|visit)\b|"
    r"\b(?:another language|other languages|large print|easy read|braille|an interpreter|sick note|fit note|"
    r"(?:this|the) (?:leaflet|booklet|handout))\b"
)


def about_the_service(case: str) -> bool:
    """Whether a case is about an appointment, a leaflet or a paper, and not about how somebody is."""
    return bool(_SERVICE.search(plainly(case)))


# --- Asking for it -------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def says_whom_to_contact(words: str) -> bool:
    """Whether the words send somebody to somebody."""
    return bool(_CONTACT.search(plainly(words)))


def is_an_order(sentence: str) -> bool:
    """Whether a sentence says whom to contact, or that this is an emergency, and leaves the case to its neighbour."""
    said = plainly(sentence).strip()
    begins = _ORDER.match(said) and not advises_against(said)
    return bool(begins or (names_an_emergency(said) and len(said.split()) <= 8))


def names_an_emergency(words: str) -> bool:
    """Whether the words name an emergency, its number, its place or its people."""
    return bool(NAMED.search(DENIED.sub(" ", plainly(words))))


def may_be_an_emergency(sentence: str) -> bool:
    """Whether a sentence may be a sign that is not to wait, so that it must not vanish in a text or a milder list."""
    said = DENIED.sub(" ", plainly(sentence))
    if NAMED.search(said) or _NEEDED.search(said):
        return True
    if advises_against(said) or level_of(said) is None:
        return False
    return says_whom_to_contact(said) or _sends_if(said)
