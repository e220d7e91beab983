"""Single files of a tree: written new, never over what another name may share; copied if their bytes are the right ones."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

Fetched = Literal["copied", "shared"] | None

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_CHUNK = 1 << 20
_LINKED = 1 << 16
"""Files of this size and more share their bytes between the two trees; both are checked before they are trusted."""


def write(root: str, path: str, content: bytes | Path, have: str | None) -> tuple[str, int]:
    """Write one output, unless the bytes that stand there (`have`, their SHA-256) are the same; return SHA-256 and size."""
    target = f"{root}/{path}"
    if isinstance(content, Path):
        return _copy(content, target)
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != have:
        descriptor = _create(target)
        try:
            _pour(descriptor, content)
        finally:
            os.close(descriptor)
    return sha256, len(content)


def write_again(first: str, second: str, path: str, content: bytes | Path) -> None:
    """Write an output into the other tree too, while it is at hand."""
    source, target = f"{first}/{path}", f"{second}/{path}"
    if isinstance(content, Path) or len(content) >= _LINKED:
        _share(source, target)
        return
    descriptor = _create(target)
    try:
        _pour(descriptor, content)
    finally:
        os.close(descriptor)


def settle(source: str, targets: Sequence[str]) -> None:
    """Move a file that was made elsewhere to where it belongs; each further place gets a copy of its own."""
    for target in targets[1:]:
        _copy(Path(source), target)
    _make_way(os.path.dirname(targets[0]))  # noqa: PTH120  # as below
    try:
        os.replace(source, targets[0])  # noqa: PTH105  # as below
    except OSError:  # another file system, or a folder in the way
        _copy(Path(source), targets[0])


def _copy(source: Path, target: str) -> tuple[str, int]:
    found, size = hashlib.sha256(), 0
    with source.open("rb") as stream:
        descriptor = _create(target)
        try:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
                size += len(chunk)
                _pour(descriptor, chunk)
        finally:
            os.close(descriptor)
    return found.hexdigest(), size


def _pour(descriptor: int, content: bytes) -> None:
    written = os.write(descriptor, content)
    while written < len(content):
        written += os.write(descriptor, memoryview(content)[written:])


def _create(target: str) -> int:
    """Open a new file, whatever stood there or in the way of its folders."""
    for _ in range(3):
        try:
            return os.open(target, _CREATE, 0o666)
        except FileExistsError:
            clear(target)
        except (FileNotFoundError, NotADirectoryError):
            _make_way(os.path.dirname(target))  # noqa: PTH120  # a Path a file would cost more than the file
    return os.open(target, _CREATE, 0o666)


def _make_way(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102  # as above
    except FileExistsError:
        if os.path.islink(folder) or not os.path.isdir(folder):  # noqa: PTH112, PTH114  # as above
            clear(folder)
            _make_way(folder)
    except (FileNotFoundError, NotADirectoryError):
        _make_way(os.path.dirname(folder))  # noqa: PTH120  # as above
        _make_way(folder)


def clear(target: str) -> None:
    """Remove whatever stands at a path."""
    try:
        os.unlink(target)  # noqa: PTH108  # as above
    except FileNotFoundError:
        return
    except OSError:  # a folder: unlink says so in a different way on each system
        shutil.rmtree(target)


def fetch(source: str, target: str, sha256: str) -> Fetched:
    """Bring a file from the other tree if its bytes are those it should have."""
    try:
        descriptor = os.open(source, _READ)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        size = os.fstat(descriptor).st_size
        if size < _LINKED:
            content = stream.read(_LINKED)
            if hashlib.sha256(content).hexdigest() != sha256:
                return None
        elif hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            return None
    if size < _LINKED:
        descriptor = _create(target)
        try:
            _pour(descriptor, content)
        finally:
            os.close(descriptor)
    else:
        return _share(source, target)
    return "copied"


def _share(source: str, target: str) -> Fetched:
    clear(target)
    _make_way(os.path.dirname(target))  # noqa: PTH120  # as above
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        _copy(Path(source), target)
        return "copied"
    return "shared"


def remove(root: str, path: str) -> None:
    """Remove a file of a tree, with the folders that it leaves empty."""
    with suppress(NotADirectoryError):
        clear(f"{root}/{path}")
    folder = path.rpartition("/")[0]
    with suppress(OSError):
        while folder:
            os.rmdir(f"{root}/{folder}")  # noqa: PTH106  # as above
            folder = folder.rpartition("/")[0]
