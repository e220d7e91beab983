"""Makes an index of what was gathered alone, so that a process can that has inherited nothing else."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from site_builder.search.bundle import packed_bundle
from site_builder.search.gathering import Gathered
from site_builder.search.packing import Press
from site_builder.search.standing import Standing

Files = dict[str, bytes | None]
"""Contents by path below `search/`; None where a file stands."""


class Memory(Protocol):
    """Where what was gathered, and what was made of it, is kept from one build to the next."""

    def get(self) -> Any:
        """Return what was put last, or None."""
        ...

    def put(self, result: object) -> None:
        """Keep it, if that can be."""
        ...


class Nowhere:
    """A memory that keeps nothing."""

    def get(self) -> Any:
        """There is nothing."""
        return None

    def put(self, result: object) -> None:
        """Let it go."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage for a while: there is none, and looking for it would visit every record again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Kept:
    """What the next build may begin with: what was gathered from the documents, and what was made of it."""

    gathered: Memory = field(default_factory=Nowhere)
    standing: Memory = field(default_factory=Nowhere)

    def keep(self, digests: Sequence[str], standing: Standing) -> None:
        """Keep what was made of documents in such states."""
        self.standing.put((_mark(digests), standing))

    def stood(self, digests: Sequence[str]) -> Standing | None:
        """Return what was made of documents in such states, if that was the last."""
        found: tuple[bytes, Standing] | None = self.standing.get()
        return found[1] if found is not None and found[0] == _mark(digests) else None


def _mark(digests: Sequence[str]) -> bytes:
    return hashlib.sha256(" ".join(digests).encode()).digest()


def packed(last: list[Gathered], files: int, press: Press) -> tuple[Files, Standing]:
    """Make everything of what a list hands over, in about so many files; say what an edit may begin with."""
    bundle, standing = packed_bundle(last, files, press)
    return dict(bundle.files()), standing.bare()


def packed_of(kept: Kept, digests: list[str], files: int, press: Press) -> Files | None:
    """Make everything of what is kept, in whichever process this is; None where just that could not be kept."""
    with uncollected():
        last = [kept.gathered.get()]
        if not isinstance(last[0], Gathered) or last[0].digests != digests:
            return None
        made, standing = packed(last, files, press)
        kept.keep(digests, standing)
        return made
