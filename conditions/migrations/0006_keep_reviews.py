"""Keeps what was reviewed: each review of words that were published becomes a sign-off of all their sections.

A page that went live without a review is kept live as it was: unsigned, with that as its reason.
"""

import datetime

from django.db import migrations

from conditions.domain.canonical import sha256_of
from conditions.domain.document import ConditionDocument
from conditions.domain.sections import section_hashes


def keep_reviews(apps, schema_editor):
    model = apps.get_model
    targets = {}
    pages = model("conditions", "ConditionPage").objects
    for language, slug, key in pages.values_list("locale__language_code", "slug", "translation_key"):
        targets.setdefault(language, {})[slug] = str(key)

    def _sections(publication):
        document = ConditionDocument.model_validate_json(publication.document)
        return section_hashes(document, targets.get(document.language, {}))

    Publication = model("conditions", "Publication")
    said = {}
    for publication in Publication.objects.order_by("number").iterator(chunk_size=50):
        said[publication.page_id, sha256_of(publication.document)] = publication
    for review in model("conditions", "PageReview").objects.select_related("reviewer").iterator(chunk_size=50):
        publication = said.get((review.page_id, review.document_sha256))
        if publication is None:
            continue
        model("conditions", "SignOff").objects.create(
            page_id=review.page_id,
            reviewer_id=review.reviewer_id,
            reviewer_name=review.reviewer.name,
            credentials=review.reviewer.credentials,
            signed_on=review.reviewed_on,
            review_due=review.review_due,
            section_hashes=_sections(publication),
            base=publication,
            created_at=review.created_at,
        )
    current = Publication.objects.filter(superseded_at=None, ended_at=None, reviewed_on=None)
    for publication in current.iterator(chunk_size=50):
        model("conditions", "UnsignedRelease").objects.create(
            page_id=publication.page_id,
            section_hashes=_sections(publication),
            base=publication,
            reason="It was live without a review before sign-offs were kept.",
            created_at=publication.published_at - datetime.timedelta(seconds=1),
        )


class Migration(migrations.Migration):
    dependencies = [("conditions", "0005_sign_offs")]
    operations = [migrations.RunPython(keep_reviews, migrations.RunPython.noop)]
