"""Measures search at 10,000 pages: `python benchmarks/search.py [--database postgres://…]`.

Prints the median time of each kind of question, and its ratio to the same question over six pages.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

QUESTIONS = (
    "pain",
    "back pain",
    "deep glu",
    "neumonia",
    "cannot pee",
    "zebra",
    "the",
    "pai",
    "leg pain at night",
)
PAGES = 10_000


def prepare(database: str) -> None:
    environment = {
        "SIGNPOST_DEMO": "true",
        "SIGNPOST_DEMO_ANY_DATABASE": "true",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database,
        "MEDIA_ROOT": tempfile.mkdtemp(),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    os.environ.update(environment)
    subprocess.run(
        [sys.executable, "manage.py", "demo", "--prepare-only"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def grow(count: int) -> None:
    """Copies of the sample pages under other titles, written below the editor: only search reads them."""
    from django.db import connection
    from wagtail.models import Page

    from conditions.models import ConditionPage, Publication, SearchEntry

    chance = random.Random(7)
    words = [f"word{number}" for number in range(4000)]
    samples = list(ConditionPage.objects.all())
    parent = samples[0].get_parent()
    entries = {entry.page_id: entry for entry in SearchEntry.objects.select_related("publication")}
    first = Page.objects.order_by("-pk")[0].pk + 1
    columns = [field.column for field in ConditionPage._meta.local_fields if field.column != "page_ptr_id"]
    listed = ", ".join(f'"{column}"' for column in columns)
    copy = (
        f'INSERT INTO conditions_conditionpage ("page_ptr_id", {listed})'
        f" SELECT %s, {listed} FROM conditions_conditionpage WHERE page_ptr_id = %s"
    )
    pages, children, publications, rows = [], [], [], []
    for number in range(count):
        sample = samples[number % len(samples)]
        title = f"Condition {number} {chance.choice(words)}"
        page = Page(
            pk=first + number, title=title, slug=f"condition-{number}", live=True, depth=parent.depth + 1
        )
        page.path = ConditionPage._get_path(parent.path, parent.depth + 1, number + 100)
        page.url_path = f"{parent.url_path}condition-{number}/"
        page.content_type_id, page.locale_id, page.draft_title = (
            sample.content_type_id,
            sample.locale_id,
            title,
        )
        pages.append(page)
        children.append((page.pk, sample.pk))
        entry = entries[sample.pk]
        source = entry.publication
        publication = Publication(
            page_id=page.pk, language="en", number=1, document=source.document, questionnaire=source.questionnaire,
            sha256=source.sha256, published_at=source.published_at,
        )  # fmt: skip
        publications.append(publication)
        own = " ".join(chance.sample(words, 150))
        rows.append(
            SearchEntry(
                page_id=page.pk, language="en", headline=title, sort_key=title.lower(), title=title.lower(),
                names=entry.names, emergency=entry.emergency, everything=f"{title.lower()} {entry.everything} {own}",
            )
        )  # fmt: skip
    Page.objects.bulk_create(pages, batch_size=500)
    with connection.cursor() as cursor:
        cursor.executemany(copy, children)
    Publication.objects.bulk_create(publications, batch_size=500)
    stored = dict(Publication.objects.filter(page_id__gte=first).values_list("page_id", "pk"))
    for row in rows:
        row.publication_id = stored[row.page_id]
    SearchEntry.objects.bulk_create(rows, batch_size=200)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE conditions_searchentry")


def ask() -> dict[str, float]:
    """Milliseconds of each question, the median of nine."""
    from conditions.search.query import search

    times = {}
    for question in QUESTIONS:
        spent = []
        for _ in range(9):
            start = time.perf_counter()
            search(question, language="en")
            spent.append((time.perf_counter() - start) * 1000)
        times[question] = median(spent)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database; SQLite without it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(options.database or f"sqlite:///{folder}/search.sqlite3")
        import django

        django.setup()
        few = ask()
        grow(PAGES)
        many = ask()
    engine = "PostgreSQL" if options.database else "SQLite"
    lines = [f"| {q} | {few[q]:.1f} | {many[q]:.1f} |" for q in QUESTIONS]
    text = (
        f"# Search, on {engine}\n\nMilliseconds of one question, the median of nine, in process.\n\n"
        f"| question | 6 pages | {PAGES:,} pages |\n| --- | --- | --- |\n" + "\n".join(lines) + "\n"
    )
    (Path(os.environ.get("OUT", str(ROOT / "benchmarks"))) / f"search-{engine.lower()}.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
