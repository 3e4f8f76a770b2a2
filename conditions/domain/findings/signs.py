"""Findings about signs: swallowed ones, vague ones, ones that nobody can answer, lists that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conditions.domain.care_level import CareLevel
from conditions.domain.document import SIGN_SECTIONS, ConditionDocument, Sign, SignPart
from conditions.domain.findings.finding import Code, Finding, Targets, warn
from conditions.domain.findings.vocabulary import (
    CATCH_ALL,
    CONDITIONAL,
    INSTRUCTION,
    QUESTION,
    SEVERAL_ORS,
    VAGUE,
    VAGUE_DEGREE,
)
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.sign_logic import conditions_of, swallowed


def of_signs(document: ConditionDocument, targets: Targets) -> Iterator[Finding]:
    yield from _needless(document)
    for path, sign in _placed(document):
        yield from _always(sign, path)
        if document.language.casefold().startswith("en"):
            yield from _wording(sign, path)
    yield from _long_lists(document, targets)


def _placed(document: ConditionDocument) -> Iterator[tuple[str, Sign]]:
    for section in SIGN_SECTIONS:
        for number, sign in enumerate(getattr(document, section)):
            yield f"{section}[{number}]", sign


def _needless(document: ConditionDocument) -> Iterator[Finding]:
    placed = [(CareLevel(path.split("[")[0]), path, sign) for path, sign in _placed(document)]
    for found in swallowed(placed):
        level = "in the same list" if found.same_level else f"under “{SECTION_NAMES[found.by_level.value]}”"
        message = (
            f"“{_start(found.sign)}” never decides anything: whenever it is true, “{_start(found.by)}” {level} "
            "is true as well. Remove it, or say what is different."
        )
        yield warn(Code.SHADOWED, found.place, message)


def _always(sign: Sign, path: str) -> Iterator[Finding]:
    if all(part.kind == "pain_at_least" and part.value <= 0 for part in conditions_of(sign)):
        yield warn(Code.ALWAYS, path, f"“{_start(sign)}” is true for everybody: every pain is 0 or more.")


def _wording(sign: Sign, path: str) -> Iterator[Finding]:
    texts: list[tuple[str, Sign | SignPart]] = [(path, sign)]
    texts += [(f"{path}.all_of[{number}]", part) for number, part in enumerate(sign.all_of)]
    for place, one in texts:
        at = f"{place}.statement"
        yield from _vague(VAGUE.search(one.statement), at)
        if one.kind == "yes_no" and (reason := unanswerable(one.statement)):
            yield warn(Code.NOT_YES_NO, at, f"“{_start(one)}” cannot be answered with yes or no: {reason}.")
    yield from _vague(VAGUE_DEGREE.search(sign.how_to_tell), f"{path}.how_to_tell")


def _vague(found: re.Match[str] | None, path: str) -> Iterator[Finding]:
    if found:
        message = f"“{found[0]}” is vague. Say what the person can see, feel, count or time."
        yield warn(Code.VAGUE, path, message)


def unanswerable(statement: str) -> str:
    """Why a person cannot say yes or no to `statement`; empty when nothing speaks against it."""
    if QUESTION.search(statement.strip()):
        return "it is a question; write a statement"
    if INSTRUCTION.match(statement.strip()):
        return "it tells what to do; write what the person notices"
    if found := CONDITIONAL.search(statement):
        return f"it depends on something (“{found[0]}”)"
    if SEVERAL_ORS.search(statement):
        return "it asks for several things at once (“or … or”)"
    return ""


def _long_lists(document: ConditionDocument, targets: Targets) -> Iterator[Finding]:
    most = targets.signs_in_a_list
    for section in SIGN_SECTIONS:
        signs: tuple[Sign, ...] = getattr(document, section)
        catch_all = any(CATCH_ALL.search(sign.statement) for sign in signs)
        if len(signs) - catch_all > most:
            message = (
                f"{len(signs)} signs in one list. People read {most} and one catch-all; join or move some."
            )
            yield warn(Code.TOO_MANY_SIGNS, section, message)


def _start(sign: Sign | SignPart) -> str:
    return sign.statement if len(sign.statement) <= 60 else f"{sign.statement[:59].rstrip()}…"
