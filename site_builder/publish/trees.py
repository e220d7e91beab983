"""The two trees of a site, the one that is published and the one before it: what stands in them, known without reading it."""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from site_builder.publish.crew import Crew
from site_builder.state import State

_SHELVES = 512
_WORTH = 30_000
"""Entries from which a second process pays."""
_LOST = 0
"""The mark of what is not there; no real mark is 0 in practice, and one that were would only be looked at again."""

Shelf = tuple[str, str, bytes]


class Tree:
    """A folder with files of the site: entries (a folder's end with `/`), and the mark each had when it was written.

    A mark is a hash of size and times; whatever changes a file changes its mark. `behind` are the paths that are not what
    the state remembers: changed by a later build, or by hand. A tree is known by its inode, wherever it is moved to; an
    unknown one may hold anything.
    """

    def __init__(self, state: State, root: Path) -> None:
        self.root = root
        self._site = state.site
        self.id = self._find()
        self.behind: set[str] = set()
        if self.id is not None:
            self.behind = {row[0] for row in self._site.execute("SELECT path FROM behind WHERE tree = ?", (self.id,))}

    @property
    def known(self) -> bool:
        """Whether a build of ours made this very folder."""
        return self.id is not None

    def _identity(self) -> tuple[str, str]:
        found = self.root.lstat()
        return str(found.st_dev), str(found.st_ino)

    def _find(self) -> int | None:
        try:
            row = self._site.execute("SELECT id FROM tree WHERE device = ? AND inode = ?", self._identity()).fetchone()
        except OSError:
            return None
        return row[0] if row else None

    def holds_ours(self) -> bool:
        """Say whether any file still stands as a build left it: an inode alone may have a new owner."""
        rows = self._site.execute("SELECT entries, marks FROM shelf WHERE tree = ?", (self.id,))
        pairs = (pair for entries, marks in rows for pair in zip(entries.split("\n"), array("q", marks), strict=True))
        return any(not entry.endswith("/") and mark == _mark(str(self.root), entry) for entry, mark in pairs)

    def lacking(self, crew: Crew) -> set[str]:
        """Return every path that is not as the build left it: changed, missing, or not ours."""
        if self.id is None:
            return set(_walk(str(self.root)))
        rows = self._site.execute("SELECT entries, marks FROM shelf WHERE tree = ?", (self.id,)).fetchall()
        shelves = [(str(self.root), *row) for row in rows]
        total = sum(len(row[1]) // 8 for row in rows)
        wrong = [entry for found in crew.each(_changed, _halves(shelves), worth=total > _WORTH) for entry in found]
        if not wrong:
            return set(self.behind)
        known = {entry for _, entries, _ in shelves for entry in entries.split("\n")}
        return self.behind.union(_differing(str(self.root), wrong, known))

    def keep(self, written: Iterable[str], removed: Iterable[str], crew: Crew) -> None:
        """Remember what a build wrote into the tree and removed from it, and that the rest is as it was."""
        written, removed = tuple(written), tuple(removed)
        if self.id is None:
            self.id = self._site.execute("INSERT INTO tree (device, inode) VALUES (?, ?)", self._identity()).lastrowid
        touched: dict[int, set[str]] = {}
        for path in (*written, *removed):
            touched.setdefault(_number(path.rpartition("/")[0]), set()).add(path)
        for folder in _folders((*written, *removed)):
            touched.setdefault(_number(folder), set()).add(folder + "/")
        self._mark_again(touched, crew)

    def keep_shared(self, paths: Iterable[str], crew: Crew) -> None:
        """Remember the marks of files that the other tree shares from now on: a link changes a file's times."""
        touched: dict[int, set[str]] = {}
        for path in paths:
            touched.setdefault(_number(path.rpartition("/")[0]), set()).add(path)
        self._mark_again(touched, crew)

    def _mark_again(self, touched: dict[int, set[str]], crew: Crew) -> None:
        old = {number: self._shelf(number) for number in touched}
        work = [(str(self.root), sorted(entries)) for entries in touched.values()]
        many = sum(len(entries) for _, entries in work) > _WORTH
        for number, (_, entries), marks in zip(touched, work, crew.each(_marks, work, worth=many), strict=True):
            old[number].update(zip(entries, marks, strict=True))
        self._site.executemany("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?)", map(self._row, old.items()))

    def remember_behind(self, behind: set[str]) -> None:
        """Remember which paths a later build has to bring."""
        self._site.execute("DELETE FROM behind WHERE tree = ?", (self.id,))
        self._site.executemany("INSERT INTO behind VALUES (?, ?)", ((self.id, path) for path in behind))
        self.behind = behind

    def _shelf(self, number: int) -> dict[str, int]:
        row = self._site.execute("SELECT entries, marks FROM shelf WHERE tree = ? AND number = ?", (self.id, number)).fetchone()
        return dict(zip(row[0].split("\n"), array("q", row[1]), strict=True)) if row and row[0] else {}

    def _row(self, shelf: tuple[int, dict[str, int]]) -> tuple[int | None, int, str, bytes]:
        number, marks = shelf
        there = {entry: mark for entry, mark in marks.items() if mark != _LOST}
        return self.id, number, "\n".join(there), array("q", there.values()).tobytes()


def forget_others(state: State, trees: Sequence[Tree]) -> None:
    """Forget every tree but these."""
    ids = [tree.id for tree in trees if tree.id is not None]
    slots = ",".join("?" * len(ids))
    for table, column in (("tree", "id"), ("shelf", "tree"), ("behind", "tree")):
        state.site.execute(f"DELETE FROM {table} WHERE {column} NOT IN ({slots})", ids)  # fixed words


def _number(folder: str) -> int:
    return crc32(folder.encode()) % _SHELVES


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders of paths, and theirs, up to the root (the empty name)."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _halves(shelves: Sequence[Shelf]) -> list[Sequence[Shelf]]:
    return [shelves[start:start + 32] for start in range(0, len(shelves), 32)]


def _marks(work: tuple[str, Sequence[str]]) -> list[int]:
    """Return the mark of each entry as it stands."""
    root, entries = work
    return [_mark(root, entry) for entry in entries]


def _mark(root: str, entry: str) -> int:
    try:
        if entry[-1] == "/":
            found = os.lstat(f"{root}/{entry[:-1]}")
            return hash((found.st_mtime_ns,)) if stat.S_ISDIR(found.st_mode) else _LOST
        found = os.lstat(f"{root}/{entry}")
        return hash((found.st_size, found.st_mtime_ns, found.st_ctime_ns)) if stat.S_ISREG(found.st_mode) else _LOST
    except OSError:
        return _LOST


def _changed(shelves: Sequence[Shelf]) -> list[str]:
    """Return the entries whose mark is no longer what it was."""
    wrong: list[str] = []
    for root, joined, marks in shelves:
        entries = joined.split("\n") if joined else []
        now = array("q", [_mark(root, entry) for entry in entries])
        if now.tobytes() != marks:
            wrong.extend(entry for entry, then, new in zip(entries, array("q", marks), now, strict=True) if then != new)
    return wrong


def _differing(root: str, wrong: Iterable[str], known: set[str]) -> Iterator[str]:
    """Yield the paths of files that entries with another mark stand for: themselves, and strangers in changed folders."""
    for entry in wrong:
        if not entry.endswith("/"):
            yield entry
        elif os.path.isdir(f"{root}/{entry}") and not os.path.islink(f"{root}/{entry[:-1]}"):  # noqa: PTH112, PTH114
            folder = entry.lstrip("/")
            with os.scandir(f"{root}/{folder}") as inside:
                for one in inside:
                    path = folder + one.name
                    if path not in known and (path + "/" not in known or not one.is_dir(follow_symlinks=False)):
                        yield path
        else:
            yield entry[:-1]
            yield from (path for path in known if path.startswith(entry) and not path.endswith("/"))


def _walk(root: str) -> Iterator[str]:
    """Yield every file of an unknown tree, links too, and its empty folders."""
    for folder, below, names in os.walk(root):
        here = folder[len(root) + 1:].replace(os.sep, "/")
        links = [name for name in below if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114  # see files.py
        yield from (f"{here}/{name}" if here else name for name in (*names, *links))
        if here and not names and not below:
            yield here
