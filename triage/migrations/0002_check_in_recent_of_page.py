from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(
                condition=models.Q(("status", "submitted")),
                fields=["page", "-submitted_at"],
                name="check_in_recent_of_page",
            ),
        ),
    ]
