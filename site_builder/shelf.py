"""Where one large result of a build is kept for the next: a file of its own, which any process of the build may write."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_builder.fingerprint import fingerprint

_HEAD = 32


@dataclass(frozen=True, slots=True)
class Shelf:
    """One large result: what another program wrote, or half wrote, is not there."""

    path: Path

    def get(self) -> bytes | None:
        """Return what was put."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        head, result = content[:_HEAD], content[_HEAD:]
        return result if head == self._head(result) else None

    def put(self, result: bytes) -> None:
        """Keep a result in place of the one before; a disk that is full keeps none."""
        fresh = self.path.with_suffix(".new")
        with suppress(OSError):
            with fresh.open("wb") as stream:
                stream.write(self._head(result))
                stream.write(result)
            fresh.replace(self.path)

    def _head(self, result: bytes) -> bytes:
        return hashlib.blake2b(result, digest_size=_HEAD, key=fingerprint().encode()[:64]).digest()
