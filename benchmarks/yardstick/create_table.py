"""Makes the yardstick's tables and its people, and prints the token that calls it."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.yardstick.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402  (needs the app registry, which the line above fills)
from django.core.management import call_command  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

from benchmarks.yardstick.models import Person  # noqa: E402

call_command("migrate", verbosity=0, run_syncdb=True)
Person.objects.bulk_create(Person(pk=number, name=f"Number {number}") for number in range(1, 8001))
sys.stdout.write(Token.objects.create(user=User.objects.create_user("caller")).key)
