"""The section of a heading whose words name none: what the sentences under it say, when they agree.

Only the sections that cannot hide a sign are decided so, and only by whole sentences: what somebody notices, or what
speaks of help, decides nothing, and all of it is listed.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from conditions.domain.from_text.evidence import describes_symptoms, evidence, may_hide_a_sign
from conditions.domain.from_text.getting_help import heading_level, help_sentence, leads_into_signs
from conditions.domain.from_text.help_kinds import (
    advises_against,
    is_an_order,
    may_be_an_emergency,
    says_whom_to_contact,
    tells_what_to_do,
)
from conditions.domain.from_text.help_words import level_of, plainly
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.lists import is_about_you
from conditions.domain.from_text.not_content import (
    about_the_leaflet,
    about_virtual_care,
    gives_a_source,
    says_how_to_reach,
)
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import bare, fits_no_section, section_of_sentence
from conditions.domain.markup import plain

BY_ITS_SENTENCES = "The heading “{}” names no section. What stands under it is in “{}”, because its sentences speak of that: see whether it belongs there."
_WHAT_COMES = re.compile(
    r"^(?:what (?:to expect|(?:will|may|might|can) (?:happen|you expect)|happens (?:now|next|afterwards?))|"
    r"(?:(?:in|over|for|during|the|first|next|few|coming|\w+ to come|days|weeks|hours|and|to|\d+)\b\s*)+$|as (?:it|you) heals?$|how you (?:may|might|will) feel)"
)
""" "What to expect", "Over the next few days": what somebody notices then is no case for help, if the text says so."""
_DECIDED = ("treatment", "diagnosis", "prevention", "causes")
_LONGEST_HEADING = 80
_ENOUGH = 3
"""So many points for a section at least."""
_NO_HEADING_OF_THESE = re.compile(
    r"\b(?:if|when|who to|whom|unless|call\w*|ring|phone|tele\w+|contact\w*|helplines?|urgen\w+|emergenc\w+|worr\w+|concern\w*|serious\w*|sever\w+|danger\w*|"
    r"risk\w*|warn\w*|watch\w*|alert\w*|alarm\w*|eye on|look out|flags?|red|amber|yellow|green|zones?|colou?rs?|signs?|expect\w*|problems?|complic\w+|"
    r"infect\w+|bleed\w*|worse\w*|worst|wrong|bad|badly|unwell|sick\w*|crisis|saf(?:e|ely|ety)|suicid\w*|harm\w*|hurt\w*|collapse\w*|pass out|faint\w*|fits?|"
    r"seizures?|stroke|shock|side effects?|driv\w+|resources?|support|numbers?|address\w*|links?|appointments?|visits?|"
    r"reading|more|virtual|notes?|leaflets?|website|advert\w*|privacy|complaints?|rights|first aid)\b"
)
"""Words of a heading that may stand over signs, or over what no page holds."""
_ALL_OF_THESE = re.compile(
    r"\b(?:attacks?|work|travel\w*|school|follow-?up|reviews?|other people|others|children|babies|pregnan\w+)\b"
)
"""Words of a heading that may stand over somebody else's part, so that every sentence must agree."""
_COMES_TO_AN_END = re.compile(
    r"^(?:when|once|after) (?:the|your|it|you) (?:\w+ )?(?:(?:comes?|is taken|are taken|is|are) (?:off|out|removed)|(?:go|get|are|leave) (?:home|back home|at home|hospital))$"
)
""" "When the plaster comes off" is no case."""
_STAYS_SAFE = re.compile(r"^(?:keep|stay|be)(?:ing)? safe$")
_SAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "diagnosis",
        re.compile(
            r"\b(?:x-?rays?|ultrasounds?|(?:ct|mri|bone|brain) scans?|scans?|swabs?|biops(?:y|ies)|(?:blood|urine|skin) (?:tests?|samples?))\b.{0,30}"
            r"\b(?:show\w*|tells?|told|find\w*|found|looks?|looked|sent|taken|checks?|checked|rules? out|confirm\w*)\b|"
            r"\b(?:have|had|get|need|take\w*|took|do|did) (?:an?|another|some|more) (?:\w+ )?(?:x-?rays?|ultrasounds?|scans?|swabs?|biops(?:y|ies)|samples?)\b"
        ),
    ),
    (
        "diagnosis",
        re.compile(
            r"^(?:your|the|a|an|our) (?:\w+ )?(?:doctor|gp|nurse|midwife|provider|clinician|physician|specialist|surgeon|physio\w*|therapist) (?:\w+ly )?"
            r"(?:checks?|examines?|press(?:es)?|bends?|looks?|listens?|measures?|feels?|asks?|taps?|tests?)\b"
        ),
    ),
    (
        "prevention",
        re.compile(
            r"\b(?:flu|yearly) (?:jab|shot)\b|\bvaccin\w+|\bkeep away from\b|\b(?:lower|reduc|cut)\w* (?:the|your) (?:risk|chance)"
        ),
    ),
)
"""What a sentence is about, beside what it would say without any heading."""
_MEANS = re.compile(
    r"\b(?:injections?|antibiotics|paracetamol|ibuprofen|physiotherap\w+|inhalers?|lasers?)\b.{0,40}\b(?:help|calm|ease|shrink|make|kill|open|clear|bring)s?\b"
)
_DOES = (
    r"(?:use|take|wear|put|apply|hold|squeeze|bend|stretch|lift|lower|raise|rest|keep|try|start|begin|continue|go on|carry on|build up|cut down|cut out|"
    r"increase|reduce|limit|give|offer|finish|clean|change|remove|walk|move|wiggle|wash|shower|bathe|rinse|brush|chew|eat|drink|sleep|lie|sit|stand|"
    r"stay|massage|breathe|return|go back|make sure|remember|choose|plan|check|climb|swim|cycle|exercise|work|drive|smoke|practi[sc]e|leave|avoid|"
    r"swap|switch|replace|spend|join|fit|dab|soak|gargle|suck|strain|collect|save|wrap|cover|set|let|allow|place|roll|tighten|repeat|count|buy|pat|trim|file|throw|loosen|dress|protect|build|"
    r"go easy|go for|get up|get plenty|have (?:your|plenty|regular|a (?:rest|bath|shower|warm))|lose weight|warm up|look after|add|do (?:the|your|these|gentle|some|as)|be (?:careful|patient|active)|don't|make time|treat (?:your|the))"
)
_ORDERS = re.compile(
    rf"\W*(?:(?:please|then|now|also|always|first|and|after that|afterwards|later|at first|at night|each day|every day|slowly|gently|try to|remember to|aim to|do not|don't|never),? )*{_DOES}\b"
    r"(?! (?:of|that|which|way|less|is|are|was|does|did|do|can|may|cannot|will|has|have|feels?|gets?|makes?|hurts?|blood)\b)"
)
_ALLOWS = re.compile(
    r"\b(?:you|he|she|they|most people|(?:your|the) (?:child|baby)) (?:may|can|should|must|could|will|might|(?:will )?need to|will be able to|ought to)(?: not)?"
    rf"(?: (?:also|then|now|still|usually|normally|safely|gently|slowly))* {_DOES}\b|\bso {_DOES} (?:it|them|the|your|an?)\b"
)
_GIVEN = re.compile(
    r"\b(?:you|he|she|they|(?:your|the) (?:child|baby))(?: will|'ll| may| might| can)?(?: also| then| usually)* (?:(?:be|have been) (?:given|offered|shown|taught|prescribed)|"
    r"have (?:an? )?(?:\w+ )?(?:injections?|tablets?|antibiotics|physio\w*|exercises?|operations?|stitches|dressings?))\b|"
    r"\b(?:doctors?|gps?|nurses?|therapists?|physio\w*|surgeons?|team|midwife|we) (?:will|can|may|might)(?: also| then)? (?:give|show|teach|offer|remove|"
    r"take (?:out|off)|put|change|prescribe|help you|advise|arrange)\b"
)
""" "You may shower", "you will be shown exercises", "the nurse will take out the stitches"."""
_EXPECTED = re.compile(
    r"\b(?:normal|usual|common|to be expected|will (?:be|feel|have|last|take|need|also|probably)|(?:takes?|lasts?|within|for|in) (?:\w+ ){0,5}(?:days?|weeks?|months?|hours?)|"
    r"wears? off|settles?|fades?|goes away|gets? (?:better|lighter|easier|less))\b"
)
""" "It is normal", "it takes three weeks": what is to come, and no case that asks for help."""
_WILL_BE = re.compile(
    r"\b(?:will|may) (?:probably |still |also )?(?:be|feel)\b.*\b(?:at first|a (?:bit|little)|quite|for)\b|\b(?:is|are) (?:quite |perfectly )?normal\b"
)
_PASSES = re.compile(r"\b(?:wears? off|settles?|fades?|goes|eases?|heals?|better)\b[^.,]{0,30}\bwithin\b")
""" "Within a day" is no haste in these."""
_MAY_COME = re.compile(
    r"\W*(?:you|he|she|there|it|(?:some|most|many) people|(?:your|the) \w+) (?:may|might|can|will|could)\b"
)
_ROUTINE = re.compile(
    r"\b(?:(?:follow-?up|next|first|routine) (?:visit|appointment)|check-?up)\b(?!.*\b(?:if|unless)\b)|\b(?:in|at|after) (?:\w+ )?(?:to \w+ )?(?:days|weeks|months)\b[^,;]{0,30}\W*$"
)
""" "See your GP at six weeks for a check" holds no case."""
_AS_SOON = re.compile(r"\W*(?:start|take|use) (?!.*\b(?:if|unless)\b).*\bas soon as\b")
_ANSWERS = re.compile(r"\W*(?:usually|often|mostly|sometimes|yes|no|not|rarely)\b[\w ,]{0,14}\.")
_IN_CASE = re.compile(
    r"\b(?:unless|as soon as(?! (?:possible|you (?:can|wake)))|(?<!even )(?<!as )if(?! (?:you (?:can|like|want|wish|need to|have to|prefer|are able|(?:already |also )?(?:take|use|smoke|drive|work|play|live)\b|(?:are|were) (?:taking|told|given|offered|advised)|cannot (?:have|take|use)|have been (?:told|given))|(?:it|they|these) (?:is|are|was|were) (?:prescribed|advised|given|offered)|not|told|possible|needed|necessary|required|(?:the|your|a) (?:doctor|gp|nurse|surgeon|specialist|midwife|tests?|scans?)|we|they think|doctors)\b))\b"
)
_FAILS = re.compile(
    r"\b(?:no longer|stop\w* (?:help|work)\w*|(?:cannot|can't)(?! (?:have|take|use|catch|be (?:caught|passed))\b)|unable|(?:not|n't) (?:\w+ )?(?:help\w*|work\w*|stay\w*|better|improv\w+|heal\w*)|worse\w*|"
    r"makes? (?:you|your|him|her)|run out)\b"
)
""" "The tablets no longer help" is a sign as well."""


