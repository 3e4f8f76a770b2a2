"""Light markup, the editor's rich text and public HTML say the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from conditions.domain.draftail import from_draftail, passages, to_draftail
from conditions.domain.markup import (
    Piece,
    canonical,
    link_fault,
    parse,
    plain,
    public_html,
    tidy,
    word_fault,
    write,
)

LINKS = ["https://example.org/a_(b)", "tel:+15550100", "mailto:a@example.org", "page:ankle-sprain"]
words = st.text(st.sampled_from("ab *[]()\\_&<>\"'é\u00a0\u2028"), min_size=1, max_size=8)
terms = st.text(st.sampled_from("ab é&<"), min_size=1, max_size=6).map(str.strip).filter(bool)
texts = st.builds(Piece, words, st.booleans(), st.sampled_from(["", *LINKS]))
glossary = st.builds(Piece, terms, st.booleans(), st.sampled_from(["", *LINKS]), st.just(True))
tidied = st.lists(texts | glossary, max_size=6).map(tidy)


@given(tidied)
def test_writing_and_parsing_lose_nothing(pieces):
    assert parse(write(pieces)) == pieces


@given(tidied)
def test_the_editor_s_html_loses_nothing(pieces):
    assert from_draftail(to_draftail(pieces)) == pieces


@settings(deadline=None)
@given(tidied.filter(lambda pieces: not any(piece.link.startswith("page:") for piece in pieces)))
def test_opening_and_saving_in_the_editor_changes_nothing(pieces):
    converter = ContentstateConverter(features=["bold", "link"])
    html = to_draftail(pieces)
    again = converter.to_database_format(converter.from_database_format(html))
    assert from_draftail(again) == pieces


@given(st.text(st.sampled_from("ab *[]()\\\n:/htps"), max_size=40))
def test_any_text_has_one_canonical_spelling(text):
    assert canonical(canonical(text)) == canonical(text)
    assert parse(canonical(text)) == parse(text)


@given(st.text(max_size=60))
def test_public_html_of_any_text_has_only_our_tags(text):
    html = public_html(parse(text), page_url=lambda slug: f"/conditions/{slug}/")
    bare = html.replace("<strong>", "").replace("</strong>", "").replace("</a>", "")
    assert "<" not in bare.replace('<a href="https:', "").replace('<a href="/conditions', "").replace(
        '<a href="tel', ""
    ).replace('<a href="mailto', "")


def test_bold_links_and_words_are_read():
    pieces = parse("A **bold** [link](https://example.org) and [[ligament]].")
    assert pieces == (
        Piece("A "),
        Piece("bold", bold=True),
        Piece(" "),
        Piece("link", link="https://example.org"),
        Piece(" and "),
        Piece("ligament", term=True),
        Piece("."),
    )


@pytest.mark.parametrize(
    "text", ["2 * 3", "a ** b", "[no link]", "f(x)", "a] (b", "**", "[[]]", "[](https://a.org)"]
)
def test_signs_that_do_not_pair_up_are_plain_text(text):
    assert plain(parse(text)) == text


def test_a_backslash_takes_the_meaning_away():
    assert parse(r"\*\*a\*\* \[\[b]] \[c](d)") == (Piece("**a** [[b]] [c](d)"),)


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org", "javascript:alert(1)", "https://", "https://a@b.org", "HTTPS://example.org",
        "//example.org", "/admin/", "data:text/html,x", "tel:abc", "mailto:nobody", "page:Not A Slug", "page:",
        "https://exa mple.org", "https://[::1", "https://example.org:99999", "https://example.org/\"x",
    ],
)  # fmt: skip
def test_other_links_are_refused(target):
    assert "not allowed" in link_fault(target)
    assert "<a" not in public_html((Piece("x", link=target),), page_url=lambda slug: "/x/")


@pytest.mark.parametrize("target", LINKS)
def test_good_links_are_allowed(target):
    assert link_fault(target) == ""


def test_a_link_to_a_page_that_is_not_there_keeps_its_words():
    assert public_html(parse("[a **b**](page:gone)"), page_url=lambda slug: None) == "a <strong>b</strong>"


def test_the_reader_decides_how_a_word_is_shown():
    html = public_html(
        parse("[[disc]] & **[[disc]]**"), page_url=lambda slug: None, term=lambda word: f"<i>{word}</i>"
    )
    assert html == "<i>disc</i> &amp; <strong><i>disc</i></strong>"


def test_a_word_inside_a_link_is_only_text():
    html = public_html(
        parse("[[[disc]] pain](https://example.org)"), page_url=lambda slug: None, term=lambda word: "<i></i>"
    )
    assert html == '<a href="https://example.org">disc pain</a>'


def test_a_paragraph_with_a_list_is_read_part_by_part():
    found = passages("<p>One</p><ul><li>a</li><li><b>b</b></li></ul><p></p><ol><li>c</li></ol>")
    assert [(passage.kind, len(passage.items)) for passage in found] == [
        ("paragraph", 1),
        ("ul", 2),
        ("ol", 1),
    ]


def test_a_page_link_is_stored_by_id_and_read_by_slug():
    html = to_draftail(parse("[ankle](page:ankle-sprain)"), page_id=lambda slug: 7)
    assert html == '<p><a linktype="page" id="7">ankle</a></p>'
    assert from_draftail(html, page_link=lambda number: "page:new-slug")[0].link == "page:new-slug"


@pytest.mark.parametrize(
    "word", ["ligament", "T-score", "Ménière’s disease", "L5/S1", "HbA1c (A1c)", "α-synuclein", "खून", "B & C"]
)
def test_a_glossary_word_may_be_written_as_words_are(word):
    assert not word_fault(word)


@pytest.mark.parametrize(
    "word", ['x"><img src=x>', "<b>", "a[b", "a*b", "a\u202eb", "a\u200bb", "a\nb", "()", ""]
)
def test_a_glossary_word_is_no_code_and_hides_nothing(word):
    assert word_fault(word)
