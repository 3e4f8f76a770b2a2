"""Findings about how hard a page is to read: grade, long sentences, long paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.domain.document import ConditionDocument
from conditions.domain.findings.finding import Code, Finding, Known, Targets, note, warn
from conditions.domain.findings.passages import passages, sentences_of, words_of
from conditions.domain.findings.readability import FEWEST_WORDS, Counts, SectionGrade, grades, whole

_FEWEST_FOR_SMOG = 5
"""Sentences; SMOG was made for 30, and under a handful one long word decides it."""


def of_reading(document: ConditionDocument, known: Known, targets: Targets) -> Iterator[Finding]:
    """Grades against the site's targets, section by section, then sentences and paragraphs that are too long."""
    sections = grades(document, known.syllables)
    if not sections and document.overview:
        yield note(Code.NO_GRADE, "overview", "There is no reading grade for this language; read it aloud.")
    for grade in sections:
        if grade.counts.words >= FEWEST_WORDS:
            yield from _of_grade(grade, targets)
    if sections:
        yield from _overall(sections, targets)
    yield from _long_sentences(document, targets)
    yield from _long_paragraphs(document, targets)


def _of_grade(grade: SectionGrade, targets: Targets) -> Iterator[Finding]:
    """The words that the glossary explains do not count against a text, but it is said what they cost."""
    bare, whole_text = grade.without_terms, grade.counts
    said = f"Flesch-Kincaid {whole_text.flesch_kincaid}"
    if bare != whole_text:
        said += f", without glossary words {bare.flesch_kincaid}"
    said += f"; SMOG {bare.smog}"
    hard = bare.flesch_kincaid > targets.grade
    if hard or (bare.sentences >= _FEWEST_FOR_SMOG and bare.smog > targets.smog):
        target = f"{targets.grade:g}" if hard else f"{targets.smog:g} for SMOG"
        yield warn(
            Code.READING_GRADE,
            grade.section,
            f"The reading grade is above the target of {target} ({said}). Use shorter sentences and plainer words.",
        )
    elif whole_text.flesch_kincaid > targets.grade:
        yield note(
            Code.GRADE_OF_TERMS,
            grade.section,
            f"Only glossary words lift the reading grade above {targets.grade:g} ({said}).",
        )


def _overall(sections: tuple[SectionGrade, ...], targets: Targets) -> Iterator[Finding]:
    counts = whole(sections).without_terms
    if counts.words >= FEWEST_WORDS and counts.flesch_kincaid <= targets.grade:
        message = f"The page reads {_level(counts)}, within the target of {targets.grade:g}."
        yield note(Code.GRADE_IN_TARGET, "title", message)


def _level(counts: Counts) -> str:
    return f"at grade {counts.flesch_kincaid}" if counts.flesch_kincaid >= 1 else "below grade 1"


def _long_sentences(document: ConditionDocument, targets: Targets) -> Iterator[Finding]:
    for passage in passages(document):
        if passage.role == "label":
            continue
        for sentence in sentences_of(passage.text):
            length = len(words_of(sentence))
            if length > targets.sentence_words:
                message = f"Sentence of {length} words: “{_start(sentence)}”. Aim for {targets.sentence_words} or fewer."
                yield warn(Code.LONG_SENTENCE, passage.path, message)


def _long_paragraphs(document: ConditionDocument, targets: Targets) -> Iterator[Finding]:
    most = targets.paragraph_sentences
    for passage in passages(document):
        length = len(sentences_of(passage.text))
        if passage.role == "prose" and length > most:
            message = f"Paragraph of {length} sentences. Aim for {most} or fewer, or make it a list."
            yield warn(Code.LONG_PARAGRAPH, passage.path, message)


def _start(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
