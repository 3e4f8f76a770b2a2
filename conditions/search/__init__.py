"""Search over current publications: an own normalised table, the same results on SQLite and PostgreSQL."""
