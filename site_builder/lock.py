"""One build of a portal at a time: a lock that ends with the processes that hold it, however they end."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PATIENCE, _GRACE = 5.0, 0.3
"""Seconds to wait for the last workers of a build that was killed, and for a build that seems to run."""


class Held(Exception):
    """Another process builds this portal."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self.pid = pid


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held. Workers inherit it, so that it outlasts a killed parent until they too are gone."""

    descriptor: int

    def release(self) -> None:
        """Let the next one in."""
        os.close(self.descriptor)


def take(path: Path) -> Lock:
    """Take the lock, or raise Held with the process that has it; wait a little for one whose process is gone."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    start = time.monotonic()
    while not _taken(descriptor):
        pid = _holder(path)
        if time.monotonic() - start > (_GRACE if _alive(pid) else _PATIENCE):
            os.close(descriptor)
            raise Held(pid)
        time.sleep(0.02)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    return Lock(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond the pid, which others must be able to read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(path: Path) -> int:
    with contextlib.suppress(OSError, ValueError):
        return int(path.read_bytes() or b"0")
    return 0


def _alive(pid: int) -> bool:
    """Say whether a process runs; one that may not be signalled runs."""
    if pid <= 0 or os.name == "nt":
        return os.name == "nt"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
