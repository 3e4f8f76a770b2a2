"""Makes the yardstick's table."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.yardstick.settings"
django.setup()

from django.db import connection  # noqa: E402  (needs the app registry, which the line above fills)

from benchmarks.yardstick.models import Row  # noqa: E402

with connection.schema_editor() as editor:
    editor.create_model(Row)
