"""Makes an index of what was gathered alone, so that a process can that has inherited nothing else."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager

from site_builder.search.bundle import packed_bundle
from site_builder.search.gathering import Gathered
from site_builder.search.packing import Press
from site_builder.search.standing import Standing

Files = dict[str, bytes | None]
"""Contents by path below `search/`; None where a file stands."""


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


def packed_of(kept: bytes, files: int, press: Press) -> tuple[Files, Standing]:
    """Make everything of what was gathered and kept, in whichever process this is."""
    with uncollected():
        return packed([pickle.loads(kept)], files, press)
