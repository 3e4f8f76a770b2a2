"""What a finding is: one remark about a page, in one of three classes that are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from conditions.domain.canonical import Json
from conditions.domain.care_level import CareLevel
from conditions.domain.gate import Stop, section_of
from conditions.domain.link_health import LinkFault
from conditions.domain.sections import CLINICAL_NAMES


class Kind(StrEnum):
    """`stop`: the page cannot go live. `warn`: please look, it never blocks. `note`: good to know."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


class Code(StrEnum):
    """What programs branch on, for warnings and notes; a stop keeps the gate's own code."""

    SHADOWED = "shadowed"
    ALWAYS = "always"
    VAGUE = "vague"
    NOT_YES_NO = "not_yes_no"
    TOO_MANY_SIGNS = "too_many_signs"
    UNKNOWN_SYSTEM = "unknown_system"
    UNKNOWN_CODE = "unknown_code"
    NOT_BILLABLE = "not_billable"
    EXCLUDES1 = "excludes1"
    BROKEN_LINK = "broken_link"
    NO_LAY_NAME = "no_lay_name"
    READING_GRADE = "reading_grade"
    LONG_SENTENCE = "long_sentence"
    LONG_PARAGRAPH = "long_paragraph"
    MEDICAL_WORD = "medical_word"
    PERCENTAGE = "percentage"
    OLD_SOURCE = "old_source"
    NO_ALTERNATIVE = "no_alternative"
    TERM_NOT_MARKED = "term_not_marked"
    GRADE_OF_TERMS = "grade_of_terms"
    GRADE_IN_TARGET = "grade_in_target"
    NO_GRADE = "no_grade"
    QUESTIONS = "questions"
    NO_URGENT = "no_urgent"
    NO_PREVENTION = "no_prevention"
    UNDATED_SOURCE = "undated_source"
    UNSIGNED = "unsigned"
    SIGN_OFF_VOID = "sign_off_void"
    SECOND_APPROVAL = "second_approval"
    SIGN_CHANGED = "sign_changed"


@dataclass(frozen=True)
class Finding:
    """One remark. `path` leads to the words, for instance `treatment[2].items[0]`; `where` says so in words."""

    kind: Kind
    code: str
    section: str
    path: str
    message: str
    where: str

    def as_json(self) -> dict[str, Json]:
        return {
            "kind": self.kind.value,
            "code": str(self.code),
            "section": self.section,
            "path": self.path,
            "message": self.message,
            "where": self.where,
        }


@dataclass(frozen=True)
class CodeFact:
    """What ICD-10-CM says of a code. `excludes1`: (first, last) codes without dots, both ends as prefixes."""

    billable: bool
    excludes1: tuple[tuple[str, str], ...] = ()


Codebook = Callable[[str], CodeFact | None]
"""Looks a code up, with or without its dot; None when there is no such code."""


@dataclass(frozen=True)
class Targets:
    """What a site aims for. SMOG foretells full understanding and Flesch-Kincaid three quarters of it, so for the
    same text SMOG comes out about two grades higher (McLaughlin 1969; Kincaid 1975): it has its own target."""

    grade: float = 8.0
    smog: float = 10.0
    sentence_words: int = 20
    paragraph_sentences: int = 3
    source_years: int = 5
    signs_in_a_list: int = 5


@dataclass(frozen=True)
class Known:
    """What a page's findings need to know beside the page. `pages`: slugs that readers can open, None when
    nobody looked. `glossary`: every word of the site's glossary, folded as `word_key` does. `syllables`: how many
    those of them really have of which the glossary says so. `leads_nowhere`: whether a full address is of this site and
    readers find nothing there. `link_faults`: addresses elsewhere that are broken, and why."""

    pages: frozenset[str] | None = None
    glossary: frozenset[str] = field(default_factory=frozenset)
    syllables: Mapping[str, int] = field(default_factory=dict)
    codebook: Codebook | None = None
    leads_nowhere: Callable[[str], bool] | None = None
    link_faults: Mapping[str, LinkFault] = field(default_factory=dict)


def warn(code: Code, path: str, message: str) -> Finding:
    return Finding(Kind.WARN, code, section_of(path), path, message, where(path))


def note(code: Code, path: str, message: str) -> Finding:
    return Finding(Kind.NOTE, code, section_of(path), path, message, where(path))


def from_stop(stop: Stop) -> Finding:
    """A stop of the gate as a finding: same code, same words."""
    return Finding(Kind.STOP, stop.code, section_of(stop.field), stop.field, stop.message, where(stop.field))


def at(path: str, finding: Finding) -> Finding:
    """The same remark about another place of its section."""
    return replace(finding, path=path, where=where(path))


def where(path: str) -> str:
    """The place in words: “Treatment, number 3”."""
    section = section_of(path)
    name = CLINICAL_NAMES.get(section, section.replace("_", " ").capitalize())
    rest = path[len(section) :]
    if not rest.startswith("["):
        return name
    number = int(rest[1:].split("]", 1)[0]) + 1
    return f"{name}, {'sign' if section in {level.value for level in CareLevel} else 'number'} {number}"
