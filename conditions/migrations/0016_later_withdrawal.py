"""Lets a page be withdrawn for safety that is off the site already: its publication has ended, and rows never change.

Spells the domains of what is cited as the source radar looks them up now: in ASCII.
"""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from conditions.domain.usage import domain_of


def spell_domains(apps, schema_editor):
    Citation = apps.get_model("conditions", "Citation")
    for citation in Citation.objects.exclude(domain="").iterator(chunk_size=500):
        if not citation.domain.isascii():
            Citation.objects.filter(pk=citation.pk).update(domain=domain_of(citation.url))


class Migration(migrations.Migration):

    dependencies = [
        ('conditions', '0015_second_reviews_owed_again'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LaterWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='later_withdrawal', to='conditions.publication')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='later_withdrawal_has_a_reason')],
            },
        ),
        migrations.RunPython(spell_domains, migrations.RunPython.noop),
    ]