def section_by_sentences(
    heading: Block, blocks: Sequence[Block], at: int, *, after_signs: bool
) -> str | None:
    """The section that the sentences under a heading agree on; None when they do not, or the heading says why not.

    They begin at `at` of `blocks`. At least two sentences, and more than half of all of them, speak of the section or
    of what is to be expected, and none of another; `after_signs` all of them do. The others do not begin as signs do.
    """
    comes = not after_signs and bool(_WHAT_COMES.search(bare(heading.text)))
    safe = bool(_STAYS_SAFE.search(bare(heading.text)))
    if not comes and not safe and not _may_be_decided(heading.text):
        return None
    said = _sentences_under(heading, blocks, at)
    if said is None or any(_may_be_a_sign(sentence) for sentence in said):
        return None
    sections = [_section_said(sentence) for sentence in said]
    if comes and set(sections) <= {"symptoms", None} and _all_to_come(said):
        return "symptoms"
    every = after_signs or bool(_ALL_OF_THESE.search(bare(heading.text)))
    if len(said) > 1 and not after_signs and all(map(describes_symptoms, said)):
        return "symptoms"
    found = _agreed(said, sections, all_of_them=every) or _weighed(said, sections, all_of_them=every)
    if found == "treatment" and _prevents(said):
        found = "prevention"
    return None if safe and found != "prevention" else found


