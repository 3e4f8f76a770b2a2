"""System checks of the patient app, by id.

triage.E001: a field of a patient model is not classified, or twice.
triage.E002: a patient model is a Wagtail snippet, or in Wagtail's search index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db import models
from wagtail.search.index import Indexed
from wagtail.snippets.models import get_snippet_models

from triage.models import FieldClasses


def check_field_classes(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Every field of a patient model says once whether it identifies, is clinical or operational."""
    return [
        Error(
            f"{model.__name__}: not classified exactly once: {', '.join(wrong)}.",
            hint="Name each field once in the model's field_classes.",
            obj=model,
            id="triage.E001",
        )
        for model in _patient_models()
        if (wrong := misclassified(model))
    ]


def check_not_in_the_editor(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Editors see no patient data: it is no snippet, and nothing of it is searchable in Wagtail."""
    snippets = get_snippet_models()
    return [
        Error(f"{model.__name__} can be reached through Wagtail.", obj=model, id="triage.E002")
        for model in _patient_models()
        if model in snippets or issubclass(model, Indexed)
    ]


def misclassified(model: type[models.Model]) -> list[str]:
    """The names of fields that are not classified, classified twice, or not there."""
    classes = getattr(model, "field_classes", FieldClasses())
    fields = Counter(field.name for field in model._meta.concrete_fields)
    counted = Counter(classes.all())
    return sorted(name for name in fields | counted if counted[name] != fields[name])


def _patient_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("triage").get_models())
