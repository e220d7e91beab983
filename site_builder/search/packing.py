"""Packs numbers and strings into the bytes that client/packing.js reads."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from site_builder.search.index import Numbers

Parts = list[bytes]
"""A content in parts of one kind each, which compress best with codes of their own."""

ESCAPE = 255
NAME_BYTES = 5  # a file is named by so many bytes of its content's SHA-256
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # no time, no name, no system


@dataclass(frozen=True, slots=True)
class Packed:
    """One file below `search/`, named by its content; that is None where the file is known to stand."""

    name: bytes
    content: bytes | None

    @property
    def path(self) -> str:
        """The file's path below `search/`."""
        return f"{self.name.hex()}.bin"


def varint(number: int) -> bytes:
    """Write one number, seven bits a byte, the lowest first."""
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: Iterable[int]) -> bytes:
    """Write numbers one after another."""
    return b"".join(map(varint, numbers))


def planes(numbers: Numbers) -> Parts:
    """Write numbers below 2**24 as three planes: all low bytes, all middle ones, all high ones."""
    split = numbers.astype("<u4").view(np.uint8).reshape(-1, 4)
    return [split[:, plane].tobytes() for plane in range(3)]


def escaped(numbers: Numbers) -> bytes:
    """Write a byte for each number; 255 and more are 255, and the rest of them follows as varints."""
    capped: npt.NDArray[np.uint8] = np.minimum(numbers, ESCAPE).astype(np.uint8)
    return capped.tobytes() + varints((numbers[numbers >= ESCAPE] - ESCAPE).tolist())


def front_coded(names: Sequence[bytes]) -> Parts:
    """Write sorted names: what each shares with the one before, and what it adds."""
    shared, added, before = [], [], b""
    for name in names:
        length = _common(before, name)
        shared.append(length)
        added.append(name[length:])
        before = name
    lengths = np.array([len(part) for part in added], dtype=np.int64)
    return [escaped(np.array(shared, dtype=np.int64)), escaped(lengths), b"".join(added)]


def _common(one: bytes, two: bytes) -> int:
    length = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        length += 1
    return length


def gzip(parts: Parts) -> bytes:
    """Compress to one gzip stream that says nothing of when or where it was made."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15, 9)
    body, last, checksum, size = [], len(parts) - 1, 0, 0
    for number, part in enumerate(parts):
        body += [deflate.compress(part), deflate.flush(zlib.Z_FINISH if number == last else zlib.Z_BLOCK)]
        checksum, size = zlib.crc32(part, checksum), size + len(part)
    return _GZIP_HEAD + b"".join(body) + struct.pack("<LL", checksum, size & 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Press:
    """Packs contents, but for those that stand already under names it knows."""

    known: frozenset[str] = frozenset()

    def knows(self, packed: Packed) -> bool:
        """Say whether a file stands."""
        return packed.name.hex() in self.known

    def pack(self, parts: Parts) -> Packed:
        """Compress a content of at least one part; its name is taken before, whatever compresses it."""
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        name = digest.digest()[:NAME_BYTES]
        if name.hex() in self.known:
            return Packed(name, None)
        return Packed(name, gzip([part for part in parts if part] or [b""]))