def is_advice(sentence: str) -> bool:
    """Whether a sentence or item tells what to do, and not whom to go to."""
    return tells_what_to_do(sentence) or bool(_ORDERS.match(plainly(sentence)))


def section_of_advice(section: str | None, advice: Sequence[str]) -> str | None:
    """Where advice below the heading of `section` goes: below the causes ("Is it catching?") what keeps it from others is
    prevention."""
    total = sum(map(evidence, advice), Counter[str]())
    return "prevention" if section == "causes" and total["prevention"] > 1 else section


def describes_only_symptoms(said: Sequence[str]) -> bool:
    """Whether a paragraph without a heading tells what people usually notice, and nothing else."""
    return len(said) > 1 and all(map(describes_symptoms, said)) and not any(map(_may_be_a_sign, said))


def _agreed(said: list[str], sections: list[str | None], *, all_of_them: bool) -> str | None:
    """The only section that any of the sentences speaks of, when enough of them do."""
    others = [sentence for sentence, section in zip(said, sections, strict=True) if not section]
    expected = sum(bool(_EXPECTED.search(plainly(sentence))) for sentence in others)
    if any(is_about_you(sentence) and not _EXPECTED.search(plainly(sentence)) for sentence in others):
        return None
    votes = Counter(filter(None, sections))
    if len(votes) != 1:
        return None
    section, count = votes.most_common(1)[0]
    agreed = count + expected
    enough = agreed == len(said) if all_of_them else agreed * 2 > len(said)
    return section if section in _DECIDED and agreed >= 2 and enough else None


