"""The glossary: hard words, how to say them and what they mean."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from conditions.domain.markup import word_fault


class Term(models.Model):
    """One word in one language. A text uses it as [[word]], in any case of letters."""

    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+", verbose_name="language")
    word = models.CharField(max_length=100)
    respelling = models.CharField(
        max_length=200, blank=True, help_text="How to say it, the loud part in capitals: LIG-uh-ment."
    )
    meaning = models.CharField(max_length=500, help_text="One plain sentence.")
    syllables = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="How many syllables the word really has. The reading grade counts with it.",
    )

    panels = [
        FieldPanel("locale"),
        FieldPanel("word"),
        FieldPanel("respelling"),
        FieldPanel("meaning"),
        FieldPanel("syllables"),
    ]

    class Meta:
        ordering = ["word"]
        verbose_name = "glossary term"
        constraints = [
            models.UniqueConstraint(
                "locale",
                Lower("word"),
                name="term_once_per_language",
                violation_error_message="This word is there.",
            ),
            models.CheckConstraint(
                condition=Q(syllables__isnull=True) | Q(syllables__gte=1, syllables__lte=20),
                name="term_syllables_between_1_and_20",
            ),
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse a word that is more than words: it stands in texts, addresses and tables."""
        super().clean()
        if fault := word_fault(self.word):
            raise ValidationError({"word": fault})
