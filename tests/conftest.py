"""Fixtures that every test may use: the named cast and hostile defaults."""

from __future__ import annotations
