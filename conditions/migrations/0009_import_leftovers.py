from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("conditions", "0008_groups_and_workflow"),
    ]

    operations = [
        migrations.AddField(
            model_name="conditionpage",
            name="import_leftovers",
            field=models.TextField(
                blank=True,
                default="",
                help_text="From the text that this page was made of. Nobody but editors sees it. Move what belongs on "
                "the page to its section, then empty this.",
                verbose_name="not placed yet",
            ),
            preserve_default=False,
        ),
    ]
