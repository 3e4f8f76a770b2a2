"""A publication cannot be changed or deleted, also by raw SQL."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_migrate
from django.utils import timezone

from conditions import triggers
from conditions.immutability import ImmutableRowError
from conditions.models import Publication

pytestmark = pytest.mark.django_db
TABLE = "conditions_publication"


def refused(sql: str, *values: object) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except IntegrityError as error:
        return "immutable" in str(error)
    return False


@pytest.mark.parametrize(
    "column", [f.column for f in Publication._meta.fields if f.name not in Publication.immutable.may_set_once]
)
def test_raw_sql_cannot_change_a_column(publication: Publication, column: str) -> None:
    new = {
        "id": "id + 1",
        "page_id": "page_id + 1",
        "number": "number + 1",
        "section_hashes": '\'{"title": "x"}\'',
    }.get(column)
    if column in ("revision_id", "published_at", "reviewed_on", "review_due", "published_by_id"):
        new = {
            "revision_id": "7",
            "published_by_id": "'6f9619ff8b86d011b42d00c04fc964ff'",
        }.get(column, "'2020-01-01'")
    assert refused(f"UPDATE {TABLE} SET {column} = {new or chr(39) + 'x' + chr(39)}")


def test_raw_sql_cannot_delete_a_row(publication: Publication) -> None:
    assert refused(f"DELETE FROM {TABLE}")


def test_raw_sql_may_set_an_end_once(publication: Publication) -> None:
    assert not refused(f"UPDATE {TABLE} SET superseded_at = '2026-01-02 00:00:00+00:00'")
    assert refused(f"UPDATE {TABLE} SET superseded_at = '2026-01-03 00:00:00+00:00'")
    assert refused(f"UPDATE {TABLE} SET superseded_at = NULL")


def test_a_set_text_cannot_be_emptied(publication: Publication) -> None:
    publication.set_once(ended_at=timezone.now(), end_kind="withdrawn", end_reason="Wrong number")
    assert refused(f"UPDATE {TABLE} SET end_reason = ''")


COLUMNS = [field.column for field in Publication._meta.fields]


def insert(verb: str, end: str = "", **changed: str) -> str:
    chosen = ", ".join(changed.get(column, column) for column in COLUMNS)
    return f"{verb} INTO {TABLE} ({', '.join(COLUMNS)}) SELECT {chosen} FROM {TABLE} {end}"


REPLACEMENTS = [
    insert("INSERT OR REPLACE", document="'x'", number="9"),
    insert("INSERT OR REPLACE", id="999"),
    insert("INSERT OR REPLACE", id="999", number="9"),
]
DETOURS = {
    "sqlite": [
        *[("PRAGMA recursive_triggers=ON", statement) for statement in REPLACEMENTS],
        *[("PRAGMA recursive_triggers=OFF", statement) for statement in REPLACEMENTS],
    ],
    "postgresql": [
        ("SET CONSTRAINTS ALL IMMEDIATE", f"TRUNCATE {TABLE} CASCADE"),
        ("SET LOCAL session_replication_role = replica", f"DELETE FROM {TABLE}"),
        ("SELECT 1", insert("INSERT", "WHERE true ON CONFLICT (id) DO UPDATE SET document = 'x'")),
    ],
}


@pytest.mark.parametrize(("before", "detour"), DETOURS[connection.vendor])
def test_no_detour_of_the_database_gets_around_it(publication: Publication, before: str, detour: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(before)
    assert refused(detour)


def test_python_refuses_a_second_save(publication: Publication) -> None:
    publication.document = "{}"
    with pytest.raises(ImmutableRowError):
        publication.save()


@pytest.mark.parametrize("change", ["update", "delete", "bulk_update"])
def test_python_refuses_bulk_changes(publication: Publication, change: str) -> None:
    arguments = {
        "update": {"document": "{}"},
        "delete": {},
        "bulk_update": {"objs": [], "fields": ["number"]},
    }
    with pytest.raises(ImmutableRowError):
        getattr(Publication.objects.all(), change)(**arguments[change])


def test_python_refuses_a_delete(publication: Publication) -> None:
    with pytest.raises(ImmutableRowError):
        publication.delete()


def test_python_sets_only_what_may_be_set_once(publication: Publication) -> None:
    publication.set_once(superseded_at=timezone.now())
    with pytest.raises(ImmutableRowError, match="already"):
        publication.set_once(superseded_at=timezone.now())
    with pytest.raises(ImmutableRowError, match="never changes"):
        publication.set_once(document="{}")


def test_a_later_instance_does_not_overwrite_an_end(publication: Publication) -> None:
    other = Publication.objects.get()
    publication.set_once(superseded_at=timezone.now())
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic():
        other.set_once(superseded_at=timezone.now())


def test_every_trigger_is_there() -> None:
    assert triggers.missing(connection) == []
    assert len(triggers.immutable_models()) >= 1


def test_a_missing_trigger_is_reported() -> None:
    triggers.lift(connection)
    found = [check for check in run_checks(databases=["default"]) if check.id == "conditions.E001"]
    triggers.install(connection)
    assert len(found) == 1
    assert TABLE in found[0].msg


def test_a_migration_takes_the_triggers_off_and_puts_them_back() -> None:
    app = apps.get_app_config("conditions")
    pre_migrate.send(sender=app, using="default", plan=[("a migration", False)], app_config=app)
    assert triggers.missing(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_a_migrate_with_nothing_to_do_leaves_the_triggers_on() -> None:
    app = apps.get_app_config("conditions")
    pre_migrate.send(sender=app, using="default", plan=[], app_config=app)
    assert triggers.missing(connection) == []


def test_a_database_without_such_triggers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "mysql")
    with pytest.raises(triggers.UnsupportedDatabaseError, match="mysql"):
        triggers.install(connection)


def test_an_altered_trigger_is_reported(publication: Publication) -> None:
    name = next(name for name in triggers._vendor(connection).triggers(Publication))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {TABLE}" if connection.vendor == "postgresql" else ""))
    assert triggers.missing(connection) == [name]
