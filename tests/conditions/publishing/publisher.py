"""A process of its own that publishes new main messages of one page.

`publisher.py SLUG NAME TIMES`; the name `withdraw` takes the page out of use instead. After each publish it prints
the number of the sentence and, on the clock that all processes share, when publishing returned.
"""

from __future__ import annotations

import sys
import time

import django

django.setup()

from conditions.models import ConditionPage  # noqa: E402  (needs the line above)
from conditions.services.publishing import withdraw  # noqa: E402
from tests.factories import signed  # noqa: E402


def publish(slug: str, name: str, number: int) -> None:
    page = ConditionPage.objects.get(slug=slug)
    if name == "withdraw":
        withdraw(page=page, reason="Being checked.")
        return
    page.main_message = f"Sentence {name} {number}"
    signed(page).save_revision().publish()


def main(slug: str, name: str, times: int) -> None:
    for number in range(1, times + 1):
        publish(slug, name, number)
        print(number, time.monotonic(), flush=True)  # noqa: T201
        time.sleep(0.05)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
