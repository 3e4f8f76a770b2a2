from decimal import Decimal

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conditions', '0003_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='findings',
            field=models.TextField(blank=True, default='', help_text='What there was to say about it when it went live, as canonical JSON; not part of the content. Empty when nobody wrote it down.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='sitewording',
            name='reading_grade_target',
            field=models.DecimalField(decimal_places=1, default=Decimal('8.0'), help_text='Flesch-Kincaid, for each section. A section above it gets a warning, never a refusal.', max_digits=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(18)], verbose_name='reading grade'),
        ),
        migrations.AddField(
            model_name='sitewording',
            name='smog_target',
            field=models.DecimalField(decimal_places=1, default=Decimal('10.0'), help_text='SMOG comes out about two grades higher than Flesch-Kincaid for the same text.', max_digits=3, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(18)], verbose_name='SMOG grade'),
        ),
        migrations.AddField(
            model_name='sitewording',
            name='source_years',
            field=models.PositiveSmallIntegerField(default=5, help_text='Years. An older source gets a warning.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='sources are old after'),
        ),
        migrations.AddConstraint(
            model_name='sitewording',
            constraint=models.CheckConstraint(condition=models.Q(('reading_grade_target__gte', 1), ('smog_target__gte', 3), ('source_years__gte', 1)), name='site_wording_targets_can_be_reached'),
        ),
    ]
