"""Find the files of a portal, and nothing that lies outside it or was generated."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_OUTPUT, _FOREIGN = "output", "node_modules"
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file below a root: its path (POSIX, relative), and size, times and number as the disk has them.

    `mark` is (bytes, changed, status changed, inode), the times in nanoseconds.
    """

    path: str
    mark: tuple[int, int, int, int]

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self.mark[0]


@dataclass(frozen=True)
class Tree:
    """The files below a root by path, in natural order of path, and the links that lead out of it."""

    root: Path
    files: Mapping[str, SourceFile]
    astray: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below a root as the disk lists them, in no order, and the links that lead out of it."""

    root: Path
    files: Sequence[SourceFile]
    astray: Sequence[str]


def walk(root: Path, output: str = _OUTPUT) -> Tree:
    """Return what lies below a root; see `listing`."""
    return ordered(listing(root, output))


def ordered(found: Listing) -> Tree:
    """Return what was listed, in order."""
    files = sorted(found.files, key=lambda one: natural(one.path))
    return Tree(found.root, {one.path: one for one in files}, tuple(sorted(found.astray)))


def listing(root: Path, output: str = _OUTPUT) -> Listing:
    """List what lies below a root: nothing hidden or foreign, nor its `output`; links to files count where they lead inside."""
    inside = root.resolve()
    found: list[SourceFile] = []
    astray: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in _entries(root / folder):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name.startswith(".") or entry.name == _FOREIGN or path == output:
                continue
            if entry.is_symlink() and not _leads_inside(Path(entry.path), inside):
                astray.append(path)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif entry.is_file():
                status = entry.stat()
                found.append(SourceFile(path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)))
    return Listing(root, found, astray)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder; one that may not be read holds nothing we could publish."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def _leads_inside(link: Path, inside: Path) -> bool:
    try:
        steps = link.resolve(strict=True).relative_to(inside).parts
        return not any(step.startswith(".") for step in steps)
    except (OSError, RuntimeError, ValueError):
        return False


def natural(path: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Return the key that sorts paths as people count: 2 before 10, folder by folder."""
    return tuple(
        tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(step) if part)
        for step in path.split("/")
    )


def digest(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