def _weighed(said: list[str], sections: list[str | None], *, all_of_them: bool) -> str | None:
    """The section that the words of the sentences speak for twice as much as for any other, and at least two of them and
    more than half of them most of all; None when one of the others may be a sign."""
    points = [_points(sentence, section) for sentence, section in zip(said, sections, strict=True)]
    total = sum(points, Counter[str]())
    ranked = [found for found in total.most_common() if found[0] in _DECIDED]
    (section, most), (_, second) = (*ranked, ("", 0), ("", 0))[:2]
    backing = [found[section] > 0 and found[section] == max(found.values()) for found in points]
    enough = all(backing) if all_of_them else sum(backing) * 2 > len(said)
    alone = sum(backing) < 2 and (section == "treatment" or second > 0 or _says_what_it_is(said))
    if most < _ENOUGH or most < second * 2 or alone or not enough:
        return None
    for sentence, found, says in zip(said, points, sections, strict=True):
        sure = says == section or (section != "treatment" and found[section] > 1)
        sure = sure or (section == "diagnosis" and found[section] > 0 and not may_hide_a_sign(sentence))
        if not sure and not _is_no_sign(sentence):
            return None
    return section


def _says_what_it_is(said: list[str]) -> bool:
    return any(evidence(sentence)["overview"] for sentence in said)


def _prevents(said: list[str]) -> bool:
    """Whether the words of the orders are more of prevention than of any treatment."""
    total = sum(map(evidence, said), Counter[str]())
    return total["prevention"] > max(1, total["treatment"])


def _points(sentence: str, said: str | None) -> Counter[str]:
    """What the words of a sentence speak for. An order without such words is one for the treatment; what says plainly
    that it is about something else speaks for nothing else."""
    found = evidence(sentence)
    if said in _DECIDED and said != "treatment":
        return Counter({said: max(found[said], 2)})
    if said in _DECIDED and not found[said]:
        found[said] += 1
    return found


def _is_no_sign(sentence: str) -> bool:
    """Whether a sentence says what will be, or neither begins nor speaks as signs do."""
    if _WILL_BE.search(plainly(sentence)):
        return True
    expected = _EXPECTED.search(plainly(sentence))
    return not may_hide_a_sign(sentence) and bool(expected or not is_about_you(sentence))


