"""What the glossary takes."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from conditions.models import Term
from tests.factories import a_site


@pytest.mark.django_db
def test_the_glossary_refuses_a_word_that_is_more_than_words() -> None:
    a_site()
    term = Term(locale=Locale.objects.get(), word='x"><img src=x>', meaning="A letter.")
    with pytest.raises(ValidationError, match="letters, digits"):
        term.full_clean()
