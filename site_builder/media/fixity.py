"""SHA-256 of released files, read again only where something may have changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_KIND = "sha256"
_YOUNG = 2_000_000_000
"""Nanoseconds within which a file may change again and keep its times: what was read so soon is read again."""


class Memory(Protocol):
    """What earlier builds remembered, by digest; `keep` lets what was put outlast a crash."""

    def get(self, kind: str, digest: str) -> bytes | None:
        """Return what was remembered."""
        ...

    def put(self, kind: str, digest: str, result: bytes) -> None:
        """Remember."""
        ...

    def keep(self) -> None:
        """Let it last."""
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """A file's SHA-256 and size in bytes."""

    sha256: str
    size: int


def sums(paths: Iterable[Path], memory: Memory, now: Callable[[], int]) -> dict[Path, Sum]:
    """Return the sum of every file; one that is gone or closed to us is left out. `now` gives nanoseconds of the disk's clock."""
    found = {}
    for path in paths:
        try:
            found[path] = _sum(path, memory, now)
        except OSError:
            continue
    memory.keep()
    return found


def _sum(path: Path, memory: Memory, now: Callable[[], int]) -> Sum:
    before = os.stat(path)  # noqa: PTH116  # a hundred thousand of them
    key = f"{path} {before.st_size} {before.st_mtime_ns} {before.st_ctime_ns} {before.st_ino}"
    known = memory.get(_KIND, key)
    if known is not None:
        return Sum(known.decode(), before.st_size)
    began = now()
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    if max(before.st_mtime_ns, before.st_ctime_ns) < began - _YOUNG:
        memory.put(_KIND, key, sha256.encode())
    return Sum(sha256, before.st_size)
