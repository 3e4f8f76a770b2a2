"""Makes the yardstick's table."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.yardstick.settings"

import django

django.setup()

from django.db import connection

from benchmarks.yardstick.models import Row

with connection.schema_editor() as editor:
    editor.create_model(Row)
