"""Signs that one sentence runs together: "if you have a fever, you've had a fall, or a rash develops".

They are parted where each part can be asked by itself, as a clause or with the subject of the one before it. Where one
part cannot ("red, painful or sore"), may share a "not" ("cannot eat, drink or sleep"), or counts only with another
("and"), the sentence stays one sign.
"""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from itertools import pairwise

from conditions.domain.from_text.help_words import plainly

_OWN = r"(?:(?:is|are|was|were|has|have|had|does|do)(?:n't| not)?|cannot|can't|could(?:n't| not)|wo(?:n't)|will not)"
_VERB = (
    rf"(?:{_OWN}|goes|go|turns?|feels?|looks?|gets?|becomes?|starts?|begins?|stops?|loses?|keeps?|vomits?|bleeds?|pass(?:es)?|coughs?|faints?|"
    r"collapses?|notices?|develops?|sees?|hears?|falls?|spreads?|comes?|drinks?|eats?|struggles?|seems?|runs?|lasts?|follows?|hurts?|swells?|needs?|takes?|"
    r"refuses?|cries|cry|wakes?|shows?|thinks?|wants?|finds?|gains?|rises?|drops?|opens?|leaks?|smells?|itch(?:es)?|races?|pounds?|slows?|beats?|throbs?|peels?|flares?|returns?|grows?|changes?|gives?|makes?|"
    r"bursts?|breaks?|continues?|happens?|appears?|worsens?|miss(?:es)?|shakes?|droops?|moves?|soaks?|hits?|experiences?|suffers?|stays?|remains?|suspects?|"
    r"became|felt|lost|began|got|went|fell|came)"
)
_ADVERB = r"(?:\w+ly |also |still |just |already |now |no longer )?"
_PERSON = r"(?:you|he|she|they|it|there|someone|somebody|nobody|nothing|anyone|i|we)"
_WORD = r"(?!(?:that|which|who|when|if|or|and|to|after|because)\b)[\w'-]+"
_THE = r"(?:your|his|her|their|its|the|an?|any|this|that|these|those|one|some|more|new|another|both)"
_SUBJECT = rf"(?:{_THE} (?:{_WORD} ){{0,4}}?{_WORD}|{_WORD}(?: {_WORD})?)"
_CLAUSE = re.compile(
    rf"(?:if |when )?(?:{_PERSON}(?:'(?:re|ve|s|d|ll)\b| {_WORD})|(?:this|that|these|those) {_VERB}\b|{_SUBJECT} {_ADVERB}{_VERB}\b)"
)
_WITH_SUBJECT = re.compile(
    rf"(?P<subject>{_PERSON}|{_THE} (?:{_WORD} ){{0,3}}?{_WORD})(?:'(?:re|ve|s|d|ll)\b| {_ADVERB}{_VERB}\b)"
)
_VERB_FIRST = re.compile(rf"{_ADVERB}(?P<verb>{_VERB})\b(?=\s\S|\W*$)")
_STRONG = re.compile(rf"{_OWN}\b")
_SHARED = re.compile(
    r"\b(?:not|cannot|can|could|would|will|should|may|might|to|no|never|unable|without|stop\w*)\b|n't\b"
)
_BELOW = re.compile(r"\b(?:when|while|after|before|that|which|who|because|until|\w if)\b")
""" "You cannot eat, drink or sleep", "it hurts when you walk, turn or sit": the verbs may share more than the subject."""
_HAS = re.compile(
    rf"(?P<has>{_PERSON} (?:have|has|had|gets?|notices?|develops?|experiences?))\s+(?!no\b|not\b|to\b|been\b)[\w'-]+\b"
)
_THING = re.compile(
    r"(?:an?|any|new|sudden|severe|increas\w+|worsening|bad|heavy|unusual|persistent|blood|pus|pain|swelling|bleeding|numbness|weakness|tingling|shortness|trouble|"
    r"difficulty|problems|fever|chills|vomiting|diarrh\w+|dizziness|nausea|redness|confusion|palpitations|jaundice|loss|(?:chest|stomach|belly|tummy) (?:pain|ache|cramp)\w*|"
    r"(?:blurred|double|slurred) \w+|shivering|seizures|blisters|hives)\b"
)
_HANGS = re.compile(
    r"\b(?:in|on|from|to|with|for|at|by|like|as|than|after|during|before|between|under|over|through|near|around|including)\b"
)
_OF_A_PLACE = re.compile(
    r"\bof\b.*\|.*\b(?:arms?|legs?|hands?|foot|feet|face|eyes?|ears?|lips?|tongue|neck|throat|fingers?|toes?|ankles?|knees?|breasts?|cal(?:f|ves)|thighs?)$"
)
""" "Swelling of the face, an arm or a leg"."""
_BACK = re.compile(r"(?:it|they|this|that|these|those|which)\b")
_TOGETHER = re.compile(
    r"[,;] and\b|\b(?:both|all of|as well as|along with|together with|unless|except|such as|for example)\b"
)
_OR = re.compile(r"[,;]\s+or\s+|\s+or\s+(?=(?:if|when)\b)")
_COMMA = re.compile(r"[,;]\s+(?!or\s)")
_BRACKETS = re.compile(r"\([^)]*\)")


