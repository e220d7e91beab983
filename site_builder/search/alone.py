"""Makes an index of what was gathered alone, so that a process can that has inherited nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
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


def packed(last: list[Gathered], files: int, press: Press) -> tuple[Files, Standing]:
    """Make everything of what a list hands over, in about so many files; say what an edit may begin with."""
    bundle, standing = packed_bundle(last, files, press)
    return dict(bundle.files()), standing.bare()


def packed_of(memory: Memory, digests: list[str], files: int, press: Press) -> tuple[Files, Standing] | None:
    """Make everything of what a memory keeps, in whichever process this is; None where it could not keep just that."""
    with uncollected():
        found = memory.get()
        return packed([found], files, press) if isinstance(found, Gathered) and found.digests == digests else None
