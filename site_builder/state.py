"""What the last build knew: a memo by digest, and one row for each subject and file of the site it published."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Stamp = bytes
"""Size, time of change of content and of inode, inode, packed: what shows that nobody touched a file."""

_TABLES = """
CREATE TABLE IF NOT EXISTS memo (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS subject (maker TEXT, key TEXT, digest TEXT, PRIMARY KEY (maker, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, subject TEXT, sha256 TEXT, size INT, one BLOB, other BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_VERSION = 1


@dataclass(slots=True)
class FileRow:
    """A published file: the subject it belongs to (`maker\\0key`), its SHA-256 and size, its stamp in each of the two trees."""

    subject: str
    sha256: str
    size: int
    stamps: tuple[Stamp, Stamp]


class State:
    """One SQLite file; it may be deleted at any time, and a damaged one is begun anew."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._base = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            base = _connect(self._path)
            if base.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
                raise sqlite3.DatabaseError
        except sqlite3.DatabaseError:
            self._path.unlink()
            base = _connect(self._path)
        base.executescript(_TABLES + f"PRAGMA user_version={_VERSION};")
        return base

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def clear(self) -> None:
        """Forget everything about the published site; the memo stays, since digests cannot go stale."""
        with self._base:
            for table in ("subject", "file", "fact"):
                self._base.execute(f"DELETE FROM {table}")

    def recall(self, kind: str, key: str) -> Any:
        """Return what was remembered under a digest, or None."""
        row = self._base.execute("SELECT value FROM memo WHERE kind=? AND key=?", (kind, key)).fetchone()
        return pickle.loads(row[0]) if row else None

    def recall_all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Yield everything of a kind."""
        for key, value in self._base.execute("SELECT key, value FROM memo WHERE kind=?", (kind,)):
            yield key, pickle.loads(value)

    def remember(self, kind: str, values: Iterable[tuple[str, Any]]) -> None:
        """Keep values under their digests."""
        rows = ((kind, key, pickle.dumps(value, 5)) for key, value in values)
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", rows)

    def forget(self, kind: str, keys: Iterable[str]) -> None:
        """Drop what no build needs any more."""
        with self._base:
            self._base.executemany("DELETE FROM memo WHERE kind=? AND key=?", ((kind, key) for key in keys))

    def subjects(self) -> dict[str, str]:
        """Return the digest of each published subject (`maker\\0key`)."""
        rows = self._base.execute("SELECT maker, key, digest FROM subject")
        return {f"{maker}\0{key}": digest for maker, key, digest in rows}

    def files(self) -> dict[str, FileRow]:
        """Return the row of each published file by its path."""
        rows = self._base.execute("SELECT path, subject, sha256, size, one, other FROM file")
        return {path: FileRow(subject, sha, size, (one, other)) for path, subject, sha, size, one, other in rows}

    def fact(self, name: str) -> Any:
        """Return a single fact, or None."""
        row = self._base.execute("SELECT value FROM fact WHERE name=?", (name,)).fetchone()
        return pickle.loads(row[0]) if row else None

    def state(self, name: str, value: Any) -> None:
        """Keep a single fact."""
        with self._base:
            self._base.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, pickle.dumps(value, 5)))

    def published(self, change: Change, facts: Mapping[str, Any]) -> None:
        """Take over what a build has published, all or nothing."""
        with self._base:
            self._base.executemany("DELETE FROM subject WHERE maker=? AND key=?", (one.split("\0", 1) for one in change.subjects_gone))
            self._base.executemany(
                "INSERT OR REPLACE INTO subject VALUES (?, ?, ?)", ((*one.split("\0", 1), digest) for one, digest in change.subjects.items()))
            self._base.executemany("DELETE FROM file WHERE path=?", ((path,) for path in change.files_gone))
            self._base.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
                ((path, row.subject, row.sha256, row.size, *row.stamps) for path, row in change.files.items()))
            self._base.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", ((name, pickle.dumps(value, 5)) for name, value in facts.items()))


@dataclass(slots=True)
class Change:
    """What differs between two builds: rows to write and rows to drop."""

    subjects: dict[str, str]
    subjects_gone: tuple[str, ...]
    files: dict[str, FileRow]
    files_gone: tuple[str, ...]


def _connect(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=30)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=NORMAL")
    return base
