"""Blocks for the text sections: few, and each with one meaning, so that every reader can be served from them.

Paragraphs and items hold the light rich text of `conditions.domain.markup`. Write a glossary word as [[word]].
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from conditions.blocks.bounded import NumberBlock

INLINE_FEATURES = ["bold", "link"]
PARAGRAPH_FEATURES = ["bold", "link", "ol", "ul"]
UNITS = [("hours", "hours"), ("days", "days"), ("weeks", "weeks"), ("months", "months")]
_TERMS = "Write a glossary word in double brackets: [[ligament]]."


def _items(label: str) -> blocks.ListBlock:
    return blocks.ListBlock(blocks.RichTextBlock(features=INLINE_FEATURES, label="Item"), label=label)


class _ListedBlock(blocks.StructBlock):
    """A list with a sentence that leads into it."""

    lead_in = blocks.CharBlock(
        required=False, help_text="The words before the list, for instance: You may notice:"
    )
    items = _items("Items")


class BulletsBlock(_ListedBlock):
    class Meta:
        icon = "list-ul"
        group = "Text"
        label = "Bullets"
        description = "A list in no order, with a sentence that leads into it."
        preview_value: ClassVar[dict[str, object]] = {
            "lead_in": "You may notice:",
            "items": ["<p>Swelling</p>", "<p>Bruising</p>"],
        }


class StepsBlock(_ListedBlock):
    class Meta:
        icon = "list-ol"
        group = "Text"
        label = "Steps"
        description = "Things to do one after the other."
        preview_value: ClassVar[dict[str, object]] = {
            "lead_in": "In the first two days:",
            "items": ["<p>Rest it</p>", "<p>Put ice on it</p>"],
        }


class DoDontBlock(blocks.StructBlock):
    do = _items("Do")
    dont = _items("Do not")

    class Meta:
        icon = "check"
        group = "Text"
        label = "Do and don’t"
        description = "What helps, and what to leave alone."
        preview_value: ClassVar[dict[str, object]] = {
            "do": ["<p>Move it gently</p>"],
            "dont": ["<p>Take hot baths</p>"],
        }


class TimeframeBlock(blocks.StructBlock):
    what = blocks.CharBlock(help_text="For instance: Most sprains heal in")
    shortest = NumberBlock(min_value=0, max_value=1000, label="From")
    longest = NumberBlock(min_value=0, max_value=1000, label="To")
    unit = blocks.ChoiceBlock(choices=UNITS, default="weeks")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["shortest"] > cleaned["longest"]:
            error = ValidationError("The end must not be before the start.")
            raise StructBlockValidationError(block_errors={"longest": error})
        return cleaned

    class Meta:
        icon = "date"
        group = "Facts"
        label = "Time frame"
        description = "How long something takes."
        preview_value: ClassVar[dict[str, object]] = {
            "what": "Most sprains heal in",
            "shortest": 2,
            "longest": 6,
            "unit": "weeks",
        }


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    alt = blocks.CharBlock(
        required=False, label="Description", help_text="What the picture shows, for people who cannot see it."
    )
    caption = blocks.CharBlock(required=False)

    class Meta:
        icon = "image"
        group = "Facts"
        label = "Figure"
        description = "A picture with a description."
        preview_value: ClassVar[dict[str, object]] = {"alt": "The outer ankle", "caption": "Three ligaments"}


class TestBlock(blocks.StructBlock):
    name = blocks.CharBlock(help_text="For instance: X-ray")
    what_happens = blocks.CharBlock(required=False)
    what_it_shows = blocks.CharBlock(required=False)

    class Meta:
        icon = "search"
        group = "Facts"
        label = "Test"
        description = "A test or exam: what happens, and what it shows."
        preview_value: ClassVar[dict[str, object]] = {
            "name": "X-ray",
            "what_happens": "A picture of the bones is taken.",
            "what_it_shows": "Whether a bone is broken.",
        }


class OptionBlock(blocks.StructBlock):
    name = blocks.CharBlock(help_text="For instance: Physical therapy")
    what_to_expect = blocks.CharBlock(required=False)
    home_care = blocks.BooleanBlock(
        required=False,
        label="Home care",
        help_text="People can do this on their own. Home care is shown first.",
    )

    class Meta:
        icon = "form"
        group = "Facts"
        label = "Treatment option"
        description = "One way to treat it, and what to expect of it."
        preview_value: ClassVar[dict[str, object]] = {
            "name": "Physical therapy",
            "what_to_expect": "Exercises with a therapist.",
        }


def _named(name: str, block: blocks.FieldBlock) -> blocks.FieldBlock:
    """`block` with a name of its own: inside a stream Wagtail binds no label to a single field."""
    block.field.widget.attrs["aria-label"] = name
    return block


class ContentBlock(blocks.StreamBlock):
    """One text section of a condition page."""

    paragraph = blocks.RichTextBlock(
        features=PARAGRAPH_FEATURES,
        icon="pilcrow",
        group="Text",
        help_text=_TERMS,
        description="Plain text with bold words, links and lists.",
        preview_value="<p>A sprain is a stretched or torn [[ligament]].</p>",
    )
    bullets = BulletsBlock()
    steps = StepsBlock()
    do_dont = DoDontBlock()
    timeframe = TimeframeBlock()
    figure = FigureBlock()
    test = TestBlock()
    option = OptionBlock()
    sign = _named(
        "Reference of the sign",
        blocks.CharBlock(
            icon="openquote",
            group="Facts",
            label="Quote of a sign",
            help_text="The reference of one of this page’s signs, for instance: cannot-stand.",
            description="Repeats one of this page’s own signs; its words stay the same everywhere.",
            preview_value="cannot-stand",
        ),
    )

    class Meta:
        required = False
