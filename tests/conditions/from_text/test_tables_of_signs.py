"""Tables that say when to get help: a row for each case, a column for each level, in every kind of file."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from conditions.domain.document import document_json
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted, read_upload
from conditions.domain.from_text.reading_html import read_html
from conditions.domain.from_text.shapes import Block, Placed
from tests.conditions.from_text.test_nothing_is_lost_or_invented import check
from tests.conditions.from_text.word_files import a_paragraph, a_word_file

ROWS = (("Your foot is blue", "Dial 999"), ("Your toe itches", "Ask your GP on the same day to see you"))
COLUMNS = (
    ("Call 999", "Look after yourself", "Call your GP"),
    ("Your foot is blue", "Rest a lot", "Your toe itches"),
)


def in_html(rows: tuple[tuple[str, ...], ...], cell: str = "td") -> list[Block]:
    table = "".join("<tr>" + "".join(f"<{cell}>{text}</{cell}>" for text in row) + "</tr>" for row in rows)
    return read_html(f"<h1>Foot pain</h1><table>{table}</table>")


def in_markdown(rows: tuple[tuple[str, ...], ...]) -> list[Block]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return read_pasted("\n".join(["# Foot pain", "", *lines]))


def with_heads(rows: tuple[tuple[str, ...], ...]) -> list[Block]:
    lines = [" | ".join(row) for row in rows]
    return read_pasted(
        "\n".join(["# Foot pain", "", lines[0], " | ".join("---" for _ in rows[0]), *lines[1:]])
    )


def with_tabs(rows: tuple[tuple[str, ...], ...]) -> list[Block]:
    return read_pasted("\n".join(["Foot pain", "", *("\t".join(row) for row in rows)]))


def in_word(rows: tuple[tuple[str, ...], ...], wrap: str = "{}") -> list[Block]:
    cells = ["".join(f"<w:tc>{a_paragraph('', text)}</w:tc>" for text in row) for row in rows]
    body = "<w:tbl>" + "".join(wrap.format(f"<w:tr>{row}</w:tr>") for row in cells) + "</w:tbl>"
    return read_upload("a.docx", a_word_file(("Title", "Foot pain"), body=body))


def placed(blocks: list[Block]) -> Placed:
    check(blocks)
    return place(blocks, language="en")


def signs(found: Placed) -> dict[str, list[str]]:
    document = document_json(found.document)
    return {
        level: [sign["statement"] for sign in document[level]]  # type: ignore[union-attr,index,call-overload,misc]
        for level in ("emergency", "urgent", "call_provider")
        if document.get(level)
    }


@pytest.mark.parametrize("read", [in_html, in_markdown, with_tabs, in_word])
def test_a_row_of_what_you_notice_and_what_to_do_is_a_sign(read) -> None:  # type: ignore[no-untyped-def]
    assert signs(placed(read(ROWS))) == {"emergency": ["Your foot is blue"], "urgent": ["Your toe itches"]}


@pytest.mark.parametrize("read", [in_html, in_markdown, with_heads, with_tabs, in_word])
def test_what_stands_below_whom_to_call_is_a_sign(read) -> None:  # type: ignore[no-untyped-def]
    assert signs(placed(read(COLUMNS))) == {
        "emergency": ["Your foot is blue"],
        "call_provider": ["Your toe itches"],
    }


@pytest.mark.parametrize("read", [in_html, in_markdown, with_heads, with_tabs, in_word])
def test_what_to_do_at_home_is_no_sign_and_is_listed(read) -> None:  # type: ignore[no-untyped-def]
    assert any("Rest a lot" in piece.text for piece in placed(read(COLUMNS)).unplaced)


def test_a_row_that_sends_nobody_anywhere_is_listed() -> None:
    found = placed(in_markdown((*ROWS, ("Your foot is tired", "Put it up"))))
    assert [piece.text for piece in found.unplaced] == ["Your foot is tired | Put it up"]


def test_a_row_that_sends_you_only_in_some_case_is_listed() -> None:
    found = placed(in_markdown((*ROWS, ("Your foot is tired", "Dial 999 if it goes cold"))))
    assert [piece.text for piece in found.unplaced] == ["Your foot is tired | Dial 999 if it goes cold"]


def test_whom_to_call_instead_at_night_makes_no_condition() -> None:
    rows = (*ROWS, ("Your foot is hot", "Call your GP today, or 111 when it is closed"))
    assert signs(placed(in_markdown(rows)))["urgent"] == ["Your toe itches", "Your foot is hot"]


def test_what_to_do_besides_is_listed() -> None:
    found = placed(in_markdown((*ROWS, ("Your foot is cold", "Dial 999 and chew an aspirin"))))
    assert [piece.text for piece in found.unplaced] == ["Dial 999 and chew an aspirin"]


def test_a_cell_over_several_rows_counts_for_each_of_them() -> None:
    rows = "<tr><td>Blue foot</td><td rowspan=2>Dial 999</td></tr><tr><td>Cold foot</td></tr>"
    html = f"<h1>Foot pain</h1><table>{rows}<tr><td>Itch</td><td>Call your GP</td></tr></table>"
    assert signs(placed(read_html(html))) == {
        "emergency": ["Blue foot", "Cold foot"],
        "call_provider": ["Itch"],
    }


def test_a_zone_over_several_rows_takes_no_cell_out_of_its_column() -> None:
    rows = "<tr><th rowspan=2>RED</th><td>Blue foot</td><td>Dial 999</td></tr><tr><td>Cold foot</td><td>Dial 999</td></tr>"
    assert signs(placed(read_html(f"<h1>Foot pain</h1><table>{rows}</table>"))) == {
        "emergency": ["Blue foot", "Cold foot"]
    }


def test_a_list_in_a_cell_is_a_sign_for_each_item_with_the_words_of_its_lead_in() -> None:
    cell = "<p>If your child:</p><ul><li>is blue</li><li>has a cold foot</li></ul>"
    html = f"<h1>Foot pain</h1><table><tr><td>{cell}</td><td>Dial 999</td></tr><tr><td>It itches</td><td>Call your GP</td></tr></table>"
    assert signs(placed(read_html(html)))["emergency"] == ["Your child is blue", "Your child has a cold foot"]


def test_what_a_row_is_about_stands_before_its_signs() -> None:
    rows = (("Sign", "Red", "Amber", "Green"), ("Skin", "blue", "pale", "pink"))
    assert signs(placed(with_heads(rows))) == {"emergency": ["Skin: blue"], "urgent": ["Skin: pale"]}


def test_a_heading_of_emergencies_is_not_lowered_by_a_row() -> None:
    text = "# Foot pain\n\n## When to call 911\n\n" + "\n".join(f"| {a} | {b} |" for a, b in ROWS)
    assert signs(placed(read_pasted(text))) == {"emergency": ["Your foot is blue", "Your toe itches"]}


def test_a_table_below_a_lead_in_is_a_list_of_signs() -> None:
    text = "# Foot pain\n\nCall 911 if you have any of these:\n\n| A blue foot | A cold foot |\n| A numb foot | |"
    assert signs(placed(read_pasted(text)))["emergency"] == [
        "You have a blue foot",
        "You have a cold foot",
        "You have a numb foot",
    ]


def test_rows_below_whom_to_call_are_signs_until_the_next_such_row() -> None:
    def band(text: str) -> str:
        return f"<tr><td colspan=2><b>{text}</b></td></tr>"

    rows = f"{band('Ring 999')}<tr><td>Blue foot</td><td>Cold foot</td></tr>{band('No need to ring')}<tr><td>Itch</td><td>Rash</td></tr>"
    assert signs(placed(read_html(f"<h1>Foot pain</h1><table>{rows}</table>"))) == {
        "emergency": ["Blue foot", "Cold foot"]
    }


def test_a_line_break_in_a_cell_makes_two_signs_and_no_html_of_markdown() -> None:
    text = "# Foot pain\n\n| Red | Blue foot<br>Cold foot<br>Numb foot | 999 |\n| Amber | Itch<br>Rash | Your GP, today |\n\n## Causes\n\nBad luck."
    found = placed(read_pasted(text))
    assert signs(found) == {"emergency": ["Blue foot", "Cold foot", "Numb foot"], "urgent": ["Itch", "Rash"]}
    assert "causes" in document_json(found.document)


def test_a_table_of_medicines_holds_no_signs() -> None:
    rows = (("Medicine", "Note"), ("Warfarin", "Call your GP for more"), ("Insulin", "Call your GP for more"))
    assert signs(placed(with_heads(rows))) == {}


def test_a_table_of_whom_to_call_holds_no_signs() -> None:
    assert signs(placed(in_markdown((("Ward 4", "01632 960 001"), ("Out of hours", "01632 960 002"))))) == {}


@pytest.mark.parametrize(
    "html",
    [
        "<table><caption>Cold foot: call 911</caption><tr><td>one</td><td>two</td></tr></table>",
        "<table>Cold foot: call 911<tr><td>one</td><td>two</td></tr></table>",
        "<table><tr><td>one<img alt='Cold foot: call 911'></td><td>two</td></tr></table>",
        "<table><tr><td>one<table><tr><td>Cold foot:</td><td>call 911</td></tr></table></td><td>two</td></tr></table>",
    ],
)
def test_nothing_in_or_beside_a_table_is_lost(html: str) -> None:
    assert "call 911" in " ".join(block.text for block in read_html(f"<h1>Foot pain</h1>{html}"))


@pytest.mark.parametrize("wrap", ["<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:ins>{}</w:ins>"])
def test_rows_that_word_wraps_are_read(wrap: str) -> None:
    assert signs(placed(in_word(ROWS, wrap)))["emergency"] == ["Your foot is blue"]
