"""What the last build knew: results by the digest of what they came from, and what every subject of the site became."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from site_builder import lock
from site_builder.databases import connect
from site_builder.fingerprint import fingerprint
from site_builder.shelf import Shelf

_MEMO = """
CREATE TABLE IF NOT EXISTS program (fingerprint TEXT);
CREATE TABLE IF NOT EXISTS memo (kind TEXT, digest TEXT, result BLOB, PRIMARY KEY (kind, digest));
"""
LASTING = ("media", "sha256")
"""Kinds of results whose digests name all that they depend on, the versions of libraries too: a new program keeps them."""
_KEEP_LASTING = f"DELETE FROM memo WHERE kind NOT IN {LASTING}"
_SITE = """
CREATE TABLE IF NOT EXISTS program (fingerprint TEXT);
CREATE TABLE IF NOT EXISTS subject (id INTEGER PRIMARY KEY, maker TEXT, key TEXT, digest TEXT, UNIQUE (maker, key));
CREATE TABLE IF NOT EXISTS made (id INTEGER PRIMARY KEY, files TEXT, number INTEGER, bytes INTEGER, largest INTEGER);
CREATE TABLE IF NOT EXISTS path (plain TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tree (id INTEGER PRIMARY KEY, device TEXT, inode TEXT);
CREATE TABLE IF NOT EXISTS shelf (tree INTEGER, number INTEGER, entries TEXT, marks BLOB, PRIMARY KEY (tree, number));
CREATE TABLE IF NOT EXISTS noted (what BLOB);
CREATE TABLE IF NOT EXISTS behind (tree INTEGER, path TEXT, PRIMARY KEY (tree, path)) WITHOUT ROWID;
"""


class Refused(Exception):
    """The site cannot be published, and the one before it is untouched.

    `key` names the words in `spoken.yaml`, `values` fill them: `say(refused.key, **refused.values)`.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}" if values else key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Made:
    """What a subject became: its files as (path, SHA-256, size)."""

    maker: str
    key: str
    digest: str
    files: tuple[tuple[str, str, int], ...]


