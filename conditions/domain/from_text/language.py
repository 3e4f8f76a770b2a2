"""Whether a text is English: only English headings and lead-ins are recognised."""

from __future__ import annotations

import re

from conditions.domain.from_text.help_words import plainly

NOT_ENGLISH = (
    "This does not look like English, and only English headings are recognised. So nothing was placed: every line is "
    "kept under “Not placed yet”. Move the lines to their sections, the emergency signs first."
)
ANOTHER_LANGUAGE = "It does not look like English."
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    _WORD.findall(
        "the of and to is are you your it if for with that this be or can may when have has not by from as at do"
    )
)
_OTHERS = frozenset(
    _WORD.findall(
        "el la los las del de que y una por con para su es se al lo muy cuando da dos uma não le les et est une vous "
        "pour dans votre vos avec il gli che di della per sono der und ist nicht ein eine ihr ihre sie wenn het een "
        "niet uw voor"
    )
)
"""Small words of Spanish, Portuguese, French, Italian, German and Dutch that English does not have."""
_FEW = 4
"""Fewer small words of another language than this may be names."""


def is_english(text: str) -> bool:
    """Whether most small words of `text` are English; a text without small words counts as English."""
    found = _WORD.findall(plainly(text))
    others = sum(word in _OTHERS for word in found)
    return others < _FEW or others <= sum(word in _ENGLISH for word in found)
