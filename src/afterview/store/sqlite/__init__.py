"""Django's SQLite backend, on a SQLite without the WAL-reset race where there is one (docs/decisions/sqlite.md)."""
