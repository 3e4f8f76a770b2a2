"""The section of a heading whose words name none: what the sentences under it say, when they agree.

Only the sections that cannot hide a sign are decided so, and only by whole sentences: what somebody notices, or what
speaks of help, decides nothing, and all of it is listed.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
from conditions.domain.from_text.not_content import about_the_leaflet, about_virtual_care
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
_NO_HEADING_OF_THESE = re.compile(
    r"\b(?:if|when|who to|whom|unless|call\w*|ring|phone|tele\w+|contact\w*|helplines?|urgen\w+|emergenc\w+|worr\w+|concern\w*|serious\w*|sever\w+|danger\w*|"
    r"risk\w*|warn\w*|watch\w*|alert\w*|alarm\w*|eye on|look out|flags?|red|amber|yellow|green|zones?|colou?rs?|signs?|expect\w*|problems?|complic\w+|"
    r"infect\w+|bleed\w*|worse\w*|worst|wrong|bad|badly|unwell|sick\w*|crisis|saf(?:e|ely|ety)|suicid\w*|harm\w*|hurt\w*|collapse\w*|pass out|faint\w*|fits?|"
    r"seizures?|attacks?|stroke|shock|side effects?|driv\w+|work|travel\w*|resources?|support|numbers?|address\w*|links?|appointments?|visits?|"
    r"follow-?up|reviews?|reading|more|virtual|notes?|leaflets?|website|advert\w*|privacy|complaints?|rights|first aid|other people|others|children|babies|pregnan\w+)\b"
)
"""Words of a heading that may stand over signs, over somebody else's part, or over what no page holds."""
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
    r"stay|massage|breathe|return|go back|make sure|remember|choose|plan|check|climb|swim|cycle|exercise|work|drive|smoke|practi[sc]e|leave)"
)
_ORDERS = re.compile(
    rf"\W*(?:(?:please|then|now|also|always|first|and|after that|afterwards|later|at first|at night|each day|every day|slowly|gently|try to|remember to|aim to|do not|don't|never),? )*{_DOES}\b"
    r"(?! (?:of|that|which|way|less|is|are|was|does|did|do|can|may|cannot|will|has|have|feels?|gets?|makes?|hurts?|blood)\b)"
)
_ALLOWS = re.compile(
    r"\b(?:you|he|she|they|most people|(?:your|the) (?:child|baby)) (?:may|can|should|must|could|will|might|(?:will )?need to|will be able to|ought to)(?: not)?"
    rf"(?: (?:also|then|now|still|usually|normally|safely|gently|slowly))* {_DOES}\b"
)
_GIVEN = re.compile(
    r"\b(?:you|he|she|they|(?:your|the) (?:child|baby))(?: will|'ll| may| might| can)?(?: also| then| usually)* (?:be (?:given|offered|shown|taught|prescribed)|"
    r"have (?:an? )?(?:\w+ )?(?:injections?|tablets?|antibiotics|physio\w*|exercises?|operations?|stitches|dressings?))\b|"
    r"\b(?:doctors?|gps?|nurses?|therapists?|physio\w*|surgeons?|team|midwife|we) (?:will|can|may|might)(?: also| then)? (?:give|show|teach|offer|remove|"
    r"take (?:out|off)|put|change|prescribe|help you|advise|arrange)\b"
)
""" "You may shower", "you will be shown exercises", "the nurse will take out the stitches"."""
_EXPECTED = re.compile(
    r"\b(?:normal|usual|common|to be expected|will (?:be|feel|have|last|take|need|also|probably)|(?:takes?|lasts?|within|for|in) (?:\w+ ){0,3}(?:days?|weeks?|months?|hours?)|"
    r"wears? off|settles?|fades?|goes away|gets? (?:better|lighter|easier|less))\b"
)
""" "It is normal", "it takes three weeks": what is to come, and no case that asks for help."""
_PASSES = re.compile(r"\b(?:wears? off|settles?|fades?|goes|eases?|heals?|better)\b[^.,]{0,30}\bwithin\b")
""" "Within a day" is no haste in these."""
_MAY_COME = re.compile(
    r"\W*(?:you|he|she|there|it|(?:some|most|many) people|(?:your|the) \w+) (?:may|might|can|will|could)\b"
)
_IN_CASE = re.compile(
    r"\b(?:unless|as soon as(?! (?:possible|you (?:can|wake)))|(?<!even )(?<!as )if(?! (?:you (?:can|like|want|wish|need to|have to|prefer|are able)|possible|needed|necessary|required|(?:the|your|a) (?:doctor|gp|nurse|surgeon|specialist|midwife|tests?|scans?)|we|they think|doctors)\b))\b"
)
_FAILS = re.compile(
    r"\b(?:no longer|stop\w* (?:help|work)\w*|cannot|can't|unable|(?:not|n't) (?:\w+ )?(?:help\w*|work\w*|stay\w*|better|improv\w+|heal\w*)|worse\w*|"
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
    if not comes and not _may_be_decided(heading.text):
        return None
    said = _sentences_under(heading, blocks, at)
    if said is None or any(_may_be_a_sign(sentence) for sentence in said):
        return None
    sections = [_section_said(sentence) for sentence in said]
    if comes and set(sections) <= {"symptoms", None} and _all_to_come(said):
        return "symptoms"
    others = [sentence for sentence, section in zip(said, sections, strict=True) if not section]
    expected = sum(bool(_EXPECTED.search(plainly(sentence))) for sentence in others)
    if any(is_about_you(sentence) and not _EXPECTED.search(plainly(sentence)) for sentence in others):
        return None
    votes = Counter(filter(None, sections))
    if len(votes) != 1:
        return None
    section, count = votes.most_common(1)[0]
    agreed = count + expected
    enough = agreed == len(said) if after_signs else agreed * 2 > len(said)
    return section if section in _DECIDED and agreed >= 2 and enough else None


def _all_to_come(said: list[str]) -> bool:
    """Whether each sentence says what is normal, or what may come and will go."""
    return len(said) > 1 and all(
        _EXPECTED.search(plainly(text)) or _MAY_COME.match(plainly(text)) for text in said
    )


def _may_be_decided(heading: str) -> bool:
    text, said = heading.strip(), bare(heading)
    if len(text) > _LONGEST_HEADING or text.endswith((".", ":", ";", ",", "!")):
        return False
    if fits_no_section(text) or _NO_HEADING_OF_THESE.search(said):
        return False
    return not (heading_level(text) or leads_into_signs(text) or level_of(text) or says_whom_to_contact(text))


def _sentences_under(heading: Block, blocks: Sequence[Block], at: int) -> list[str] | None:
    """The sentences, and orders in a list, up to the next heading; None when anything else stands among them, or a
    heading below this one."""
    found: list[str] = []
    for block in map(blocks.__getitem__, range(at, len(blocks))):
        if block.kind == "heading":
            if block.level > heading.level:
                return None
            break
        if block.kind == "aside":
            return None
        said = [plain(sentence).strip() for sentence in sentences(block.pieces)]
        said = [text for text in said if not (about_the_leaflet(text) or about_virtual_care(text))]
        if not all(
            text.endswith(".") or tells_what_to_do(text) or _ORDERS.match(plainly(text)) for text in said
        ):
            return None
        found += said
    return found


def _may_be_a_sign(sentence: str) -> bool:
    """Whether a sentence speaks of help, of an emergency or of a case, or may be one: then a person must
    look at the whole text."""
    return bool(
        help_sentence(sentence)
        or may_be_an_emergency(sentence)
        or advises_against(sentence)
        or is_an_order(sentence)
        or (
            level_of(sentence) and not (_PASSES.search(plainly(sentence)) or _ORDERS.match(plainly(sentence)))
        )
        or _IN_CASE.search(plainly(sentence))
        or _FAILS.search(plainly(sentence))
    )


def _section_said(sentence: str) -> str | None:
    said = plainly(sentence)
    found = next((section for section, pattern in _SAYS if pattern.search(said)), None)
    if found or (found := "treatment" if _GIVEN.search(said) else section_of_sentence(sentence)):
        return found
    treats = any(pattern.search(said) for pattern in (_MEANS, _ALLOWS)) or _ORDERS.match(said)
    return "treatment" if tells_what_to_do(sentence) or treats else None
