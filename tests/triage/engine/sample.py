"""One small page with a sign of every kind, and its questionnaire, for the examples."""

from __future__ import annotations

from conditions.domain.document import AgeRange, ConditionDocument, Sign, SignPart
from tests.strategies import Case, all_no, compiled

DOCUMENT = ConditionDocument(
    language="en",
    title="Ankle sprain",
    asks_pain=True,
    asks_side=True,
    emergency=(
        Sign(key="bone-visible", statement="You can see bone"),
        Sign(key="numb-foot", statement="Your foot is newly numb", finding="numbness"),
    ),
    urgent=(
        Sign(
            key="cannot-stand",
            statement="You cannot take four steps",
            how_to_tell="Try it while holding on to something.",
            applies_to=AgeRange(age_from=5),
        ),
    ),
    call_provider=(
        Sign(key="weak-ankle", statement="Your ankle gives way", finding="weakness"),
        Sign(key="still-sore", statement="It has lasted 14 days", kind="lasted_at_least", value=14),
        Sign(key="strong-pain", statement="Your pain is 7 or more", kind="pain_at_least", value=7),
        Sign(
            key="hot-and-fever",
            statement="The ankle is hot and you have a fever",
            kind="all_of",
            all_of=(
                SignPart(key="1", statement="The ankle is hot"),
                SignPart(key="fever", statement="You have a fever"),
            ),
        ),
        Sign(
            key="no-better",
            statement="It is no better after 7 days of home care",
            kind="all_of",
            all_of=(
                SignPart(key="1", statement="It has lasted 7 days", kind="lasted_at_least", value=7),
                SignPart(key="2", statement="Home care has not made it better"),
            ),
            applies_to=AgeRange(age_from=18, age_to=64),
        ),
    ),
)
QUESTIONNAIRE = compiled(DOCUMENT)


def nothing_wrong() -> Case:
    """Everything answered, every answer no."""
    return all_no(QUESTIONNAIRE)
