"""Blocks for "get help if" sentences. Their level comes from the section that they stand in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from conditions.blocks.bounded import NumberBlock, SentenceBlock
from conditions.domain.document import MAX_DAYS, MAX_HOW_TO_TELL, MAX_PAIN, MAX_STATEMENT

SIMPLE_KINDS = [
    ("yes_no", "Ask it: yes, no or not sure"),
    ("pain_at_least", "Pain is at least … out of 10"),
    ("lasted_at_least", "It has lasted at least … days"),
]
KINDS = [*SIMPLE_KINDS, ("all_of", "Only when all of several things are true")]
FINDINGS = [("numbness", "Numbness"), ("weakness", "Weakness")]


class KeyBlock(blocks.FieldBlock):
    """The key that answers are stored under: generated from the statement once, shown, never typed."""

    def __init__(self, help_text: str = "", **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=False,
            help_text=help_text or "Made from the sentence at the first save. It never changes after that.",
            widget=forms.TextInput(attrs={"readonly": True}),
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "key"
        default = ""


class _AskedBlock(blocks.StructBlock):
    """What signs and their parts share: a value that fits the kind. Checked on publish, not on drafts."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            errors = {name: ValidationError(text) for name, text in faults_of_kind(cleaned).items()}
            if errors:
                raise StructBlockValidationError(block_errors=errors)
        return cleaned


class SignPartBlock(_AskedBlock):
    """One of the things that must all be true."""

    statement = SentenceBlock(max_length=MAX_STATEMENT, help_text="For instance: You have a fever.")
    kind = blocks.ChoiceBlock(choices=SIMPLE_KINDS, default="yes_no", label="How it is answered")
    value = NumberBlock(required=False, label="At least", help_text="Pain from 0 to 10, or days.")
    key = KeyBlock(label="Reference")

    class Meta:
        icon = "list-ul"
        label = "Part"
        form_layout: ClassVar[list[str]] = ["statement", "kind", "value", "key"]


class SignBlock(_AskedBlock):
    """One sentence that says when to get help. It is shown on the page and asked in the check-in."""

    statement = SentenceBlock(
        max_length=MAX_STATEMENT,
        help_text="One plain sentence, at most 160 characters. The patient is asked exactly this.",
    )
    kind = blocks.ChoiceBlock(choices=KINDS, default="yes_no", label="How it is answered")
    value = NumberBlock(
        required=False,
        label="At least",
        help_text="Only for pain (0 to 10) and for how long it lasted (days).",
    )
    all_of = blocks.ListBlock(
        SignPartBlock(),
        default=[],
        required=False,
        label="All of these",
        help_text="Only when several things must be true together. Write two or more.",
    )
    how_to_tell = SentenceBlock(
        required=False,
        max_length=MAX_HOW_TO_TELL,
        help_text="Shown to somebody who answers “not sure”, before they are asked once more.",
    )
    finding = blocks.ChoiceBlock(
        choices=FINDINGS,
        required=False,
        help_text="When it is new since the last check-in, it counts as urgent.",
    )
    age_from = NumberBlock(required=False, min_value=0, max_value=120, label="From age")
    age_to = NumberBlock(required=False, min_value=0, max_value=120, label="To age")
    key = KeyBlock(
        label="Reference", help_text="Quote the sign by this. Made at the first save; never changes."
    )

    class Meta:
        icon = "warning"
        label = "Sign"
        group = "Signs"
        description = "One sentence that says when to get help."
        preview_value: ClassVar[dict[str, object]] = {
            "statement": "You cannot take four steps",
            "kind": "yes_no",
            "how_to_tell": "Try it while holding on to something.",
        }


class SignsBlock(blocks.StreamBlock):
    """A list of signs; it always means "any of these"."""

    sign = SignBlock()

    class Meta:
        required = False


def faults_of_kind(value: Any) -> dict[str, str]:
    """What does not fit together in a sign or part, by field: the same rules as the gate's, next to the field."""
    kind, number = value.get("kind"), value.get("value")
    if kind == "pain_at_least" and (number is None or not 0 <= number <= MAX_PAIN):
        return {"value": "Write the pain as a number from 0 to 10."}
    if kind == "lasted_at_least" and (number is None or not 1 <= number <= MAX_DAYS):
        return {"value": f"Write the days as a number from 1 to {MAX_DAYS}."}
    if kind in ("yes_no", "all_of") and number is not None:
        return {"value": "Leave this empty: it is only for pain and for how long it lasted."}
    parts = len(value.get("all_of") or ())
    if kind == "all_of" and parts < 2:
        return {"all_of": "Add at least two parts."}
    if kind != "all_of" and parts:
        return {"all_of": "Remove the parts, or choose “Only when all of several things are true”."}
    return {}
