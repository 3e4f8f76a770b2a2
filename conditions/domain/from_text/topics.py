"""Which section of the page a heading or a lead-in belongs to. Patterns stand on words, not on whole headings, so
that headings which nobody has seen are recognised as well."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re

from conditions.domain.from_text.getting_help import heading_level, leads_into_signs, stops_short
from conditions.domain.from_text.heading_forms import heads_no_content, may_head_signs, section_by_form
from conditions.domain.from_text.help_kinds import advises_against
from conditions.domain.from_text.help_words import plainly

_NUMBER = re.compile(
    r"^(?:(?:section|part|step)\s+)?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-h]|[ivx]{1,4})[.):]|\d{1,2}\s+-)\s+"
)
_EDGES = " \t.:;,!?*_#-–—•\"'“”()[]="

_NAMES: tuple[tuple[str, str], ...] = (
    (
        "also_called",
        r"also (?:called|known as|named|referred to as)|(?:other|alternative|alternate|common) names?(?: for .+)?|"
        r"synonyms?|a\.?k\.?a\.?",
    ),
    ("pronunciation", r"pronunciation|pronounced|how (?:to|do you) (?:say|pronounce) .*|say it"),
    (
        "similar_conditions",
        r"(?:similar|related|look-?alike|other|linked) (?:conditions?|problems?|illness(?:es)?|disorders?)|"
        r"conditions (?:that|with) .*|what else (?:could|can|might) it be|differential diagnos[ie]s|"
        r".*(?:mistaken for|confused with|feels? like other).*|not to be confused with.*",
    ),
    (
        "sources",
        r"(?:sources?|references?|bibliography|citations?)(?: .*)?|where (?:this|the) .*information comes from",
    ),
)
"""Whole headings, matched from end to end."""

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "prevention",
        r"\bprevent\w*|\bavoid\w*|^(?:how|ways|tips)\b.*\b(?:fewer\b(?! side effects)|less (?:often|likely)\b)|\bward\w* off\b|\b(?:lower\w*|reduc\w+|cut\w*|decreas\w+) (?:your |the |my )?(?:risk|chance|exposure)\w*|"
        r"\bprotect\w*|\bstop(?:ping)? (?:it|this|them) (?:from )?(?:com|happen|return)\w*|\bkeep\w* from \w+ing\b|\bkeep\w* .*\b(?:from (?:com|happen|return)"
        r"\w*|away|healthy|at bay)|\bcom(?:e|ing) back\b|\bstay\w* (?:well|healthy|safe|free)|\bstop\b.*\breturn\w*|(?:\bnot|\bnever|n't) (?:return|come back|happen again|recur)\b|"
        r"\bkeep\w* (?:yourself )?(?:well|healthy)\b|\bkeep\w* (?:\w+ ){1,2}(?:strong|supple)\b|\b(?:vaccin|immuni[sz])\w+|\bin (?:the )?future\b",
    ),
    (
        "diagnosis",
        r"\bdiagnos\w*|\binvestigations?\b|\bwork-?up\b|\bassessment\b|\bevaluation\b|\btest(?:s|ing|ed)?\b|\bexam(?:s|ination\w*|ined|s and tests)?\b|\bscreening\b|\bx-?rays?\b|"
        r"\bimaging\b|\bscans?\b|\b(?:appointment|visit)\b|\bquestions (?:your|the|a) .*\b(?:ask|have)\b|"
        r"\bhow (?:do|does|did|will|can|would|is|are|was|were|we|doctors?|they|(?:the|your|a) \w+) (?!(?:i|you) (?:know|tell) (?:(?:if|whether|that) )?(?:i|you)(?:'ve)? (?:have|got)\b).*\b(?:know|find out|found|check\w*|tell|detect\w*|confirm\w*|identif\w+|recogni[sz]e|diagnose|work out|decide|be sure)\b|"
        r"\bhow (?:it|this|they|\w+) (?:is|are|was|were) (?:found|tested|checked|confirmed|identified|detected)\b|"
        r"\bhow (?:do|did|can|will|would|was|is) (?:they|we|it|this|doctors?|(?:the|your|a) \w+) (?:\w+ )?find\b|\bfind(?:ing)? out\b|\bget(?:ting)? a diagnosis\b|\bwhat (?:will|does|might|may) (?:my|your|the|a) .*\b(?:do|ask|check)\b",
    ),
    (
        "symptoms",
        r"^do i have\b|^(?:what )?(?:you|people) (?:may|might|could|can) (?:also )?(?:have|feel|notice|get|see)$|\bshows? (?:itself|up)\b|"
        r"\bspot(?:ting)?\b|\brecogni[sz]\w+|\bhow to tell\b|\btell-?tale\b|\bsymptoms?\b|\bsigns?\b|\bpresenting\b|\bclinical (?:features|presentation|picture)\b|\bmanifestations?\b|\bexperience\b|\bfeels?\b(?! better)|\bfeeling\b(?! better)|\bcomplaints?\b|"
        r"\bnotice\b|\bwhat (?:to|should \w+) look\b|\bhow .*\baffects? you\b|^how (?:does|do|did|will|can|might|could) (?!(?:the |my |your )?(?:treatment|medicines?|surgery|operation)\b)(?:\w+ ){1,3}affect\b|"
        r"^how (?:do|will|would|can|could) (?:i|you) (?:know|tell) (?:(?:if|whether|that) )?(?:i|you)(?:'ve)? (?:have|got)\b|\bwhat .* looks? like\b",
    ),
    (
        "treatment",
        r"\beas(?:e|ing)\b|\b(?:sooth|calm|controll|deal|cop)ing\b|\btreat\w*|\btherap(?:y|ies)\b|\bremed(?:y|ies)\b|\bmanag(?:e|ing|ement|ed)\b|\breliev\w*|\brelief\b|\bmedic(?:ines?|"
        r"ations?)\b|\bsurg(?:ery|ical)\b|\boperations?\b|\bhome ?-?care\b|\bself[- ]?(?:care|help|management)\b|"
        r"\bat home\b|^how to (?:take|use) |^things that (?:\w+ )?help|\bcured?\b|\bpain ?killers?\b|\bfixed\b",
    ),
    (
        "causes",
        r"\bcaus\w+|\ba?etiolog\w+|\bpathophysiolog\w+|\bbr(?:ing|ought)\w* (?:it )?on\b|\bsets? (?:\w+ )?off\b|\brisk factors?\b|\bat (?:higher |greater |more )?risk\b|\bwhy\b|\btriggers\b|\btriggered\b|\breasons?\b|"
        r"\bwho (?:gets|is|can get|develops|has|suffers)\b|\bhow (?:do|does|did|people|you|we|one|it|they) .*\b(?:get|happen|start|begin|develop|"
        r"catch)\b|\bwhat (?:leads|brings|makes)\b|\bcomes? from\b|\bspreads?\b|\bpass(?:es|ed)? on\b|\bbehind\b|\bmakes? it worse\b|\b(?:catching|contagious|infectious)\b",
    ),
)
"""Words inside a heading. The first to stand in the heading wins: "Symptoms and causes" is about symptoms."""

_REMEDY = (
    r"(?:tablets?|pills|creams?|ointments?|gels?|antibiotics?|steroids?|injections?|inhalers?|drops|sprays?|moisturi[sz]ers?|paracetamol|"
    r"ibuprofen|splints?|braces?|slings?|dressings?|stitches|crutches)"
)
_LATER: tuple[tuple[str, str], ...] = (
    (
        "treatment",
        r"\bexercis\w+|\brehab\w*|\brecover\w*|\bhow long\b|\b(?:get|getting|feel|feeling) better\b|\boutlook\b|\bprognosis\b|"
        r"\b(?:caring|care) (?:for|of)\b|\blook(?:ing)? after\b|\b(?:can|should|could|do) (?:i|you|we) do\b|\b(?:i|you|we) can do\b|\bget(?:ting)? rid of\b|"
        r"\bwhat (?:can |may |might )?helps?\b|\bhelp(?:ing)? (?:yourself|it|ease)\b|\blive with\b|\bliving with\b|\bhealing?\b|"
        r"\bwhat (?:you|we|i|doctors?) can do\b|\bto (?:help|ease)\b|\bgoes? away\b|\bphysio\w*|\bself\b|\bwhat to do\b|\bcan be done\b|\bdone about\b|\bcop(?:e|ing)\b|^(?:things to )?try$|^(?:the |treatment |care )?plan$|\boptions\b|"
        r"^(?:(?:your|physical) )?(?:activit(?:y|ies)|diet|food|eating|nutrition|bathing|showering|hygiene|(?:pain|wound|incision|dressing|cast|drain) (?:control|care))\b|"
        r"^(?:during|in) an? (?:\w+ )?(?:attack|flare(?:-up)?)$|^(?:\w+ )?(?:after)?care$|\bprocedures?\b|"
        rf"^(?=.*\b{_REMEDY}\b)(?:(?:{_REMEDY}|your|the|my|other|some|using|taking|about|with|and|or|for|will|do|can|i|you|need|help|work|steroid|nose|eye|ear|skin)\b[\s,/&-]*)+$",
    ),
    (
        "overview",
        r"^(?:what(?:'s| is| are| exactly is)|about|overview|summary|introduction|definition|description|background|"
        r"understanding|at a glance|in (?:brief|short|a nutshell)|(?:key|quick|basic|the) (?:points|facts|basics|messages?)|basics|facts|"
        r"the condition|general information|explained)\b|\b(?:at a glance|overview|explained|in brief|the basics)$|^what (?:you|we|i) have\b|^what (?:has|have|is) (?:happen\w+|going on|wrong)\b|^what happened(?: to \w+)?$|^what (?:it|this|they|\w+(?: \w+){0,3}) (?:is|are)$",
    ),
)
_NAMES_RE = tuple((section, re.compile(pattern)) for section, pattern in _NAMES)
_WORDS_RE = tuple((section, re.compile(pattern)) for section, pattern in _WORDS)
_LATER_RE = tuple((section, re.compile(pattern)) for section, pattern in _LATER)
_NO_SECTION = re.compile(
    r"^questions (?:to|for|you)\b|^(?:my|your) (?:notes|plan)$|^(?:(?:my|your|the|next|follow-?up|future|clinic) )*(?:appointments?|visits?)$|^(?:complications?|possible complications?)\b|"
    r"^(?:virtual|online|video) (?:care|visit)|^(?:more|further|where to find|find) (?:information|help|support|reading)|"
    r"^(?:where|how) (?:can|do|could|to|else)\b.*\b(?:find(?: out)?|learn|get|read) (?:out )?more(?: (?:information|help|support))?$|^(?:useful|important|helpful|more) (?:\w+ )?(?:numbers|contacts|links|addresses|resources)\b|"
    r"^(?:contact(?: us| details)?|about (?:us|the authors?|our|this (?:leaflet|information|page|guide|booklet|handout|sheet|service|site|website))|disclaimer|feedback|acknowledge\w+|copyright|support "
    r"groups?|glossary)\b|^side effects\b|^driving\b|^(?:risks|benefits)(?: |$)"
)
_OPENS = re.compile(
    r"^(?:what|how|why|who|when|where|which|can|could|should|will|is|are|do|does|am)\b.*|"
    r"^(?:the |common |main |usual |typical |possible |other |signs and |early |your )*(?:symptoms?|signs|causes?|diagnosis|"
    r"treatments?|prevention|overview|summary|introduction|risk factors|tests|scans|home care|self[- ]?care|medicines?|"
    r"sources?|references?|outlook|prognosis|recovery|therapy)\b.*|"
    r"^(?:(?!b?ring\b)\w+ing (?:it|this|out|yourself|your|the|a|for)\b|about (?:this|the|your)\b|in (?:a nutshell|brief|short)$).*"
)
_NOUN = (
    r"(?:(?:the|common|main|usual|typical|possible|other|signs and|early|your) )*(?:symptoms?|signs|causes?|diagnosis|treatments?|"
    r"prevention|risk factors|tests|scans|home care|self[- ]?care|medicines?|outlook|prognosis|recovery|therapy)"
)
_STATES = re.compile(
    rf"^{_NOUN}(?: (?:of|for|from|in) (?:the |your |a |an )?\w+)?(?: (?!that\b|which\b|you\b|we\b|i\b|to\b|and\b|or\b)\w+)? (?:is|are|was|were|has|have|"
    r"had|do|does|did|\w+n't|cannot|not|never|no longer|gets?|got|go|goes|comes?|came|returns?|lasts?|worsens?|improves?|continues?|"
    r"persists?|remains?|stays?|keeps?|starts?|stops?|spreads?|changes?|makes?|causes?|appears?|becomes?|seems?|feels?|fails?|"
    r"interferes?|wakes?|hurts?|helps?|works?|wears?|runs? out)\b"
)
"""A sentence that begins like a heading: "Symptoms get worse", "Your medicine makes you dizzy"."""
_HEADS_AMONG_SIGNS = re.compile(
    r"^(?!(?:the |your |other |common )*(?:signs|symptoms?)\b)(?:"
    rf"{_NOUN} (?:of|for|and|or|in|after|before|to|options?|you|we)\b|"
    r"(?:what|who) (?:is|are|was|do|does|did|can|could|should|will|causes?|helps?|happens|increases|makes|brings|to|"
    r"(?:you|we|i|doctors) (?:can|should|will))\b|(?:how (?:to|can|do|does|should|long|often|soon|we|doctors)|why)\b|"
    r"(?:preventing|treating|managing|looking after|caring for|living with|things that)\b|(?!b?ring\b)\w+ing (?:it|this|yourself|your|the|for)\b|\w+ing care of\b|about (?:this|the|your)\b)"
)
_LOOKS_AFTER = re.compile(
    r"(?:preventing|treating|managing|looking after|caring for|living with|things that)\b"
)
_ASKS_OR_NAMES = re.compile(
    r"(?:so )?(?:what|how|why|who|when|can|could|do|does|did|is|am|are|will|things|ways|tips|steps|types|kinds|stages|phases|(?:your|the|blood|test|my) \w*results)\b"
)
_ASKS = re.compile(r"(?:what|how|why) (?:you|we|they|it|this)\b")
_SAYS_MORE = re.compile(r"\b(?:may|might|will)\b(?! (?:i|you|we|need|have)\b)|\b(?:include|usually)\b")
_ONLY = re.compile(
    r"^(?:(?:the|common|main|usual|typical|possible|other|early|your|its|and|or|of|for|signs|symptoms?|causes?|"
    r"diagnos(?:is|ing|ed)|treat(?:ments?|ing|ed)|prevent(?:ion|ing)|overview|summary|introduction|risk|factors|exams?|"
    r"tests|home|self|-|&|/|care|medicines?|medications?|surgery|sources?|references?|outlook|prognosis|recovery|"
    r"definition|description|background|management|therapy|exercises?|at|glance|in|brief|about|"
    r"instructions?|advice|tips|information|plan|steps|measures|your|my|key|facts|points|also|called|known|as|names?|similar|related|conditions|pronunciation|avoiding|it|this|options|triggers|underlying|known|telltale|higher|people)\b[\s:-]*)+$"
)
_CORE = re.compile(
    r"^(?:(?:the|common|main|of|and|signs|symptoms?|causes?|diagnos(?:is|ed)|treat(?:ments?|ed)|prevent(?:ion|ed)?|overview|"
    r"what|how|is|are|it|can|be|this|a|an|does|do|you|i|also|called|known|as|about|sources?|references?|why|happens?|"
    r"helps?|doctors?|find|out|feel|like|may|might|notice|get|gets|who|exactly|happen|my|your|have|might|will|in|brief|"
    r"for|to|look|did|them|they|these|introduction|overview|summary)\b\s*)+$"
)


def bare(text: str) -> str:
    """A heading without its number, decoration and capitals."""
    said = plainly(text).strip(_EDGES)
    said = _NUMBER.sub("", said).strip(_EDGES)
    return re.sub(r"\s+", " ", said)


def number_of(text: str) -> str:
    """The number before a heading ("2." of "2. Symptoms"), which the draft drops."""
    found = _NUMBER.match(plainly(text).strip())
    return text.strip()[: found.end()].strip() if found else ""


def section_of_heading(text: str) -> str | None:
    """The section that a heading belongs to, by the words in it; None when no section fits."""
    said = bare(text)
    if (level := heading_level(text)) is not None:
        return None if level == "call_provider" and heads_no_content(said) else level
    if advises_against(text):
        return None
    for section, pattern in _NAMES_RE:
        if pattern.fullmatch(said):
            return section
    if fits_no_section(text) or may_head_signs(said):
        return None
    if (formed := section_by_form(said)) is not None:
        return formed
    places = [(found.start(), section) for section, pattern in _WORDS_RE if (found := pattern.search(said))]
    if places:
        return min(places)[1]
    return next((section for section, pattern in _LATER_RE if pattern.search(said)), None)


def fits_no_section(text: str) -> bool:
    """Whether a heading says that no section of a page takes what stands under it: "Complications", "More information"."""
    said = bare(text)
    return bool(_NO_SECTION.search(said)) or heads_no_content(said)


def names_a_section(text: str) -> bool:
    """Whether a heading has the form of a section's heading, so that it is no title: "Symptoms", "Why me?"."""
    said = bare(text)
    return section_of_heading(text) is not None and bool(_ONLY.match(said) or _OPENS.match(said))


