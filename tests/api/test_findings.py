"""The findings about published pages, for other systems with the scope for them."""

from __future__ import annotations

import pytest

from conditions.models import Publication
from conditions.services.publishing import withdraw
from tests.api.builders import Caller, codes_of, make_client, token_of


@pytest.fixture
def reader(db: None) -> Caller:
    return Caller(token=token_of(make_client("findings:read")))


def address(publication: Publication) -> str:
    return f"/conditions/{publication.page.slug}/findings"


def test_a_system_reads_them_with_the_publication_that_they_are_about(
    reader: Caller, publication: Publication
) -> None:
    told = reader.get(address(publication)).json()
    assert told["publication"]["sha256"] == publication.sha256
    assert sum(told["counts"].values()) == len(told["findings"]) > 0
    assert told["counts"]["stop"] == 0
    assert {"kind", "code", "section", "path", "where", "message"} == set(told["findings"][0])


def test_the_classes_are_counted_apart(reader: Caller, publication: Publication) -> None:
    told = reader.get(address(publication)).json()
    for kind, number in told["counts"].items():
        assert sum(finding["kind"] == kind for finding in told["findings"]) == number


def test_what_stands_only_in_a_draft_is_not_told(reader: Caller, publication: Publication) -> None:
    before = reader.get(address(publication)).json()
    draft = publication.page.get_latest_revision_as_object()
    draft.main_message = "Pain that goes on and on " * 7 + "."
    draft.save_revision()
    assert reader.get(address(publication)).json() == before


def test_the_answer_is_conditional_and_kept_by_nobody(reader: Caller, publication: Publication) -> None:
    first = reader.get(address(publication))
    assert first["Cache-Control"] == "no-store"
    again = reader.get(address(publication), If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_it_takes_its_own_scope(publication: Publication) -> None:
    other = Caller(token=token_of(make_client("checkins:read patients:read")))
    refused = other.get(address(publication))
    assert (refused.status_code, codes_of(refused)) == (403, ["insufficient_scope"])
    assert 'scope="findings:read"' in refused["WWW-Authenticate"]


def test_neither_guest_nor_patient_reads_them(
    anyone: Caller, as_alice: Caller, publication: Publication
) -> None:
    assert anyone.get(address(publication)).status_code == 401
    assert as_alice.get(address(publication)).status_code == 403


def test_an_unknown_page_is_not_found(reader: Caller) -> None:
    assert reader.get("/conditions/nothing-here/findings").status_code == 404


def test_a_withdrawn_page_says_so(reader: Caller, publication: Publication) -> None:
    withdraw(page=publication.page, reason="Being checked.")
    gone = reader.get(address(publication))
    assert (gone.status_code, codes_of(gone)) == (410, ["withdrawn"])


@pytest.mark.parametrize("query", ["language=x", "draft=1", "language=en&language=es"])
def test_a_wrong_query_is_refused(reader: Caller, publication: Publication, query: str) -> None:
    assert reader.get(f"{address(publication)}?{query}").status_code == 400
