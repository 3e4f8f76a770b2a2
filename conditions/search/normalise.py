"""Text to tokens: the same on every database, so that "Neumonía" is found for "neumonia" everywhere."""

from __future__ import annotations

import re
import unicodedata

MIN_PREFIX = 3
"""A last word of fewer letters is matched whole only: a one-letter prefix would list the whole index."""
MAX_WORDS = 8
"""Words of a query that count; the rest are ignored, so that a long query costs no more than a short one."""
MAX_WORD_LENGTH = 40

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")


def tokens(text: str) -> list[str]:
    """`text` as folded words: no accents, no case, letters and digits only; "can't" is "cant"."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return [word[:MAX_WORD_LENGTH] for word in _WORD.findall(bare.casefold())]