def section_of_line(text: str) -> str | None:
    """The section of a short line that nothing but its words makes a heading. Strict: sentences are none."""
    line = text.strip()
    said = bare(line)
    if not said or len(line) > 80 or len(said.split()) > 12:
        return None
    if line.endswith((".", ",", ";")) and not line.endswith("..."):
        return None
    if leads_into_signs(line) or heading_level(line):
        return heading_level(line) if not line.endswith(":") or not leads_into_signs(line) else None
    if line[0].islower():
        return None
    section = section_of_heading(line)
    if section is None:
        return None
    if _ONLY.match(said) or (line.endswith("?") and _OPENS.match(said)):
        return section
    if any(pattern.fullmatch(said) for _, pattern in _NAMES_RE[:3]):
        return section
    if _ASKS_OR_NAMES.match(said) and not line.endswith(":") and section_by_form(said) == section:
        return section
    short = len(said.split()) <= 6 and not line.endswith(":")
    opens = (_OPENS.match(said) or _LOOKS_AFTER.match(said)) and not _STATES.match(said)
    return section if short and opens and (_ASKS.match(said) or not _SAYS_MORE.search(said)) else None


def heads_among_signs(line: str) -> bool:
    """Whether a line or label in a list of signs begins the next section all the same: "Treatment" does, "Signs of
    infection" is a sign."""
    said = bare(line)
    if section_of_line(line) is None:
        return False
    named = _ONLY.match(said) or any(pattern.fullmatch(said) for _, pattern in _NAMES_RE[:3])
    return bool(named or line.rstrip().endswith("?") or _HEADS_AMONG_SIGNS.match(said))


