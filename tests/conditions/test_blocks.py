"""Blocks: drafts always save, publishing checks; keys are made once and stay."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from conditions.blocks.content import ContentBlock
from conditions.blocks.signs import SignBlock, SignsBlock
from conditions.builder import document_of
from conditions.models import ConditionIndexPage, ConditionPage, HomePage, Reviewer
from conditions.services.tree import ensure_tree

PART = {"statement": "It is hot", "kind": "yes_no"}
BAD_SIGNS = [
    {"statement": "", "kind": "yes_no"},
    {"statement": "a", "kind": "pain_at_least"},
    {"statement": "a", "kind": "pain_at_least", "value": 11},
    {"statement": "a", "kind": "lasted_at_least", "value": 0},
    {"statement": "a", "kind": "yes_no", "value": 1},
    {"statement": "a", "kind": "all_of", "all_of": [PART]},
    {"statement": "a", "kind": "yes_no", "all_of": [PART, PART]},
]


@pytest.mark.parametrize("sign", BAD_SIGNS)
def test_a_bad_sign_saves_as_a_draft_and_is_stopped_on_publish(sign):
    block = SignBlock()
    value = block.normalize(sign)
    block.clean_deferred(value)
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("timeframe", {"what": "", "shortest": None, "longest": None, "unit": "weeks"}),
        ("bullets", {"lead_in": "", "items": [""]}),
        ("figure", {"image": None}),
        ("test", {"name": ""}),
        ("paragraph", ""),
        ("sign", ""),
    ],
)
def test_an_incomplete_block_saves_as_a_draft(kind, value):
    block = ContentBlock()
    stream = block.normalize([(kind, value)])
    block.clean_deferred(stream)
    with pytest.raises(ValidationError):
        block.clean(stream)


def test_a_time_frame_that_ends_before_it_starts_is_stopped_on_publish():
    block = ContentBlock().child_blocks["timeframe"]
    value = block.normalize({"what": "Heals in", "shortest": 3, "longest": 2, "unit": "weeks"})
    block.clean_deferred(value)
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


@pytest.mark.parametrize("stream", [ContentBlock(), SignsBlock()])
def test_every_block_says_what_it_is_for(stream):
    for block in stream.child_blocks.values():
        assert block.meta.icon
        assert block.meta.group
        assert block.meta.description
        assert block.get_preview_value()


def test_paragraphs_offer_bold_links_and_lists_only():
    assert ContentBlock().child_blocks["paragraph"].features == ["bold", "link", "ol", "ul"]


# --- Keys ----------------------------------------------------------------------------------------------------


@pytest.fixture
def index(db):
    return ensure_tree("en")


def draft(index, **sections):
    page = ConditionPage(title="Sprain", slug="sprain", live=False, **sections)
    index.add_child(instance=page)
    return ConditionPage.objects.get(pk=page.pk)


def keys(page, section="emergency"):
    return [child.value["key"] for child in getattr(page, section)]


def test_a_sign_gets_its_key_from_its_words_at_the_first_save(index):
    page = draft(index, emergency=[("sign", {"statement": "You can't pee!", "kind": "yes_no"})])
    assert keys(page) == ["you-cant-pee"]


def test_equal_words_get_different_keys_across_sections(index):
    sign = ("sign", {"statement": "Pain", "kind": "yes_no"})
    page = draft(index, emergency=[sign, sign], urgent=[sign])
    assert keys(page) + keys(page, "urgent") == ["pain", "pain-2", "pain-3"]


@pytest.mark.parametrize(("words", "key"), [("???", "sign"), ("Side", "side-2"), ("a" * 200, "a" * 50)])
def test_every_sentence_gives_a_good_key(index, words, key):
    assert keys(draft(index, emergency=[("sign", {"statement": words, "kind": "yes_no"})])) == [key]


def test_parts_get_their_number_as_key(index):
    sign = {"statement": "Hot and fever", "kind": "all_of", "all_of": [PART, PART | {"key": "1"}, PART]}
    parts = draft(index, emergency=[("sign", sign)]).emergency[0].value["all_of"]
    assert [part["key"] for part in parts] == ["it-is-hot", "1", "3"]


def test_new_words_keep_the_key(index):
    page = draft(index, emergency=[("sign", {"statement": "Pain", "kind": "yes_no"})])
    page.emergency[0].value["statement"] = "Strong pain"
    page.save()
    page.save_revision()
    assert keys(page.get_latest_revision_as_object()) == ["pain"]


def test_a_quote_by_words_becomes_a_quote_by_key(index):
    page = draft(
        index,
        emergency=[("sign", {"statement": "You can see bone", "kind": "yes_no"})],
        causes=[("sign", "You can see bone")],
    )
    assert page.causes[0].value == "you-can-see-bone"


def sent(page, rows):
    """The editor's form with these emergency signs, each (statement, key, block id)."""
    streams = {
        name: streamfield([]) for name in ("also_called", "urgent", "call_provider", "similar_conditions")
    }
    streams |= {
        name: streamfield([]) for name in ("overview", "symptoms", "causes", "diagnosis", "prevention")
    }
    streams |= {name: streamfield([]) for name in ("codes", "sources")}
    signs = streamfield([])
    signs["count"] = str(len(rows))
    for number, (statement, key, block_id) in enumerate(rows):
        value = {"statement": statement, "key": key, "kind": "yes_no", "all_of": streamfield([])}
        signs[str(number)] = {
            "type": "sign", "order": str(number), "deleted": "", "id": block_id, "value": value
        }  # fmt: skip
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            **streams,
            "emergency": signs,
            "treatment": streamfield([("paragraph", rich_text("<p>Rest</p>"))]),
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
        }
    )


