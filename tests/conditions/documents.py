"""Documents for tests: one good one, and any good one."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from conditions.domain.document import ConditionDocument

GOOD: dict[str, Any] = {
    "language": "en",
    "title": "Ankle sprain",
    "pronunciation": "ANG-kul sprayn",
    "also_called": [{"text": "twisted ankle", "kind": "lay"}],
    "main_message": "Most sprains get better with home care.",
    "virtual_care": {
        "text": "See a provider.",
        "label": "Use virtual care",
        "url": "https://example.org/video",
    },
    "asks_pain": True,
    "asks_side": True,
    "emergency": [{"key": "bone-visible", "statement": "You can see bone"}],
    "urgent": [
        {
            "key": "cannot-stand",
            "statement": "You cannot take four steps",
            "how_to_tell": "Try it.",
            "finding": "weakness",
            "applies_to": {"age_from": 5},
        }
    ],
    "call_provider": [
        {
            "key": "still-sore",
            "statement": "It has lasted 14 days or more",
            "kind": "lasted_at_least",
            "value": 14,
        },
        {
            "key": "hot-and-fever",
            "statement": "The ankle is hot and you have a fever",
            "kind": "all_of",
            "all_of": [
                {"key": "1", "statement": "The ankle is hot"},
                {"key": "fever", "statement": "You have a fever"},
            ],
        },
    ],
    "overview": [
        {"kind": "paragraph", "text": "A **stretched** [[ligament]], see [more](https://example.org)."},
        {"kind": "bullets", "lead_in": "You may notice:", "items": ["Swelling", "Bruising"]},
    ],
    "symptoms": [{"kind": "sign", "key": "cannot-stand"}],
    "diagnosis": [
        {"kind": "test", "name": "X-ray", "what_happens": "A picture.", "what_it_shows": "A break."}
    ],
    "treatment": [
        {"kind": "steps", "lead_in": "In the first two days:", "items": ["Rest it", "Put ice on it"]},
        {"kind": "do_dont", "do": ["Move it gently"], "dont": ["Take hot baths"]},
        {"kind": "option", "name": "Physical therapy", "what_to_expect": "Exercises.", "home_care": False},
        {"kind": "timeframe", "what": "Most sprains heal in", "from": 2, "to": 6, "unit": "weeks"},
    ],
    "similar_conditions": [
        {"name": "Broken ankle", "relation": "similar", "how_different": "Hurts on the bone."}
    ],
    "codes": [{"system": "ICD-10-CM", "code": "S93.409A", "display": "Sprain", "role": "is"}],
    "sources": [
        {"title": "Sprains", "publisher": "A", "url": "https://example.org", "published": "2024-05-01"}
    ],
    "terms": [
        {
            "word": "ligament",
            "respelling": "LIG-uh-ment",
            "meaning": "A band that joins bones.",
            "syllables": 3,
        }
    ],
}


def good(**changes: Any) -> ConditionDocument:
    """A document that passes the gate, with some fields changed."""
    return ConditionDocument.model_validate_json(json.dumps(GOOD | changes))


line = st.text(st.sampled_from("abc XÉé*[]\\_&<>\"'.,0"), min_size=1, max_size=20).map(str.strip).filter(bool)
_words = st.sampled_from(
    ["a", "**b**", "[c](https://example.org/x)", "[**d** e](tel:911)", "f & <g>", "2 * 3", "\\[h]"]
)
inline = st.lists(_words, min_size=1, max_size=4).map(" ".join)
_items = st.lists(inline, min_size=1, max_size=3)
_statement = st.builds(str, line)


def _block(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(kind), **fields})


blocks = st.one_of(
    _block("paragraph", text=inline),
    _block("bullets", lead_in=line, items=_items),
    _block("steps", lead_in=line, items=_items),
    _block("do_dont", do=_items, dont=_items),
    _block("test", name=line, what_happens=line, what_it_shows=line),
    _block("option", name=line, what_to_expect=line, home_care=st.booleans()),
    st.builds(
        lambda what, start, more, unit: {
            "kind": "timeframe", "what": what, "from": start, "to": start + more, "unit": unit
        },
        line, st.integers(0, 20), st.integers(0, 20), st.sampled_from(["hours", "days", "weeks", "months"]),
    ),
)  # fmt: skip


def _simple(key: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.fixed_dictionaries({"key": st.just(key), "statement": line}),
        st.fixed_dictionaries(
            {
                "key": st.just(key),
                "statement": line,
                "kind": st.just("pain_at_least"),
                "value": st.integers(0, 10),
            }
        ),
        st.fixed_dictionaries(
            {
                "key": st.just(key),
                "statement": line,
                "kind": st.just("lasted_at_least"),
                "value": st.integers(1, 99),
            }
        ),
    )


def _sign(key: str) -> st.SearchStrategy[dict[str, Any]]:
    extras = st.fixed_dictionaries(
        {},
        optional={
            "how_to_tell": line,
            "finding": st.sampled_from(["numbness", "weakness"]),
            "applies_to": st.sampled_from([{"age_from": 5}, {"age_to": 70}, {"age_from": 5, "age_to": 9}]),
        },
    )
    parts = st.tuples(_simple("1"), _simple("two")).map(list)
    together = st.fixed_dictionaries(
        {"key": st.just(key), "statement": line, "kind": st.just("all_of"), "all_of": parts}
    )
    return st.builds(lambda sign, more: sign | more, st.one_of(_simple(key), together), extras)


@st.composite
def documents(draw: st.DrawFn) -> ConditionDocument:
    """Any document that the gate lets through, without pictures, other pages and glossary words."""
    keys = iter(f"sign-{number}" for number in range(20))

    def signs(least: int) -> list[dict[str, Any]]:
        return [draw(_sign(next(keys))) for _ in range(draw(st.integers(least, 3)))]

    changes: dict[str, Any] = {"title": draw(line), "main_message": draw(line), "sample": draw(st.booleans())}
    changes |= {"emergency": signs(1), "urgent": signs(0), "call_provider": signs(1), "terms": []}
    for section in ("overview", "symptoms", "treatment"):
        changes[section] = draw(st.lists(blocks, min_size=1, max_size=3))
    for section in ("causes", "diagnosis", "prevention"):
        changes[section] = draw(st.lists(blocks, max_size=2))
    return good(**changes)