def says_only_the_section(text: str, title: str) -> bool:
    """Whether a heading says no more than the page's own heading, so that the draft need not repeat it."""
    said = bare(text)
    for word in bare(title).split():
        said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", said)
    said = re.sub(r"\s+", " ", said).strip(_EDGES)
    return not said or bool(_CORE.match(f"{said} ")) or len(said) <= 1


_OPEN_END = re.compile(
    r"\b(?:includes?|including|such as|for example|are|be|by|recommend|suggest|asks?|ask you|notice|feel|like|may|can|"
    r"following|caused by)$|^to (?:lower|reduce|prevent|help|ease|treat|relieve)\b[^.]{0,40}$"
)


def leads_on(text: str) -> bool:
    """Whether a whole line leads into a list although no colon says so: "Home care can include"."""
    said = plainly(text).strip()
    return begins_a_list(text) or (not said.endswith((".", "?", "!", ",")) and bool(_OPEN_END.search(said)))


def begins_a_list(text: str) -> bool:
    """Whether `text` leads into a list, with or without marks."""
    return text.rstrip(" *_").endswith((":", "…")) or leads_into_signs(text) or leads_away(text)


def leads_away(text: str) -> bool:
    """Whether `text` begins a list of what needs no help: "You do not need to see a doctor if"."""
    return stops_short(text) and advises_against(text)


