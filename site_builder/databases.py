"""Databases of what is remembered: what is damaged, or was written by another version of the program, begins again empty."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from site_builder.fingerprint import fingerprint


def connect(path: Path, tables: str, mark: str, adapt: str = "") -> sqlite3.Connection:
    """Open a database; one that is damaged, or was written by another program, starts again empty, unless `adapt` clears it."""
    connection = None
    try:
        connection = _opened(path, tables)
        found = connection.execute("SELECT fingerprint FROM program").fetchone()
        if found is not None and (found[0] == mark or adapt):
            if found[0] != mark:
                connection.execute(adapt)
                connection.execute("UPDATE program SET fingerprint = ?", (mark,))
                connection.commit()
            return connection
        connection.close()
    except sqlite3.OperationalError:  # it cannot be opened, which is no damage
        if connection is not None:
            connection.close()
        raise
    except sqlite3.DatabaseError:
        if connection is not None:
            connection.close()
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    connection = _opened(path, tables)
    connection.execute("INSERT INTO program VALUES (?)", (mark or fingerprint(),))
    connection.commit()
    return connection


def _opened(path: Path, tables: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level="DEFERRED", check_same_thread=False)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # one build at a time, and no shared memory on a network drive
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(tables)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
