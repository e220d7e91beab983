"""What a build leaves for the next: every released record by itself, and what was gathered from all of them."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from site_builder.source.packing import unpack

_TABLES = """
CREATE TABLE stamp (mark TEXT);
CREATE TABLE part (name TEXT PRIMARY KEY, what BLOB);
CREATE TABLE held (
  id TEXT PRIMARY KEY, number INTEGER, parent TEXT, file TEXT, shown BLOB, objects BLOB, summary TEXT, branch TEXT
);
CREATE INDEX below ON held (parent);
CREATE TABLE source (file TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;
CREATE TABLE pointing (target TEXT, id TEXT);
CREATE INDEX pointed ON pointing (target);
"""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row:
    """One record as held: its parent and file; if it is shown, its number, itself and its objects packed, and their digests."""

    id: str
    parent: str | None
    file: str
    number: int | None = None
    shown: bytes | None = None
    objects: bytes | None = None
    summary: str = ""
    branch: str = ""
    pointing: tuple[str, ...] = ()


class Carried:
    """One build's bequest, in a file of its own that may be deleted at any time.

    It holds for the build that is noted with the same mark. Forked processes may read it too; it is written at the end alone.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections: dict[int, sqlite3.Connection] = {}

    def _database(self) -> sqlite3.Connection:
        found = self._connections.get(os.getpid())
        if found is None:
            found = sqlite3.connect(f"{self.path.as_uri()}?mode=rw", uri=True, check_same_thread=False)
            self._connections[os.getpid()] = found
        return found

    def close(self) -> None:
        """Let go of the file."""
        if (found := self._connections.pop(os.getpid(), None)) is not None:
            found.close()

    def forget(self) -> None:
        """Leave nothing: the next build has to look at everything."""
        self.close()
        self.path.unlink(missing_ok=True)

    def _one(self, question: str, *values: object) -> Any:
        row = self._database().execute(question, values).fetchone()
        return row[0] if row else None

    def mark(self) -> str | None:
        """Return the mark of the build that left this, None where there is nothing, or nothing whole."""
        try:
            mark = self._one("SELECT mark FROM stamp") if self.path.is_file() else None
        except sqlite3.Error:
            return None
        return str(mark) if mark else None

    def part(self, name: str) -> Any:
        """Return something gathered from all records."""
        return pickle.loads(self._one("SELECT what FROM part WHERE name = ?", name))

    def holds(self, record_id: str) -> bool:
        """Say whether there is such a record, shown or not."""
        return bool(self._one("SELECT 1 FROM held WHERE id = ?", record_id))

    def above(self, record_id: str) -> list[tuple[str, str]]:
        """Return id and file of the records above one as held, the top first."""
        found: list[tuple[str, str]] = []
        above = self._one("SELECT parent FROM held WHERE id = ?", record_id)
        while above is not None:
            found.append((above, self._one("SELECT file FROM held WHERE id = ?", above)))
            above = self._one("SELECT parent FROM held WHERE id = ?", above)
        return found[::-1]

    def stands_alone(self, record_id: str) -> bool:
        """Say whether nothing is held below a record."""
        return not self._one("SELECT 1 FROM held WHERE parent = ?", record_id)

    def digest_of(self, file: str) -> str | None:
        """Return the digest by which what a file says is remembered."""
        found: str | None = self._one("SELECT digest FROM source WHERE file = ?", file)
        return found

    def pointing(self, record_id: str) -> list[str]:
        """Return the records that name one as related."""
        return [one for (one,) in self._database().execute("SELECT id FROM pointing WHERE target = ?", (record_id,))]

    def summary(self, record_id: str) -> str | None:
        """Return the digest of what others show of a record."""
        return self._one("SELECT summary FROM held WHERE id = ?", record_id) or None

    def branch(self, record_id: str) -> str | None:
        """Return the digest of what a tree shows of a record and everything below it."""
        return self._one("SELECT branch FROM held WHERE id = ?", record_id) or None

    def packed(self, column: str, record_id: str) -> bytes | None:
        """Return one column of a record."""
        assert column in ("shown", "objects")
        found: bytes | None = self._one(f"SELECT {column} FROM held WHERE id = ?", record_id)
        return found

    def ids(self, column: str) -> Iterator[str]:
        """Yield the ids of the records that have a column, in the archive's order."""
        assert column in ("shown", "objects")
        yield from (one for (one,) in self._database().execute(f"SELECT id FROM held WHERE {column} IS NOT NULL ORDER BY number"))

    def leave(self, mark: str, rows: Iterable[Row], sources: Mapping[str, str], parts: Mapping[str, object]) -> None:
        """Leave everything anew; a disk that is full leaves nothing."""
        fresh = self.path.with_suffix(".fresh")
        fresh.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(fresh)) as database:
                database.execute("PRAGMA synchronous = OFF")  # what is half written bears no mark
                database.executescript(_TABLES)
                _write(database, rows, sources, parts)
                database.commit()
                database.execute("PRAGMA synchronous = FULL")
                database.execute("INSERT INTO stamp VALUES (?)", (mark,))
                database.commit()
            fresh.replace(self.path)
        except (sqlite3.Error, OSError, UnicodeError):
            fresh.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def amend(
        self, mark: str, shown: Iterable[tuple[str, bytes, str, tuple[str, ...]]], branches: Mapping[str, str],
        sources: Mapping[str, str], parts: Mapping[str, object],
    ) -> None:
        """Leave what was left before, but for these: (id, itself packed, summary, whom it points to) of records."""
        database = self._database()
        try:
            with database:
                for record_id, packed, summary, pointing in shown:
                    database.execute("UPDATE held SET shown = ?, summary = ? WHERE id = ?", (packed, summary, record_id))
                    database.execute("DELETE FROM pointing WHERE id = ?", (record_id,))
                    database.executemany("INSERT INTO pointing VALUES (?, ?)", ((one, record_id) for one in pointing))
                database.executemany("UPDATE held SET branch = ? WHERE id = ?", ((what, one) for one, what in branches.items()))
                _write(database, (), sources, parts)
                database.execute("UPDATE stamp SET mark = ?", (mark,))
        except (sqlite3.Error, UnicodeError):
            self.forget()