class State:
    """One portal's memory, in its `.site-builder/`; held by one build at a time, and free to be deleted.

    `State.open(folder, output)` takes the lock or raises Refused (`publish.busy` with `pid`, `publish.unwritable`). What
    another version of the program, of Python or of its libraries remembered is forgotten, except what is LASTING.
    """

    def __init__(
        self, folder: Path, memo: sqlite3.Connection, site: sqlite3.Connection, held: lock.Lock, carried: Path, part: bool
    ) -> None:
        self.folder = folder
        self.carried = carried
        self.site = site
        self._memo = memo
        self._lock = held
        self._part = part
        self._asked: dict[str, set[str]] = {}

    @classmethod
    def open(cls, folder: Path, output: Path, *, clean: bool = False, part: bool = False) -> State:
        """Open the memory of the portal whose `.site-builder/` is `folder`, for publishing into `output`.

        `part` says that only some of what is remembered will be asked for; `carried` is where a build leaves more for the next.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            held = lock.take(folder / "lock")
        except lock.Held as fault:
            raise Refused("publish.busy", pid=fault.pid) from None
        except OSError as fault:
            raise Refused("publish.unwritable", path=folder, reason=fault.strerror) from None
        mark = "" if clean else fingerprint()
        with ExitStack() as undo:
            undo.callback(held.release)
            try:
                memo = undo.enter_context(closing(connect(folder / "memo.sqlite", _MEMO, mark, "" if clean else _KEEP_LASTING)))
                site = connect(folder / f"site-{place(folder, output)}.sqlite", _SITE, mark)
            except (sqlite3.Error, OSError) as fault:
                raise Refused("publish.unwritable", path=folder, reason=fault) from None
            undo.pop_all()
        for kept in folder.glob("*.kept") if clean else ():
            kept.unlink()
        return cls(folder, memo, site, held, folder / f"carried-{place(folder, output)}.sqlite", part)

    def close(self) -> None:
        """Keep what was remembered, and let the next build in."""
        try:
            if not self._part:
                self._forget_unasked()
        finally:
            for connection in (self._memo, self.site):
                with suppress(sqlite3.OperationalError):  # a full disk costs the memory, not the site
                    connection.commit()
                connection.close()
            self._lock.release()

    def __enter__(self) -> State:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def get(self, kind: str, digest: str) -> bytes | None:
        """Return what was remembered of a digest."""
        self._asked.setdefault(kind, set()).add(digest)
        return self.recall(kind, digest)

    def recall(self, kind: str, digest: str) -> bytes | None:
        """Return what was remembered of a digest that this build may not ask for."""
        row = self._memo.execute("SELECT result FROM memo WHERE kind = ? AND digest = ?", (kind, digest)).fetchone()
        return row[0] if row else None

    def put(self, kind: str, digest: str, result: bytes) -> None:
        """Remember a result; it lasts from the next `keep` or `close` on."""
        self._asked.setdefault(kind, set()).add(digest)
        self._memo.execute("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", (kind, digest, result))

    @property
    def compiled(self) -> Path:
        """Where this version of the program may keep what it compiles; what others kept there goes."""
        found = self.folder / "compiled" / fingerprint()[:12]
        if found.parent.is_dir() and not found.is_dir():
            shutil.rmtree(found.parent, ignore_errors=True)
        return found

    def shelf(self, name: str) -> Shelf:
        """Return where one large result is kept, which any process of this build may write."""
        return Shelf(self.folder / f"{name}.kept")

    def keep(self) -> None:
        """Let what was remembered so far outlast a crash."""
        self._memo.commit()

    def _forget_unasked(self) -> None:
        """Drop results that nobody asks for any more, once they are the larger part of their kind."""
        for kind, asked in self._asked.items():
            stored = {row[0] for row in self._memo.execute("SELECT digest FROM memo WHERE kind = ?", (kind,))}
            if len(stored) > 2 * len(asked) + 1000:
                self._memo.executemany("DELETE FROM memo WHERE kind = ? AND digest = ?", ((kind, one) for one in stored - asked))

    def noted(self) -> bytes | None:
        """Return what was noted of the whole site."""
        row = self.site.execute("SELECT what FROM noted").fetchone()
        return row[0] if row else None

    def note(self, what: bytes | None) -> None:
        """Note something of the whole site, or strike it out; it lasts at once."""
        self.site.execute("DELETE FROM noted")
        if what is not None:
            self.site.execute("INSERT INTO noted VALUES (?)", (what,))
        self.site.commit()

    def subjects(self) -> dict[str, dict[str, str]]:
        """Return the digest of every published subject, by maker and key."""
        found: dict[str, dict[str, str]] = {}
        for (maker,) in self.site.execute("SELECT DISTINCT maker FROM subject").fetchall():
            found[maker] = dict(self.site.execute("SELECT key, digest FROM subject WHERE maker = ?", (maker,)))
        return found

    def number(self) -> int:
        """Return how many subjects are published, the writer's own left out."""
        found: tuple[int] = self.site.execute("SELECT COUNT(*) - 1 FROM subject").fetchone()
        return found[0]

    def keys_of(self, maker: str, prefix: str) -> Iterator[str]:
        """Yield the keys of a maker's published subjects that begin so."""
        found = self.site.execute("SELECT key FROM subject WHERE maker = ?", (maker,))
        yield from (key for (key,) in found if key.startswith(prefix))

    def files(self) -> Iterator[tuple[str, str, str]]:
        """Yield (maker, key, files) of every subject; `files` has a line `path TAB sha256` for each."""
        yield from self.site.execute("SELECT maker, key, files FROM subject JOIN made USING (id)")

    def totals(self) -> tuple[int, int, int]:
        """Return how many files there are, their bytes, and the bytes of the largest."""
        sums = "SELECT COALESCE(SUM(number), 0), COALESCE(SUM(bytes), 0), COALESCE(MAX(largest), 0) FROM made"
        found: tuple[int, int, int] = self.site.execute(sums).fetchone()
        return found

    def digest_of(self, maker: str, key: str) -> str | None:
        """Return the digest of one published subject."""
        row = self.site.execute("SELECT digest FROM subject WHERE maker = ? AND key = ?", (maker, key)).fetchone()
        return row[0] if row else None

    def files_of(self, maker: str, key: str) -> str:
        """Return the files of one subject, as `files` gives them."""
        one = "SELECT files FROM subject JOIN made USING (id) WHERE maker = ? AND key = ?"
        row = self.site.execute(one, (maker, key)).fetchone()
        return row[0] if row else ""

    def standing_at(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield whose file (maker, key) stands at a path, as some file systems know it."""
        yield from self.site.execute("SELECT maker, key FROM path JOIN subject USING (id) WHERE plain = ?", (plain(path),))

    def owners(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield whose files (maker, key) stand at a path or below it."""
        yield from self.standing_at(path)
        below = "SELECT maker, key FROM path JOIN subject USING (id) WHERE plain > ? AND plain < ?"
        yield from self.site.execute(below, (plain(path) + "/", plain(path) + "0"))

    def replace(self, made: Iterable[Made], gone: Iterable[tuple[str, str]]) -> None:
        """Remember what subjects became, and forget those that are gone; part of the caller's transaction."""
        made = list(made)
        for maker, key in (*gone, *((one.maker, one.key) for one in made)):
            self._forget(maker, key)
        for one in made:
            row = self.site.execute("INSERT INTO subject (maker, key, digest) VALUES (?, ?, ?)", (one.maker, one.key, one.digest))
            lines = "\n".join(f"{path}\t{sha256}" for path, sha256, _ in one.files)
            sizes = [size for _, _, size in one.files]
            made_of = (row.lastrowid, lines, len(sizes), sum(sizes), max(sizes, default=0))
            self.site.execute("INSERT INTO made VALUES (?, ?, ?, ?, ?)", made_of)
            self.site.executemany("INSERT INTO path VALUES (?, ?)", [(plain(path), row.lastrowid) for path, _, _ in one.files])

    def _forget(self, maker: str, key: str) -> None:
        one = "SELECT id, files FROM subject JOIN made USING (id) WHERE maker = ? AND key = ?"
        row = self.site.execute(one, (maker, key)).fetchone()
        if row is not None:
            lines = row[1].split("\n") if row[1] else []
            self.site.executemany("DELETE FROM path WHERE plain = ?", [(plain(line.partition("\t")[0]),) for line in lines])
            self.site.execute("DELETE FROM made WHERE id = ?", row[:1])
            self.site.execute("DELETE FROM subject WHERE id = ?", row[:1])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is remembered of the site within, or nothing."""
        try:
            yield
            self.site.commit()
        except BaseException:
            self.site.rollback()
            raise


def plain(path: str) -> str:
    """Return a path as a file system knows it that tells neither case nor composition apart."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def place(folder: Path, output: Path) -> str:
    """Return 12 hexadecimal digits for an output folder, equal wherever the portal lies."""
    return hashlib.sha256(os.path.relpath(output, folder).replace(os.sep, "/").encode()).hexdigest()[:12]
