"""The moment a site appears: two folders change places in one step, or in renames that a journal carries forward."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD, _LINUX_EXCHANGE, _MACOS_SWAP = -100, 2, 2
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def appear(new: Path, output: Path, journal: Path) -> bool:
    """Let `new` stand at `output`, and what stood there at `new`; say whether that was one step.

    A reader sees the one or the other. Where the file system knows no exchange, there is an instant without an output,
    and a crash in it is put right by `recover`.
    """
    if not _is_full(output):
        _onto_nothing(new, output)
        return True
    if _swapped(new, output):
        return True
    _renamed(new, output, journal)
    return False


def _is_full(output: Path) -> bool:
    try:
        return any(output.iterdir())
    except FileNotFoundError:
        return False


def _onto_nothing(new: Path, output: Path) -> None:
    if os.name == "nt" and output.exists():
        output.rmdir()
    output.parent.mkdir(parents=True, exist_ok=True)
    new.rename(output)


def _swapped(new: Path, output: Path) -> bool:
    """Exchange two folders by a system call, where there is one."""
    names = os.fsencode(new), os.fsencode(output)
    libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if libc is not None and sys.platform == "linux" and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _LINUX_EXCHANGE)
    elif libc is not None and sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(*names, _MACOS_SWAP)
    else:
        return False
    number = ctypes.get_errno()
    if failed and number not in _NOT_HERE:
        raise OSError(number, os.strerror(number), str(output))
    return not failed


def _renamed(new: Path, output: Path, journal: Path) -> None:
    aside = new.with_name(new.name + ".old")
    journal.write_text(json.dumps([str(new), str(output), str(aside)]), encoding="utf-8")
    output.rename(aside)
    new.rename(output)
    aside.rename(new)
    journal.unlink()


def recover(journal: Path) -> None:
    """Finish the renames that a crash cut short."""
    try:
        new, output, aside = map(Path, json.loads(journal.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        journal.unlink(missing_ok=True)
        return
    if aside.exists() and not output.exists():
        new.rename(output)
    if aside.exists() and not new.exists():
        aside.rename(new)
    journal.unlink()


def settle(folder: Path) -> None:
    """Wait until all that was written below a folder is on the disk."""
    if sys.platform == "linux":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                ctypes.CDLL(None, use_errno=True).syncfs(descriptor)
            finally:
                os.close(descriptor)
    elif hasattr(os, "sync"):
        os.sync()
