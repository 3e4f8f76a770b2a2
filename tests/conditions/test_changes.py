"""Which way an edit moves the signs of a page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.domain.changes import (
    ChangeKind,
    changes,
    is_lowering,
    is_only_raising,
    raised,
    with_raised,
)
from conditions.domain.document import ConditionDocument
from tests.conditions.documents import documents, good

BONE = {"key": "bone-visible", "statement": "You can see bone"}
FOOT = {"key": "foot-points", "statement": "The foot points the wrong way"}
STAND = {
    "key": "cannot-stand",
    "statement": "You cannot take four steps",
    "how_to_tell": "Try it.",
    "finding": "weakness",
    "applies_to": {"age_from": 5},
}
SORE = {"key": "sore", "statement": "It has lasted 14 days", "kind": "lasted_at_least", "value": 14}
HOT = {
    "key": "hot",
    "statement": "Hot and fever",
    "kind": "all_of",
    "all_of": [{"key": "1", "statement": "Hot"}, {"key": "fever", "statement": "You have a fever"}],
}


def document(**signs: Any) -> ConditionDocument:
    return good(**({"emergency": [BONE], "urgent": [STAND], "call_provider": [SORE, HOT]} | signs))


def kinds(**signs: Any) -> list[ChangeKind]:
    return [change.kind for change in changes(document(), document(**signs))]


RAISES = {
    "added": ({"emergency": [BONE, FOOT]}, [ChangeKind.ADDED]),
    "moved up": ({"emergency": [BONE, STAND], "urgent": []}, [ChangeKind.MOVED_UP]),
    "ages widened": ({"urgent": [STAND | {"applies_to": None}]}, [ChangeKind.WIDENED]),
    "sooner": ({"call_provider": [SORE | {"value": 7}, HOT]}, [ChangeKind.VALUE_LOWERED]),
    "finding added": ({"emergency": [BONE | {"finding": "numbness"}]}, [ChangeKind.FINDING_ADDED]),
}
LOWERS = {
    "removed": ({"urgent": []}, [ChangeKind.REMOVED]),
    "moved down": ({"urgent": [], "call_provider": [STAND, SORE, HOT]}, [ChangeKind.MOVED_DOWN]),
    "reworded": ({"emergency": [BONE | {"statement": "Bone is seen"}]}, [ChangeKind.REWORDED]),
    "ages narrowed": ({"urgent": [STAND | {"applies_to": {"age_from": 9}}]}, [ChangeKind.NARROWED]),
    "later": ({"call_provider": [SORE | {"value": 21}, HOT]}, [ChangeKind.VALUE_RAISED]),
    "one more part": (
        {"call_provider": [SORE, HOT | {"all_of": [*HOT["all_of"], {"key": "3", "statement": "Red"}]}]},
        [ChangeKind.NARROWED],
    ),
    "part reworded": (
        {"call_provider": [SORE, HOT | {"all_of": [{"key": "1", "statement": "Warm"}, HOT["all_of"][1]]}]},
        [ChangeKind.REWORDED],
    ),
    "finding removed": ({"urgent": [STAND | {"finding": ""}]}, [ChangeKind.FINDING_REMOVED]),
    "pain not asked": ({"asks_pain": False}, [ChangeKind.MEASURE_DROPPED]),
    "answered otherwise": (
        {"call_provider": [SORE | {"kind": "yes_no", "value": None}, HOT]},
        [ChangeKind.ANSWERED_OTHERWISE],
    ),
}


@pytest.mark.parametrize(("signs", "expected"), RAISES.values(), ids=RAISES)
def test_a_change_that_raises_is_only_raising(signs: dict[str, Any], expected: list[ChangeKind]) -> None:
    assert kinds(**signs) == expected
    assert is_only_raising(document(), document(**signs))
    assert not is_lowering(changes(document(), document(**signs)))


@pytest.mark.parametrize(("signs", "expected"), LOWERS.values(), ids=LOWERS)
def test_a_change_that_lowers_is_never_only_raising(
    signs: dict[str, Any], expected: list[ChangeKind]
) -> None:
    assert kinds(**signs) == expected
    assert is_lowering(changes(document(), document(**signs)))
    assert not is_only_raising(document(), document(**signs))


def test_one_part_less_widens_a_sign() -> None:
    three = HOT | {"all_of": [*HOT["all_of"], {"key": "3", "statement": "Red"}]}
    found = changes(document(call_provider=[three]), document(call_provider=[HOT]))
    assert [change.kind for change in found] == [ChangeKind.WIDENED]


def test_a_rewording_that_means_the_same_is_not_lowering() -> None:
    found = changes(document(), document(emergency=[BONE | {"statement": "Bone is seen"}]))
    assert not is_lowering(found, {"bone-visible"})
    assert is_lowering(found, {"another"})


def test_same_meaning_does_not_excuse_a_sign_that_also_moved_down() -> None:
    moved = document(emergency=[], urgent=[STAND, BONE | {"statement": "Bone is seen"}])
    assert is_lowering(changes(document(), moved), {"bone-visible"})


def test_help_with_telling_is_neither_raising_nor_lowering() -> None:
    helped = document(emergency=[BONE | {"how_to_tell": "Look."}])
    assert not is_lowering(changes(document(), helped))
    assert not is_only_raising(document(), helped)


def test_a_raise_beside_another_edit_is_not_only_raising() -> None:
    assert not is_only_raising(document(), document(emergency=[BONE, FOOT], main_message="Walk on it."))


def test_signs_in_another_order_are_not_only_raising() -> None:
    assert not is_only_raising(document(), document(emergency=[FOOT, BONE], call_provider=[HOT, SORE]))


def test_an_exemption_may_go_when_an_emergency_sign_comes() -> None:
    exempt = document(emergency=[], emergency_exemption="None is known.")
    assert is_only_raising(exempt, document())
    assert not is_only_raising(document(), document(emergency=[BONE, FOOT], emergency_exemption="None."))


def test_what_is_raised_is_taken_over_without_the_other_edits() -> None:
    draft = document(emergency=[BONE | {"statement": "Bone is seen"}, FOOT, STAND], urgent=[], title="Break")
    both = with_raised(document(), draft, {"foot-points", "cannot-stand"})
    assert both == document(emergency=[BONE, FOOT, STAND], urgent=[])


def test_one_raised_sign_can_be_chosen_without_the_other() -> None:
    draft = document(emergency=[BONE, FOOT, STAND], urgent=[])
    assert raised(document(), draft).keys() == {"foot-points", "cannot-stand"}
    assert with_raised(document(), draft, {"foot-points"}) == document(emergency=[BONE, FOOT])
    assert with_raised(document(), draft, {"cannot-stand"}) == document(emergency=[BONE, STAND], urgent=[])


def test_a_sign_that_is_raised_and_reworded_is_not_taken_over() -> None:
    draft = document(emergency=[BONE, STAND | {"statement": "You cannot walk"}], urgent=[])
    assert raised(document(), draft) == {}
    with pytest.raises(ValueError, match="add or raise"):
        with_raised(document(), draft, {"cannot-stand"})


def test_a_raised_sign_keeps_what_might_lead_to_another_answer() -> None:
    better = STAND | {"how_to_tell": "Hold a table.", "finding": "numbness"}
    draft = document(emergency=[BONE, better], urgent=[])
    found = raised(document(), draft)["cannot-stand"]
    assert [change.kind for change in found] == [ChangeKind.MOVED_UP]
    taken = with_raised(document(), draft, {"cannot-stand"})
    assert taken == document(emergency=[BONE, STAND], urgent=[])


def test_a_finding_that_raises_is_taken_over() -> None:
    told = BONE | {"how_to_tell": "Look.", "finding": "numbness"}
    taken = with_raised(document(), document(emergency=[told]), {"bone-visible"})
    assert taken == document(emergency=[BONE | {"finding": "numbness"}])


def test_an_added_sign_comes_whole() -> None:
    told = FOOT | {"how_to_tell": "Look.", "finding": "numbness"}
    draft = document(emergency=[BONE, told])
    assert with_raised(document(), draft, {"foot-points"}) == draft


def test_other_help_alone_is_not_taken_over() -> None:
    assert raised(document(), document(emergency=[BONE | {"how_to_tell": "Look."}])) == {}


def test_a_measure_can_be_taken_over() -> None:
    old = document(asks_side=False)
    assert with_raised(old, document(title="Break"), {"asks_side"}) == document()


PLACES = st.sampled_from(["", "emergency", "urgent", "call_provider"])
VARIANTS = {
    "bone-visible": [BONE, BONE | {"statement": "Bone is seen"}, BONE | {"finding": "numbness"}],
    "foot-points": [FOOT, FOOT | {"how_to_tell": "Look."}],
    "cannot-stand": [
        *(STAND | {"applies_to": ages} for ages in ({"age_from": 5}, None, {"age_from": 9})),
        *(STAND | {"how_to_tell": help_, "finding": "numbness"} for help_ in ("", "Hold a table.")),
    ],
    "sore": [SORE, SORE | {"value": 7}, SORE | {"value": 21}],
}


@st.composite
def edited(draw: st.DrawFn) -> ConditionDocument:
    """The same few signs in any list, in any order, each in one of its variants."""
    signs: dict[str, list[Any]] = {"emergency": [], "urgent": [], "call_provider": []}
    for key in draw(st.permutations(list(VARIANTS))):
        if place := draw(PLACES):
            signs[place].append(draw(st.sampled_from(VARIANTS[key])))
    return document(**signs, asks_side=draw(st.booleans()), title=draw(st.sampled_from(["One", "Two"])))


@given(edited(), edited())
def test_what_is_taken_over_never_lowers(old: ConditionDocument, new: ConditionDocument) -> None:
    keys = raised(old, new).keys()
    result = with_raised(old, new, keys)
    assert all(change.raises for change in changes(old, result))
    assert is_only_raising(old, result) == bool(keys)
    assert (result.title, result.overview) == (old.title, old.overview)


@given(documents())
def test_a_document_does_not_differ_from_itself(page: ConditionDocument) -> None:
    assert changes(page, page) == []
    assert not is_only_raising(page, page)


NUMB = {
    "key": "numb",
    "statement": "Numb and sore",
    "kind": "all_of",
    "finding": "numbness",
    "all_of": [
        {"key": "1", "statement": "You are numb"},
        {"key": "2", "statement": "You limp"},
        {"key": "3", "statement": "Pain is 7 or more", "kind": "pain_at_least", "value": 7},
    ],
}
"""New since the last check-in, it is urgent by itself."""
EASIER = {
    "at a lower number": NUMB | {"all_of": [*NUMB["all_of"][:2], NUMB["all_of"][2] | {"value": 3}]},
    "with a part less": NUMB | {"all_of": NUMB["all_of"][1:]},
}


@pytest.mark.parametrize("easier", EASIER.values(), ids=EASIER)
def test_a_sign_that_is_easier_to_reach_may_lower_because_it_is_less_often_new(
    easier: dict[str, Any],
) -> None:
    old, new = document(call_provider=[NUMB]), document(call_provider=[easier])
    assert is_lowering(changes(old, new))
    assert "numb" not in raised(old, new)


@pytest.mark.parametrize("easier", EASIER.values(), ids=EASIER)
def test_it_raises_where_its_list_is_urgent_or_nothing_is_new_by_it(easier: dict[str, Any]) -> None:
    for section, finding in (("urgent", "numbness"), ("emergency", "numbness"), ("call_provider", "")):
        old, new = (document(**{section: [sign | {"finding": finding}]}) for sign in (NUMB, easier))
        assert not is_lowering(changes(old, new))
        assert "numb" in raised(old, new)


def test_pain_that_a_sign_asks_for_is_asked_whatever_the_page_says() -> None:
    pain = {"key": "pain", "statement": "Pain is 7 or more", "kind": "pain_at_least", "value": 7}
    asked, silent = (good(call_provider=[pain], asks_pain=says) for says in (True, False))
    assert changes(asked, silent) == changes(silent, asked) == []
    gone = changes(asked, good(call_provider=[SORE], asks_pain=False))
    assert {change.kind for change in gone} == {
        ChangeKind.ADDED,
        ChangeKind.REMOVED,
        ChangeKind.MEASURE_DROPPED,
    }
