"""Stores with each publication what a sign-off of it is bound to, and with each page who wrote its parts.

Publications get the fingerprints of their sections with today's addresses of the pages that they link to. Earlier
sign-offs did not hold which page a link leads to, so sections that link to other pages must be signed again.
"""

from django.db import migrations, models

from conditions.domain.document import ConditionDocument
from conditions.domain.sections import section_hashes


def fill_section_hashes(apps, schema_editor):
    Publication = apps.get_model("conditions", "Publication")
    ConditionPage = apps.get_model("conditions", "ConditionPage")
    targets = {}
    pages = ConditionPage.objects.values_list("locale__language_code", "slug", "translation_key")
    for language, slug, key in pages:
        targets.setdefault(language, {})[slug] = str(key)
    for publication in Publication.objects.iterator(chunk_size=50):
        document = ConditionDocument.model_validate_json(publication.document)
        hashes = section_hashes(document, targets.get(document.language, {}))
        Publication.objects.filter(pk=publication.pk).update(section_hashes=hashes)


class Migration(migrations.Migration):
    dependencies = [("conditions", "0012_reminders_that_come_again")]
    operations = [
        migrations.AddField(
            model_name="conditionpage",
            name="written_by",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="Who was the last to write each part, and when; see `conditions.models.writing`.",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="section_hashes",
            field=models.JSONField(
                default=dict,
                help_text="The fingerprint of each clinical section when it went live, by its name: what a sign-off "
                "is bound to. Stored, because a page that it links to can get another address.",
            ),
        ),
        migrations.RunPython(fill_section_hashes, migrations.RunPython.noop),
    ]