def parts_of(case: str) -> list[str]:
    """The signs in the case of a sentence, each with the subject that it shares; the case alone when it is one.

    What parts them ("," and "or") stays at the end of each.
    """
    said = plainly(_BRACKETS.sub(lambda found: "_" * len(found[0]), case))
    cuts = [] if _TOGETHER.search(said) else _cuts(said)
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(case)]
    cores = [said[start:end].strip(" .!") for start, end in zip(starts, ends, strict=True)]
    subjects = _subjects(cores) if cuts else None
    if subjects is None:
        return [case]
    raw = [case[start:end] for start, end in zip(starts, [*starts[1:], len(case)], strict=True)]
    return [f"{subject} {part}".strip() for subject, part in zip(subjects, raw, strict=True)]


def _cuts(said: str) -> list[tuple[int, int]]:
    """Where one part ends and the next begins; none when no "or" stands before the last."""
    ors = [found.span() for found in _OR.finditer(said)]
    commas = [found.span() for found in _COMMA.finditer(said)]
    if not ors and commas and (at := said.rfind(" or ")) > commas[-1][1]:
        ors = [(at, at + len(" or "))]
    if not ors or (commas and commas[-1] > ors[-1]):
        return []
    return sorted(commas + ors)


def _subjects(parts: list[str]) -> list[str] | None:
    """What must stand before each part, "" for most; None when one of them cannot be asked by itself."""
    if not _CLAUSE.match(parts[0]):
        return None
    found, subject, has = [""], _subject(parts[0]), _has(parts[0])
    for before, part in pairwise(parts):
        if _BACK.match(part) and part.split()[0] != subject:
            return None
        if subject and _goes_with(subject, before, part):
            found.append(subject)
        elif _CLAUSE.match(part) and len(part.split()) >= 2:
            found.append("")
            subject, has = _subject(part), _has(part)
        elif has and _THING.match(part) and not _goes_with_a_place(before, part):
            found.append(has)
        else:
            return None
    return found


def _subject(part: str) -> str:
    found = _WITH_SUBJECT.match(re.sub(r"^(?:if|when) ", "", part))
    return found["subject"] if found else ""


def _has(part: str) -> str:
    found = _HAS.match(part)
    return found["has"] if found else ""


def _goes_with(subject: str, before: str, part: str) -> bool:
    """Whether a part begins with the verb of `subject`, and shares no more with the part before it: "keeps crying"."""
    found = _VERB_FIRST.match(part)
    if found is None or (_BELOW.search(before) and not _STRONG.match(part)):
        return False
    several = subject in ("you", "they", "we", "i") or (" " in subject and subject.endswith("s"))
    verb = found["verb"]
    alike = re.match(r"(?:cannot|can't|could|wo|will|had|became|felt|lost|began|got|went|fell|came)", verb)
    inflected = re.sub(r"(?: not|n't)$", "", verb).endswith("s") and verb not in ("pass", "miss")
    if _SHARED.search(before) and not (inflected or _STRONG.match(part)):
        return False
    return bool(alike) or several != inflected


def _goes_with_a_place(before: str, part: str) -> bool:
    """Whether a part may say where or after what, as the end of the one before it: "in your face, an arm or a leg"."""
    short = len(part.split()) <= 2
    return bool((short and _HANGS.search(before)) or _OF_A_PLACE.search(f"{before}|{part}"))