def _write(database: sqlite3.Connection, rows: Iterable[Row], sources: Mapping[str, str], parts: Mapping[str, object]) -> None:
    pointing: list[tuple[str, str]] = []

    def values() -> Iterator[tuple[object, ...]]:
        for one in rows:
            pointing.extend((target, one.id) for target in one.pointing)
            yield one.id, one.number, one.parent, one.file, one.shown, one.objects, one.summary, one.branch

    database.executemany("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values())
    database.executemany("INSERT INTO pointing VALUES (?, ?)", pointing)
    database.executemany("INSERT OR REPLACE INTO source VALUES (?, ?)", sources.items())
    packed = ((name, pickle.dumps(what, protocol=5)) for name, what in parts.items())
    database.executemany("INSERT OR REPLACE INTO part VALUES (?, ?)", packed)


class Recalled(Mapping[str, Value], Generic[Value]):
    """Records, or their objects, as the build before left them, each read when asked for; some are known to be otherwise."""

    def __init__(self, carried: Carried, column: str, number: int, known: Mapping[str, Value]) -> None:
        self._carried, self._column, self._number = carried, column, number
        self._known = dict(known)

    def __getitem__(self, record_id: str) -> Value:
        found = self._known.get(record_id)
        if found is None:
            packed = self._carried.packed(self._column, record_id)
            if packed is None:
                raise KeyError(record_id)
            found = self._known[record_id] = unpack(packed)
        return found

    def __iter__(self) -> Iterator[str]:
        return self._carried.ids(self._column)

    def __len__(self) -> int:
        return self._number


