"""Percentages that nobody pictures: people read “20 out of 100” right more often than “20 %”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conditions.domain.document import ConditionDocument
from conditions.domain.findings.finding import Code, Finding, warn
from conditions.domain.findings.passages import passages, sentences_of

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_IN_WORDS = rf"(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_ONES}|(?:(?:a|one)\s)?(?:hundred|thousand)"
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|{_IN_WORDS})"
_SIGN = r"\s?(?:[%％]|per\s?cent\b|pct\b|por\sciento\b)"
PERCENTAGE = re.compile(rf"(?<![\w.,]){_NUMBER}{_SIGN}", re.IGNORECASE)

_UNIT = (
    r"(?:(?:second|minute|hour|day|night|week|month|year|decade|tablet|pill|capsule|drop|puff|spray|dose|injection"
    r"|session|visit|time|milligram|gram|millilitre|milliliter|litre|liter|unit)s?|mc?g|g|ml|l)\b"
)
_OF = r"(?:(?:in|out\sof|of)(?:\severy)?|de\scada)"
NATURAL_FREQUENCY = re.compile(
    rf"(?<![\w.,]){_NUMBER}(?:\s(?!{_UNIT})[\w’'-]+){{0,2}}?\s{_OF}\s{_NUMBER}(?![.,]?\w)"
    rf"(?!(?:\s?(?:to|or|-|–)\s?{_NUMBER})?{_SIGN})(?!\s{_UNIT})",
    re.IGNORECASE,
)
"""“1 in 5”, “20 out of 100”, “2 people in 10”; no “6 weeks in 90 %”, and no “2 tablets in 24 hours”."""

_OF_PEOPLE = r"\s(?:of|in|de|en)\s(?!(?:your|his|her|their|its|body|the body|su|el cuerpo)\b)"
_MEASURED = re.compile(
    rf"\b(?:oxygen|saturation|spo2|oxígeno|saturación)\b[^.;%％]{{0,80}}?(?<![\w.,]){_NUMBER}{_SIGN}(?!{_OF_PEOPLE})"
    rf"|{_NUMBER}{_SIGN}\s(?:[\w-]+\s)?(?:cream|ointment|gel|lotion|solution|shampoo|drops|alcohol)\b"
    rf"|{_NUMBER}{_SIGN}\sof\s(?:(?:your|his|her|their|its|the)\s)?(?:body\s)?weight\b",
    re.IGNORECASE,
)
"""No part of some people: how much oxygen, how strong a cream, how much weight."""


def of_percentages(document: ConditionDocument) -> Iterator[Finding]:
    """A percentage is fine when its own sentence or the next one pictures it: “20 % (1 in 5)”."""
    for passage in passages(document):
        sentences = sentences_of(passage.text)
        for at, sentence in enumerate(sentences):
            found = PERCENTAGE.search(_MEASURED.sub("", sentence))
            if found and not any(map(NATURAL_FREQUENCY.search, sentences[at : at + 2])):
                message = f"Say “{found[0]}” as people, too: for instance “1 in 5” or “20 out of 100”."
                yield warn(Code.PERCENTAGE, passage.path, message)
