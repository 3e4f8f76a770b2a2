"""Word files: lists and styles are understood, nothing hidden is lost, nothing hostile is unpacked."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from conditions.domain.from_text import reading_word
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_upload
from conditions.domain.from_text.reading_word import read_word
from conditions.domain.from_text.shapes import UnreadableError
from tests.conditions.from_text.word_files import STYLES, a_paragraph, a_word_file, a_zip
from tests.conditions.from_text.words import accounted, read

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEAFLET = a_word_file(
    ("Title", "Bunion"),
    ("Heading1", "Symptoms"),
    ("ListBullet", "A bump at the big toe"),
    ("bullet", "Soreness in tight shoes"),
    ("bold", "How is it treated?"),
    ("number", "Wear wide shoes"),
    ("number", "Use a pad"),
    ("bold", "See your provider if:"),
    ("", "• The pain lasts two weeks"),
    ("", "You cannot find shoes that fit"),
)


def test_styles_lists_and_bold_headings_are_understood() -> None:
    document = place(read_word(LEAFLET), language="en").document
    assert document.title == "Bunion"
    assert document.symptoms[0].items == ("A bump at the big toe", "Soreness in tight shoes")
    assert (document.treatment[0].kind, document.treatment[0].items) == (
        "steps",
        ("Wear wide shoes", "Use a pad"),
    )
    assert document.call_provider[0].statement == "The pain lasts two weeks"


def test_no_word_of_it_is_lost() -> None:
    blocks = read_word(LEAFLET)
    assert not read(blocks) - accounted(place(blocks, language="en"))


def test_tables_boxes_headers_and_notes_are_kept_as_not_placed() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(a_paragraph("", "Stage")) + cell.format(a_paragraph("", "Days")) + "</w:tr>"
    box = (
        "<w:p><w:r><w:pict><w:txbxContent>"
        + a_paragraph("", "Boxed words")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    header = f'<w:hdr xmlns:w="{_W}">{a_paragraph("", "Clinic header")}</w:hdr>'
    note = (
        f'<w:footnotes xmlns:w="{_W}"><w:footnote>{a_paragraph("", "Small print")}</w:footnote></w:footnotes>'
    )
    content = a_word_file(
        ("Title", "Bunion"), body=f"<w:tbl>{row}</w:tbl>{box}", header1=header, footnotes=note
    )
    kept = {piece.text for piece in place(read_word(content), language="en").unplaced}
    assert kept == {"Stage | Days", "Boxed words", "Clinic header", "Small print"}


def test_deleted_words_stay_deleted_and_inserted_ones_are_there() -> None:
    changed = "<w:p><w:ins><w:r><w:t>Rest helps.</w:t></w:r></w:ins><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
    assert [block.text for block in read_word(a_word_file(body=changed))] == ["Rest helps."]


def test_entities_are_refused() -> None:
    bomb = (
        f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="{_W}">&b;</w:document>'
    )
    with pytest.raises(UnreadableError, match="damaged"):
        read_word(a_zip({"document": bomb}))


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_word, "MAX_UNPACKED", 10_000)
    with pytest.raises(UnreadableError, match="unpacks to too much"):
        read_word(a_word_file(("", "a" * 20_000)))


def test_many_parts_of_a_middling_size_are_refused_as_one_huge_part_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_word, "MAX_UNPACKED", 10_000)
    headers = {f"header{number}": f'<w:hdr xmlns:w="{_W}">{" " * 3_000}</w:hdr>' for number in range(1, 5)}
    with pytest.raises(UnreadableError, match="unpacks to too much"):
        read_word(a_word_file(("", "Rest."), **headers))


def test_reading_stops_at_the_longest_leaflet_wherever_its_words_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_word, "MAX_CHARACTERS", 1_000)
    box = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
    header = f'<w:hdr xmlns:w="{_W}">{a_paragraph("", "a" * 1_001)}</w:hdr>'
    for content in (
        a_word_file(("", "a" * 1_001)),
        a_word_file(("", "Rest."), header1=header),
        a_word_file(body=box.format(a_paragraph("", "a" * 1_001))),
        a_word_file(body="<w:p/>" * 1_001),
    ):
        with pytest.raises(UnreadableError, match="longer than a leaflet"):
            read_word(content)


def test_a_locked_word_file_is_called_locked() -> None:
    old = b"\xd0\xcf\x11\xe0" + bytes(500)
    locked = old + "EncryptedPackage".encode("utf-16-le")
    for name, content in (("a.docx", old), ("a.docx", locked)):
        with pytest.raises(UnreadableError, match="locked with a password"):
            read_upload(name, content)
    with pytest.raises(UnreadableError, match="old Word file"):
        read_upload("a.doc", old)


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt>" * 500 + a_paragraph("", "words") + "</w:sdt>" * 500
    with pytest.raises(UnreadableError, match="damaged"):
        read_word(a_word_file(body=deep))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", LEAFLET[:-200], a_zip({"styles": STYLES}), a_zip({"document": "<x"})]
)
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_upload("a.docx", content)
