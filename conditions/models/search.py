"""The search table: one row for each page that has a current publication."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """One page that the public can open: what lists show of it, and its folded words, best field first.

    `everything` holds all words of the page. The full-text structures over the word columns (FTS5 on SQLite, GIN
    over word arrays on PostgreSQL) are made by `conditions.search.tables` after each migrate.
    """

    page = models.OneToOneField(
        "conditions.ConditionPage", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    publication = models.ForeignKey("conditions.Publication", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35)
    headline = models.CharField(max_length=255, default="")
    main_message = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=255)
    title = models.TextField()
    names = models.TextField()
    emergency = models.TextField()
    everything = models.TextField()
    folding = models.PositiveSmallIntegerField(default=0)
    """Which way the words were folded (`conditions.search.language.FOLDING`)."""

    class Meta:
        indexes = [models.Index(fields=["language", "sort_key", "page"], name="search_language_sort")]

    def __str__(self) -> str:
        return self.headline


class SearchWord(models.Model):
    """A whole word that some page holds or held: what a misspelled word may have meant."""

    language = models.CharField(max_length=35)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word
