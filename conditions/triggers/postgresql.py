"""The triggers in PostgreSQL's words."""

from __future__ import annotations

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from conditions.immutability import ImmutableModel

FUNCTION = "signpost_refuse_change"
# One function for all tables, which compares whole rows: it names no column, so a later migration may alter one.
# Class 23 is "integrity constraint violation", which Django raises as IntegrityError.
BODY = """
DECLARE
    before jsonb;
    after jsonb;
    settable text;
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION '% rows are immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23000';
    END IF;
    before := to_jsonb(OLD);
    after := to_jsonb(NEW);
    -- Without arguments TG_ARGV is null, which FOREACH does not take.
    FOREACH settable IN ARRAY coalesce(TG_ARGV, ARRAY[]::text[]) LOOP
        IF coalesce(before ->> settable, '') = '' THEN
            before := before - settable;
            after := after - settable;
        END IF;
    END LOOP;
    IF before IS DISTINCT FROM after THEN
        RAISE EXCEPTION '% rows are immutable: UPDATE refused', TG_TABLE_NAME USING ERRCODE = '23000';
    END IF;
    RETURN NEW;
END
"""
# pg_trigger.tgtype: before each row on update and delete; before the statement on truncate.
_TYPES = {1 | 2 | 8 | 16, 2 | 32}


class PostgreSQL:
    """One trigger for update and delete, one for truncate; on in every replication role."""

    @staticmethod
    def preparation() -> list[str]:
        return [f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"]

    @staticmethod
    def triggers(model: type[ImmutableModel]) -> dict[str, str]:
        table = connection.ops.quote_name(model._meta.db_table)
        arguments = ", ".join(f"'{column}'" for column in settable_columns(model))
        return {
            name: (
                f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} "
                f"EXECUTE FUNCTION {FUNCTION}({arguments}); "
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
            )
            for name, events, each in (
                (_name(model, "row"), "UPDATE OR DELETE", "ROW"),
                (_name(model, "table"), "TRUNCATE", "STATEMENT"),
            )
        }

    @staticmethod
    def removal(model: type[ImmutableModel]) -> list[str]:
        table = connection.ops.quote_name(model._meta.db_table)
        return [f"DROP TRIGGER IF EXISTS {_name(model, kind)} ON {table}" for kind in ("row", "table")]

    @staticmethod
    def sound(cursor: CursorWrapper, wanted: dict[str, str]) -> set[str]:
        """Names of those triggers of `wanted` that the database has, always on, in this form."""
        cursor.execute(
            "SELECT tgname, tgtype, pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE tgenabled = 'A' AND tgname = ANY(%s)",
            [list(wanted)],
        )
        return {
            name
            for name, type_, definition, source in cursor.fetchall()
            if source == BODY and type_ in _TYPES and _arguments(definition) == _arguments(wanted[name])
        }


def settable_columns(model: type[ImmutableModel]) -> list[str]:
    """The columns of the fields that may be set once."""
    return [str(getattr(model._meta.get_field(name), "column", "")) for name in model.immutable.may_set_once]


def _name(model: type[Model], kind: str) -> str:
    return f"immutable_{kind}_{model._meta.db_table}"


def _arguments(definition: str) -> str:
    return definition.rpartition(f"{FUNCTION}(")[2].partition(";")[0]