def _all_to_come(said: list[str]) -> bool:
    """Whether each sentence says what is normal, or what may come and will go."""
    return len(said) > 1 and all(
        _EXPECTED.search(plainly(text)) or _MAY_COME.match(plainly(text)) for text in said
    )


def _may_be_decided(heading: str) -> bool:
    text, said = heading.strip(), bare(heading)
    if len(text) > _LONGEST_HEADING or text.endswith((".", ":", ";", ",", "!")):
        return False
    if fits_no_section(text):
        return False
    if _NO_HEADING_OF_THESE.search(said) and not _COMES_TO_AN_END.search(said):
        return False
    return not (heading_level(text) or leads_into_signs(text) or level_of(text) or says_whom_to_contact(text))


def _sentences_under(heading: Block, blocks: Sequence[Block], at: int) -> list[str] | None:
    """The sentences, and orders in a list, up to the next heading or what begins a list of signs; None when anything else
    stands among them, or a heading below this one."""
    found: list[str] = []
    for block in map(blocks.__getitem__, range(at, len(blocks))):
        if block.kind == "heading":
            if block.level > heading.level:
                return None
            break
        if found and block.gap and block.kind == "line" and _asks_for_help(block):
            break
        if block.kind == "aside":
            return None
        if block.kind == "line" and _is_in_no_text(block.text):
            continue
        said = [plain(sentence).strip() for sentence in sentences(block.pieces)]
        said = [text for text in said if not (about_the_leaflet(text) or about_virtual_care(text))]
        if not all(text.endswith(".") or _is_an_item(text) for text in said):
            return None
        found += [text for text in said if not _ANSWERS.fullmatch(plainly(text))]
    return found


def _is_in_no_text(line: str) -> bool:
    return about_the_leaflet(line) or says_how_to_reach(line) or gives_a_source(line)


def _is_an_item(text: str) -> bool:
    """Whether words that are no sentence tell what to do, or what is given for it."""
    if is_advice(text):
        return True
    return evidence(text)["treatment"] > 1 and not may_hide_a_sign(text) and not is_about_you(text)


def _asks_for_help(block: Block) -> bool:
    """Whether a line begins with when to get help: it is placed as anywhere else."""
    first = plain(sentences(block.pieces)[0])
    return leads_into_signs(first) or help_sentence(first) is not None


def _may_be_a_sign(sentence: str) -> bool:
    """Whether a sentence speaks of help, of an emergency or of a case, or may be one: then a person must
    look at the whole text."""
    said, points = plainly(sentence), evidence(sentence)
    if help_sentence(sentence) or may_be_an_emergency(sentence):
        return True
    if is_an_order(sentence) and not _ROUTINE.search(said):
        return True
    if advises_against(sentence) and points["diagnosis"] < 2:
        return True
    told = _speaks_of_means(sentence, points)
    soon = level_of(sentence) and not (_PASSES.search(said) or _ORDERS.match(said) or told)
    case = _IN_CASE.search(said) and not (_AS_SOON.match(said) or told)
    return bool(soon or case or _FAILS.search(said))


def _speaks_of_means(sentence: str, points: Counter[str]) -> bool:
    """Whether a sentence names a test, a remedy or a cause, and nobody to go to: "Use a cream if your skin is dry"."""
    named = max((points[section] for section in _DECIDED), default=0) > 1
    return named and not may_hide_a_sign(sentence) and not says_whom_to_contact(sentence)


def _section_said(sentence: str) -> str | None:
    said = plainly(sentence)
    found = next((section for section, pattern in _SAYS if pattern.search(said)), None)
    if found or (found := "treatment" if _GIVEN.search(said) else section_of_sentence(sentence)):
        return found
    told = said.partition(", ")[2] if said.startswith("if ") and not _IN_CASE.search(said) else said
    treats = any(pattern.search(said) for pattern in (_MEANS, _ALLOWS)) or _ORDERS.match(told)
    return "treatment" if tells_what_to_do(told) or treats else None