def leaves_no_doubt(text: str) -> bool:
    """Whether a heading below another one leads to a section of its own: "Causes" does, "Exercises" does not."""
    said = bare(text)
    return bool(_ONLY.match(said)) and any(pattern.search(said) for _, pattern in _WORDS_RE)


_SENTENCES: tuple[tuple[str, str], ...] = (
    ("also_called", r"^(?:it is |it's |it may be |this is )?(?:also|sometimes) (?:called|known as)\b"),
    (
        "diagnosis",
        r"\bdiagnos\w*|\b(?:doctors?|providers?|gps?|clinicians?|physicians?|surgeons?|nurses?|we) (?:can |may |will |usually |often )?"
        r"(?:find|identify|recogni[sz]e|confirm|detect|check|examined?|tested|scanned)\b|"
        r"\b(?:is|are|be|was) (?:found|confirmed|identified|detected) (?:by|with|from|on)\b|^(?:your|a|the) (?:doctor|provider|health ?care \w+|clinician|physician|nurse|gp)\w* "
        r"(?:will|may|can|might|usually)\b(?! (?:suggest|recommend|prescribe|give|offer|advise))|\b(?:x-rays?|mri|ct scans?|scans?|"
        r"imaging|blood tests?|tests)\b (?:may|can|will|show|are|help)\b|\bto find (?:out|it|them)\b",
    ),
    (
        "prevention",
        r"\bprevent\w*|\b(?:lower|reduce|cut) (?:your|the) (?:risk|chance)\b|\bkeep (?:it|the pain|this|them) (?:from|away|at bay)\b|\bto avoid (?:it|this|another)\b|\bmakes? it (?:harder for|less likely)\b|\bstop it (?:coming|from coming|happening)\b",
    ),
    (
        "causes",
        r"\bcaused by\b|\bcauses? (?:of|include|are|is)\b|\bcan cause\b|\bdue to\b|\bresults? from\b|\bcomes? from\b|"
        r"\bhappens? when\b|\b(?:more|most) (?:likely|common) (?:if|in|among|with)\b|\bblamed on\b|\b(?:spreads?|caught|passed on|picked up) (?:when|by|from|through)\b|\bsets? (?:it|this|them) off\b|\bat (?:higher |greater )?risk\b|\brisk factors?\b|\bbrought on\b|"
        r"\bleads? to\b|\bevery ?day activities\b|\btriggered by\b",
    ),
    (
        "symptoms",
        r"\bsymptoms?\b|^(?:common |typical |the main )?signs\b|\b(?:you|people|patients|some) (?:may|might|can|will|often|usually) "
        r"(?:also )?(?:feel|notice|have|get)\b|\b(?:notice|experience|complain of|describe)\b|\bfeels? (?:like|numb|weak|sharp|stiff)\b",
    ),
    (
        "treatment",
        r"\btreat(?:ed|ment|ments|ing)?\b|\b(?:most people|it usually|usually|often) (?:get|gets|goes|recover|heal)\w*\b|"
        r"\b(?:rest|ice|heat|exercises?|medicines?|walking|stretching|physical therapy)\b.{0,40}\b(?:help|helps|ease|eases|relieve)\b|"
        r"\bat home\b|\bphysical therapy\b|\b(?:recommend|suggest|prescribe)s?\b|\bsurgery\b|\bpain relievers?\b|\bto (?:ease|relieve)\b|"
        r"\bhome care\b",
    ),
)
_TELLS = re.compile(
    r"\b(?:caused|triggered|treated|diagnosed|prevented|brought on) (?:by|with|from)\W*$|"
    r"\b(?:causes?|symptoms?|signs?|risk factors?|treatments?) (?:\w+ )?(?:include|includes|are)\W*$"
)


