"""What the current publications cite and which glossary words they use, kept in tables of their own.

Reports ask these tables, because reading a thousand documents for one list would take seconds. Rows follow the
current publication of a page in its own transaction (`conditions.services.usage`); nothing is decided on them.
"""

from __future__ import annotations

from django.db import models


class Citation(models.Model):
    """One source or outside link of a page that is served."""

    class Kind(models.TextChoices):
        """Where the page names it."""

        SOURCE = "source", "Source"
        LINK = "link", "Link in the text"

    page = models.ForeignKey(
        "conditions.ConditionPage", on_delete=models.CASCADE, related_name="citations", db_index=False
    )
    position = models.PositiveIntegerField()
    language = models.CharField(max_length=35)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    url = models.CharField(max_length=2000, blank=True)
    domain = models.CharField(max_length=255, blank=True)
    published = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["domain", "page"], name="citation_domain")]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="citation_once_per_place"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class TermUse(models.Model):
    """One word of the glossary that a page which is served says.

    `marked` is true when the text marks it as [[word]], so that readers get its meaning. A word that is marked
    stays listed when its term leaves the glossary: then `term` is empty.
    """

    page = models.ForeignKey(
        "conditions.ConditionPage", on_delete=models.CASCADE, related_name="term_uses", db_index=False
    )
    language = models.CharField(max_length=35)
    word = models.CharField(max_length=200, help_text="Folded: case makes no difference.")
    term = models.ForeignKey(
        "conditions.Term", null=True, blank=True, on_delete=models.SET_NULL, related_name="uses"
    )
    marked = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["language", "word"], name="term_use_word")]
        constraints = [
            models.UniqueConstraint(fields=["page", "word"], name="term_use_once_per_page"),
        ]

    def __str__(self) -> str:
        return self.word
