"""Fixtures that every test may use: the named cast and hostile defaults."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.test import TransactionTestCase

from conditions import triggers
from tests import migrated_template

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="session")
def _no_network_but_loopback() -> Iterator[None]:
    """A test that asks another machine for anything fails, whether or not there is a network."""
    connect = socket.socket.connect

    def near(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise AssertionError(f"A test asked {address[0]} for something.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", near)
        yield


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@pytest.fixture(autouse=True, scope="session")
def _flush_empties_immutable_tables() -> Iterator[None]:
    """Between tests that commit, the database is flushed: the one time when immutable rows may go. The flush
    sends post_migrate, which puts the triggers back."""
    flush = TransactionTestCase._fixture_teardown

    def lifted_flush(self: Any) -> None:
        for name in self._databases_names(include_mirrors=False):
            triggers.lift(connections[name])
        flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted_flush)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Migrate SQLite's test database once for each set of migrations, not once for each process."""
    with pytest.MonkeyPatch.context() as patch:
        migrated_template.install(patch)
        yield
