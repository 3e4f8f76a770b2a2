"""What the draft does not hold, as a note that an editor reads beside it."""

from __future__ import annotations

from conditions.domain.from_text.shapes import Placed


def note_of(placed: Placed) -> str:
    """Everything that found no place, with why and where it stood; the words that the page replaces; what to look at."""
    parts = []
    for piece in placed.unplaced:
        where = f" It stood near “{piece.near}”." if piece.near else ""
        parts.append(f"{piece.text}\n({piece.why}{where})")
    if placed.recognised:
        replaced = "\n".join(f"- {found.text}" for found in placed.recognised)
        parts.append(f"The page has headings of its own in place of these:\n{replaced}")
    if placed.notes:
        parts.append("Look at this:\n" + "\n".join(f"- {note}" for note in placed.notes))
    return "\n\n".join(parts)
