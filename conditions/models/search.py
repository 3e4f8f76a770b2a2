"""The search table: one row for each page that has a current publication."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """Folded words of one current publication, best field first; `everything` holds all words of the page.

    The full-text structures over these columns (FTS5 on SQLite, GIN over word arrays on PostgreSQL) are made by
    `conditions.search.tables` after each migrate.
    """

    page = models.OneToOneField(
        "conditions.ConditionPage", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    publication = models.ForeignKey("conditions.Publication", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=20)
    sort_key = models.CharField(max_length=255)
    title = models.TextField()
    names = models.TextField()
    emergency = models.TextField()
    everything = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["language", "sort_key"], name="search_language_sort")]

    def __str__(self) -> str:
        return self.sort_key