def tells_its_section(lead_in: str) -> bool:
    """Whether a lead-in says so plainly what its list holds that no heading counts against it: "can be caused by"."""
    return bool(_TELLS.search(plainly(lead_in)))


_WEAK: tuple[tuple[str, str], ...] = (
    (
        "symptoms",
        r"\b(?:have|has|feels?|gets?|comes? with)\b.{0,40}\b(?:pains?|aches?|itch\w*|swelling|swollen|numb\w*|tingl\w*|burning|"
        r"stiff\w*|sore\w*|rash\w*|cough\w*|dizz\w*|nausea|sick|tired\w*|cramps?|weak\w*)\b",
    ),
    (
        "treatment",
        r"\b(?:once|twice|\w+ times) a (?:day|week)\b|\bevery (?:\w+ )?(?:days?|hours?|nights?|mornings?|weeks?)\b|"
        r"\b(?:lotions?|creams?|tablets?|sprays?|drops|pain ?killers?|splints?|braces?|medicines?|medications?|bandages?)\b",
    ),
)
"""What a sentence is probably about when nothing in it says so plainly."""
_WEAK_RE = tuple((section, re.compile(pattern)) for section, pattern in _WEAK)
_ALSO_CALLED = re.compile(
    r"^\W*(?:aka|a\.k\.a\.?|(?:other|also) names?:|(?:(?:it|this|the condition|this condition) is |it's )?(?:also|sometimes|often|otherwise)(?: \w+)? "
    r"(?:called|known as|named|referred to as)(?: \w+ as)?):? (?=\S)"
)
_MORE_THAN_NAMES = re.compile(r"\b(?:is|are|was|that|which|because|when|where|can|may|has|have|it|you)\b")
_SENTENCES_RE = tuple((section, re.compile(pattern)) for section, pattern in _SENTENCES)


def section_of_sentence(text: str) -> str | None:
    """The section that a sentence or lead-in is about when no heading says so; None when it could be anything."""
    said = plainly(text)
    places = [
        (found.start(), number, section)
        for number, (section, pattern) in enumerate(_SENTENCES_RE)
        if (found := pattern.search(said))
    ]
    if places:
        return min(places)[2]
    return next((section for section, pattern in _WEAK_RE if pattern.search(said)), None)


def names_in(sentence: str) -> int:
    """Where the names begin in a sentence that says nothing but other names: "It is also known as gout or podagra."
    0 for every other sentence.
    """
    said = plainly(sentence)
    found = _ALSO_CALLED.match(said)
    if found is None or len(said) > 200 or _MORE_THAN_NAMES.search(said, found.end()):
        return 0
    return found.end()
