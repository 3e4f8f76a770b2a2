"""Keeps the tables of the source radar and of the glossary's use in step with what is served."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction

from conditions.domain.document import ConditionDocument
from conditions.domain.inlines import word_key, words_used
from conditions.domain.usage import cited, prose, says
from conditions.models import Citation, Publication, SearchEntry, Term, TermUse
from conditions.search.normalise import tokens

_BATCH = 200


@transaction.atomic
def record(publication: Publication) -> None:
    """Make the tables say what the page's new current `publication` cites and which words it uses."""
    forget(publication.page_id)
    document = publication.parsed_document()
    Citation.objects.bulk_create(
        Citation(page_id=publication.page_id, position=position, language=publication.language, **asdict(one))
        for position, one in enumerate(cited(document))
    )
    TermUse.objects.bulk_create(_uses(publication, document))


def forget(page_id: int) -> None:
    """The page is not served any more."""
    Citation.objects.filter(page_id=page_id).delete()
    TermUse.objects.filter(page_id=page_id).delete()


@transaction.atomic
def follow_term(term: Term) -> None:
    """Look again which pages say this word, after the term was made or changed."""
    forget_term(term)
    key, language = word_key(term.word), term.locale.language_code
    TermUse.objects.filter(language=language, word=key).update(term=term)
    found = [
        TermUse(page_id=publication.page_id, language=language, word=key, term=term, marked=False)
        for publication in _saying(tokens(term.word), language, but_not=key)
    ]
    TermUse.objects.bulk_create(found, batch_size=_BATCH)


def forget_term(term: Term) -> None:
    """The glossary does not hold this word any more, or not so: pages that mark it keep their row."""
    uses = TermUse.objects.filter(term=term)
    uses.filter(marked=False).delete()
    uses.update(term=None)


def rebuild() -> int:
    """Record every page that is served, anew. Returns how many there are."""
    done = 0
    TermUse.objects.all().delete()
    Citation.objects.all().delete()
    for publication in Publication.objects.current().iterator(chunk_size=_BATCH):
        record(publication)
        done += 1
    return done


def words_said(document: ConditionDocument, glossary: Iterable[str]) -> dict[str, bool]:
    """The folded words of the page that are marked (true), and those of `glossary` that it only says (false)."""
    marked = words_used(document)
    sentences = [tokens(text) for text in prose(document)]
    said = {word for sentence in sentences for word in sentence}
    found = dict.fromkeys(sorted(marked), True)
    for word in glossary:
        phrase = tokens(word)
        if word_key(word) not in marked and said.issuperset(phrase) and _say(sentences, phrase):
            found[word_key(word)] = False
    return found


def _uses(publication: Publication, document: ConditionDocument) -> list[TermUse]:
    terms = Term.objects.filter(locale__language_code=publication.language)
    by_key = {word_key(term.word): term for term in terms}
    found = words_said(document, by_key)
    return [
        TermUse(
            page_id=publication.page_id,
            language=publication.language,
            word=word,
            term=by_key.get(word),
            marked=marked,
        )
        for word, marked in found.items()
    ]


def _say(sentences: list[list[str]], phrase: list[str]) -> bool:
    return any(says(sentence, phrase) for sentence in sentences)


def _saying(phrase: list[str], language: str, *, but_not: str) -> list[Publication]:
    """Current publications whose sentences say `phrase`, but for pages that mark the word `but_not`."""
    entries = SearchEntry.objects.filter(language=language)
    for word in phrase:
        entries = entries.filter(everything__contains=word)
    entries = entries.exclude(page__in=TermUse.objects.filter(word=but_not).values("page"))
    publications = Publication.objects.current().filter(pk__in=entries.values("publication"))
    return [
        publication
        for publication in publications.iterator(chunk_size=_BATCH)
        if _say([tokens(text) for text in prose(publication.parsed_document())], phrase)
    ]
