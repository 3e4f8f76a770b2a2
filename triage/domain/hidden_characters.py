"""Characters that nobody sees and that change how the words around them are shown, or what they are equal to.

Marks of writing direction can make a name read as another one; a zero-width space makes two names look alike. Sources:
Unicode Technical Report 36 (security), section 2; Standard Annex 9 (the direction marks).
"""

from __future__ import annotations

import re

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_WIDTH = "\u200b\ufeff"
# Joiners (U+200C, U+200D) stay: Persian and Indic names are spelled with them.
_HIDDEN = re.compile(f"[{_DIRECTION}{_WIDTH}]")


def has_hidden(name: str) -> bool:
    """Whether a name holds a character that cannot be seen."""
    return _HIDDEN.search(name) is not None


def without_hidden(note: str) -> str:
    """`note` without marks of direction and zero-width spaces; every word of it stays."""
    return _HIDDEN.sub("", note)
