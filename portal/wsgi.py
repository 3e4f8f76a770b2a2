"""The WSGI entry point: published pages as kept bytes, everything else by Django."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django_application = get_wsgi_application()

# They need the app registry, which the line above fills.
from portal.bytes_cache import BytesCache  # noqa: E402
from portal.startup import refuse_demo_accounts  # noqa: E402
from portal.whole_requests import WholeRequests  # noqa: E402

refuse_demo_accounts()
application = BytesCache(WholeRequests(django_application))

# What is loaded now stays: the garbage collector need not walk through all of it again and again. And a request makes
# thousands of objects that are gone with it: looking for rings among them after every 700, as Python does, costs a tenth.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 10)
