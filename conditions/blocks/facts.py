"""Blocks for short lists of facts about a page: names, similar conditions, codes and sources."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail import blocks

from conditions.blocks.bounded import DayBlock


class OtherNameBlock(blocks.StructBlock):
    text = blocks.CharBlock()
    kind = blocks.ChoiceBlock(
        choices=[
            ("lay", "Everyday name"),
            ("medical", "Medical name"),
            ("abbreviation", "Abbreviation"),
            ("misspelling", "Misspelling (found by search, not shown)"),
        ],
        default="lay",
    )

    class Meta:
        icon = "tag"
        label = "Other name"
        description = "Another name that people use or search for."
        preview_value: ClassVar[dict[str, object]] = {"text": "twisted ankle", "kind": "lay"}


class SimilarConditionBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(
        page_type="conditions.ConditionPage",
        required=False,
        help_text="Leave it empty when there is no page yet.",
    )
    name = blocks.CharBlock()
    relation = blocks.ChoiceBlock(
        choices=[
            ("similar", "Similar to this"),
            ("part_of", "Part of the same problem"),
            ("shares_symptoms", "Shares symptoms"),
        ],
        default="similar",
    )
    how_different = blocks.CharBlock(required=False, help_text="One sentence on how it differs.")

    class Meta:
        icon = "link"
        label = "Similar condition"
        description = "A condition that feels similar, and how it differs."
        preview_value: ClassVar[dict[str, object]] = {
            "name": "Broken ankle",
            "relation": "similar",
            "how_different": "A break hurts on the bone.",
        }


class CodeBlock(blocks.StructBlock):
    system = blocks.CharBlock(default="ICD-10-CM")
    code = blocks.CharBlock()
    display = blocks.CharBlock(required=False, help_text="What the code is called.")
    role = blocks.ChoiceBlock(
        choices=[("is", "Is this condition"), ("closest", "Closest code"), ("related", "Related")],
        default="is",
    )

    class Meta:
        icon = "code"
        label = "Code"
        description = "A medical code for this condition."
        preview_value: ClassVar[dict[str, object]] = {"system": "ICD-10-CM", "code": "S93.409A", "role": "is"}


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    publisher = blocks.CharBlock(required=False)
    url = blocks.CharBlock(required=False, label="Address", help_text="Starts with https://")
    published = DayBlock(required=False)

    class Meta:
        icon = "doc-full"
        label = "Source"
        description = "Where the facts on this page come from."
        preview_value: ClassVar[dict[str, object]] = {"title": "Sprains", "publisher": "A health service"}


class OtherNamesBlock(blocks.StreamBlock):
    name = OtherNameBlock()

    class Meta:
        required = False


class SimilarConditionsBlock(blocks.StreamBlock):
    condition = SimilarConditionBlock()

    class Meta:
        required = False


class CodesBlock(blocks.StreamBlock):
    code = CodeBlock()

    class Meta:
        required = False


class SourcesBlock(blocks.StreamBlock):
    source = SourceBlock()

    class Meta:
        required = False


def rows(stream: Any) -> list[Any]:
    """The values of a stream in order, without their block ids."""
    return [] if stream is None else [child.value for child in stream]