def saved_by_form(page, rows):
    form_class = ConditionPage.get_edit_handler().get_form_class()
    form = form_class(sent(page, rows), instance=page, parent_page=page.get_parent())
    form.defer_required_fields()
    assert form.is_valid(), form.errors
    return form.save(commit=False)


def test_the_form_cannot_change_a_stored_key(index):
    page = draft(index, emergency=[("sign", {"statement": "Pain", "kind": "yes_no"})])
    rows = [("Strong pain", "other", page.emergency[0].id)]
    assert keys(saved_by_form(page, rows)) == ["pain"]


def test_a_duplicated_sign_gets_a_key_of_its_own(index):
    page = draft(index, emergency=[("sign", {"statement": "Pain", "kind": "yes_no"})])
    rows = [("Fever", "pain", ""), ("Pain", "pain", page.emergency[0].id)]
    assert keys(saved_by_form(page, rows)) == ["fever", "pain"]


def test_an_empty_draft_saves_by_the_form(index):
    page = saved_by_form(draft(index), [("", "", "")])
    assert keys(page) == [""]
    assert document_of(page).emergency == ()


# --- The tree ------------------------------------------------------------------------------------------------


def test_there_is_one_home_and_one_index_for_each_language(index):
    assert ensure_tree("en") == index
    home = index.get_parent()
    assert not HomePage.can_create_at(home.get_parent())
    assert not ConditionIndexPage.can_create_at(home)
    with pytest.raises(ValidationError, match="A to Z"):
        home.add_child(instance=ConditionIndexPage(title="Second", slug="second", locale=index.locale))


def test_a_second_language_is_a_translation_with_its_own_index(index):
    spanish = ensure_tree("es")
    assert spanish.translation_key == index.translation_key
    assert spanish.locale == Locale.objects.get(language_code="es")
    assert spanish.url == "/es/conditions/"


def test_an_unknown_language_has_no_tree(db):
    with pytest.raises(ValueError, match="not one of"):
        ensure_tree("fr")


def test_two_pages_of_one_language_cannot_share_an_address(index):
    draft(index)
    with pytest.raises(ValidationError):
        draft(index)


def test_condition_pages_stand_under_an_index_only(index):
    assert ConditionPage.allowed_parent_page_models() == [ConditionIndexPage]
    assert ConditionPage.allowed_subpage_models() == []


def test_a_condition_page_cannot_be_an_alias(index):
    page = draft(index)
    with pytest.raises(ValidationError, match="alias"):
        page.create_alias(update_slug="alias")


def test_a_condition_page_cannot_be_private(index):
    page = draft(index)
    with pytest.raises(ValidationError, match="public"):
        PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_nobody_stands_behind_a_reason_that_is_not_there(index):
    page = draft(index, emergency_exemption_by=Reviewer.objects.create(name="Rhea Reviewer"))
    assert page.emergency_exemption_by is None
