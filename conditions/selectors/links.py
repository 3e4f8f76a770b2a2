"""Which addresses elsewhere pages and drafts name, and which of them are broken."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Site

from conditions.builder import read_page
from conditions.domain.canonical import sha256_of
from conditions.domain.document import ConditionDocument
from conditions.domain.link_health import BROKEN_AFTER, LinkAnswer, LinkFault
from conditions.domain.markup import web_address
from conditions.domain.usage import linked
from conditions.models import ConditionPage, LinkCheck
from conditions.selectors.publications import served


def key_of(address: str) -> str:
    return sha256_of(address)


def named_addresses() -> set[str]:
    """Every web address of another site that a served page or a newest draft names."""
    here = {site.hostname for site in Site.objects.all()}
    found: set[str] = set()
    for document in _documents():
        found |= {address for _, address in linked(document) if _is_elsewhere(address, here)}
    return found


def _documents() -> Iterable[ConditionDocument]:
    for publication in served().iterator(chunk_size=200):
        yield publication.parsed_document()
    drafts = ConditionPage.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    for page in drafts.iterator(chunk_size=200):
        yield read_page(page.get_latest_revision_as_object()).document


def _is_elsewhere(address: str, here: set[str]) -> bool:
    return bool(web_address(address)) and urlsplit(address).hostname not in here


def broken(*, now: datetime.datetime | None = None) -> QuerySet[LinkCheck]:
    """Of what editors are told: what its site calls gone at once, what fails only after `BROKEN_AFTER`."""
    long_ago = (now or timezone.now()) - BROKEN_AFTER
    return LinkCheck.objects.filter(
        Q(answer=LinkAnswer.GONE) | Q(answer=LinkAnswer.FAILS, failing_since__lte=long_ago)
    )


def link_faults(*, now: datetime.datetime | None = None) -> dict[str, LinkFault]:
    """Every broken address elsewhere, and why; one query."""
    rows = broken(now=now).values_list("address", "answer", "failing_since")
    return {
        address: LinkFault(answer == LinkAnswer.GONE, timezone.localdate(since))
        for address, answer, since in rows
    }
