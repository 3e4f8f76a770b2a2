"""What stands before the only first heading of a website is not the title, and no text of the page."""

from __future__ import annotations

from conditions.domain.document import document_json
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_pasted

PAGE = (
    "<div><a href='#main'>Skip to main content</a></div><ul><li>Home</li><li>Conditions</li></ul><p>Advert: shoes</p>"
    "<h1>Sore elbow</h1><p>The elbow hurts.</p><h2>Treatment</h2><p>Rest the arm.</p>"
)


def test_the_only_first_heading_is_the_title_whatever_stands_before_it() -> None:
    placed = place(read_pasted(PAGE), language="en")
    assert placed.document.title == "Sore elbow"
    assert "The elbow hurts." in str(document_json(placed.document)["overview"])
    assert [piece.text for piece in placed.unplaced] == [
        "Skip to main content",
        "Home",
        "Conditions",
        "Advert: shoes",
    ]
