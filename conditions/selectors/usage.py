"""What served pages cite, and where the glossary's words are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from conditions.domain.usage import domain_of
from conditions.models import Citation, Term, TermUse


def citations() -> QuerySet[Citation]:
    """Every citation with its page's `page_title` and `page_slug`, by domain; those without an address last."""
    return Citation.objects.annotate(
        page_title=F("page__title"),
        page_slug=F("page__slug"),
        no_domain=Case(When(domain="", then=Value(1)), default=Value(0), output_field=IntegerField()),
    ).order_by("no_domain", "domain", "title", "url", "page_title", "pk")


def of_domain(wanted: str) -> Q:
    """Citations of one domain and of everything under it; `wanted` may be a whole address."""
    domain = domain_of(wanted) or domain_of(f"https://{wanted}")
    return Q(domain=domain) | Q(domain__endswith=f".{domain}") if domain else Q(pk__in=[])


def pages_by_domain(domains: Iterable[str]) -> dict[str, int]:
    """How many pages cite each of these domains."""
    found = Citation.objects.filter(domain__in=set(domains)).values("domain").order_by()
    return dict(found.annotate(pages=Count("page", distinct=True)).values_list("domain", "pages"))


@dataclass(frozen=True)
class Word:
    """One word of the glossary, or one that pages mark although the glossary has lost it (then `term` is None)."""

    word: str
    key: str
    language: str
    term: int | None
    marked: int
    """Pages that mark it, so that readers get its meaning."""
    unmarked: int
    """Pages that say it and never mark it."""


@dataclass(frozen=True)
class Use:
    """One page that says a word."""

    page: int
    title: str
    slug: str
    marked: bool


def words(language: str = "") -> list[Word]:
    """The glossary and what pages mark beside it, by language and word. Two queries."""
    terms = Term.objects.filter(Q(locale__language_code=language) if language else Q()).order_by()
    counted = terms.annotate(
        language=F("locale__language_code"),
        marked=Count("uses", filter=Q(uses__marked=True)),
        unmarked=Count("uses", filter=Q(uses__marked=False)),
    )
    found = [
        Word(word, word.casefold(), code, pk, marked, unmarked)
        for word, code, pk, marked, unmarked in counted.values_list(
            "word", "language", "pk", "marked", "unmarked"
        )
    ]
    lost = TermUse.objects.filter(Q(language=language) if language else Q(), term=None).order_by()
    found += [
        Word(word, word, code, None, pages, 0)
        for word, code, pages in lost.values_list("word", "language").annotate(pages=Count("pk"))
    ]
    return sorted(found, key=lambda one: (one.language, one.key))


def uses_of(shown: Iterable[Word]) -> dict[tuple[str, str], list[Use]]:
    """The pages that use these words, by language and folded word; those that mark it first. One query."""
    keys = {(one.language, one.key) for one in shown}
    rows = TermUse.objects.filter(
        language__in={language for language, _ in keys}, word__in={key for _, key in keys}
    )
    found: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for language, word, page, title, slug, marked in rows.order_by(
        "-marked", "page__title", "page"
    ).values_list("language", "word", "page", "page__title", "page__slug", "marked"):
        if (language, word) in keys:
            found[language, word].append(Use(page, title, slug, marked))
    return found
