"""A sign cannot take the key of a question that the check-in brings itself."""

from __future__ import annotations

import pytest

from conditions.domain.document import ConditionDocument, Sign
from conditions.domain.gate import stops
from conditions.domain.questionnaire import RESERVED_SIGN_KEYS


@pytest.mark.parametrize("key", sorted(RESERVED_SIGN_KEYS))
def test_the_gate_stops_a_sign_with_the_key_of_another_question(key: str) -> None:
    document = ConditionDocument(language="en", title="A page", urgent=(Sign(key=key, statement="A"),))
    assert ("urgent[0].key", "reserved_key") in [(stop.field, stop.code) for stop in stops(document)]
