from django.db import models


class Person(models.Model):
    """Whom a row is about."""

    name = models.CharField(max_length=100)

    class Meta:
        app_label = "yardstick"

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """The one row that the yardstick creates: the columns that a plain check-in table would have."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    condition = models.CharField(max_length=100)
    publication = models.CharField(max_length=64)
    answers = models.JSONField()
    measures = models.JSONField()
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "yardstick"

    def __str__(self) -> str:
        return self.condition
