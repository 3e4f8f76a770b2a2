from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("conditions", "0009_import_leftovers"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="exempted_by",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Who stands behind the reason for no emergency signs.",
                max_length=410,
            ),
            preserve_default=False,
        ),
    ]
