"""The exchange of two folders in one step, where the system can; else two renames, which a crash may fall between."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system; return whether it was one step.

    Where it is not, `other` is moved aside first: a crash between the two renames leaves it as `<name>.before`, which
    `recover` puts back.
    """
    if _in_one_step(os.fsencode(one), os.fsencode(other)):
        return True
    aside = other.with_name(other.name + ".before")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
    return False


def recover(output: Path) -> None:
    """Put back what an exchange in several steps had moved aside when it was interrupted."""
    aside = output.with_name(output.name + ".before")
    if aside.is_dir() and not output.exists():
        aside.rename(output)


def _in_one_step(one: bytes, other: bytes) -> bool:
    try:
        if sys.platform.startswith("linux"):
            renamed = ctypes.CDLL(None, use_errno=True).renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            renamed = ctypes.CDLL(None, use_errno=True).renamex_np(one, other, _RENAME_SWAP)
        else:
            return False
    except AttributeError:
        return False
    if renamed == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), os.fsdecode(other))
