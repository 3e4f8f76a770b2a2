from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conditions", "0006_keep_reviews")]
    operations = [migrations.DeleteModel(name="PageReview")]
