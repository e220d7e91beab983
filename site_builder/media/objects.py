"""From released media to the digital objects of the site: each file derived once, and remembered by its content."""

from __future__ import annotations

import gc
import hashlib
import os
import posixpath
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.media import drawings, fixity
from site_builder.media.derive import OPTIONS, Derived, Work, derive_all, derive_through, unpacked
from site_builder.media.fixity import Memory, Sum
from site_builder.media.gather import Desk, Fact
from site_builder.media.kinds import DRAWING, kind_of
from site_builder.media.maker import Source
from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.digital import DigitalObjects
from site_builder.problems import Problem

Derivers = Callable[[Sequence[Work]], Iterator[tuple[Work, Derived]]]
_KIND = "media"
_LASTS = 64
"""Files after which what was derived is written down, so that a build of many hours may be broken off."""


@dataclass(frozen=True, slots=True)
class Published:
    """All digital objects of the site; `sources` leads from each path of the output to where its bytes are."""

    objects: DigitalObjects
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are: the portal, and the cache of derived files."""

    portal: Path
    cache: Path


def publish(
    public: PublicCatalogue, place: Place, memory: Memory, jobs: int, now: Callable[[], int] = time.time_ns,
    executor: Executor | None = None,
) -> Published:
    """Derive what is new and return every digital object; problems are W511, W512 and E513, each at the media file.

    `executor` may do the work, on whatever machines it has, instead of `jobs` processes here; the bytes are the same.
    """
    with _no_pauses():
        derivers = partial(derive_through, executor=executor) if executor else partial(derive_all, jobs=jobs)
        return _publish(public, place, memory, derivers, now)


@contextmanager
def _no_pauses() -> Iterator[None]:
    """Keep the garbage collector from going over objects again and again while they pile up: a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _publish(public: PublicCatalogue, place: Place, memory: Memory, derivers: Derivers, now: Callable[[], int]) -> Published:
    wanted = _wanted(public)
    found = fixity.sums({path: None for path, _ in wanted}, memory, now)
    work = {
        (path, mime): Work(str(path), _key(found[path], mime, path), mime, str(place.cache))
        for path, mime in wanted if path in found
    }
    derived = _derived(work, memory, derivers, place.cache)
    facts = {pair: Fact(found[pair[0]], derived[one.key], one) for pair, one in work.items()}
    desk = Desk(public, facts, place.portal)
    objects = {shown.id: made for shown in public if shown.record.media and (made := desk.objects(shown))}
    return Published(objects, desk.sources, tuple(sorted(set(desk.problems))))


def _wanted(public: PublicCatalogue) -> dict[tuple[Path, str], None]:
    """Return every released file and the type it is read as, each once."""
    wanted: dict[tuple[Path, str], None] = {}
    for shown in public:
        for media in shown.record.media:
            roles = ((media.path, media.role), (media.captions, "captions"), (media.thumbnail, "thumbnail"))
            for path, role in roles:
                file = public.media_paths.get((shown.id, path)) if path else None
                kind = kind_of(os.fspath(file), role) if file else None
                if file and kind:
                    wanted[file, kind[1]] = None
    return wanted


def _key(found: Sum, mime: str, path: Path) -> str:
    options = f"{OPTIONS} {drawings.OPTIONS}" if mime == DRAWING else OPTIONS
    return hashlib.sha256(f"{found.sha256} {mime} {posixpath.splitext(path)[1].lower()} {options}".encode()).hexdigest()[:24]


def _derived(work: Mapping[tuple[Path, str], Work], memory: Memory, derivers: Derivers, cache: Path) -> dict[str, Derived]:
    """Recall what is known by the key of its work, and derive the rest; then nothing old need stay in the cache."""
    derived: dict[str, Derived] = {}
    fresh: dict[str, Work] = {}
    for one in work.values():
        known = memory.get(_KIND, one.key)
        if known is None:
            fresh[one.key] = one
        else:
            derived[one.key] = unpacked(known)
    for number, (one, result) in enumerate(derivers(list(fresh.values())), 1):
        derived[one.key] = result
        memory.put(_KIND, one.key, result.packed())
        if number % _LASTS == 0:
            memory.keep()
    memory.keep()
    if fresh:
        _sweep(cache, derived)
    return derived


def _sweep(cache: Path, derived: Mapping[str, Derived]) -> None:
    """Remove from the cache what no file of the site gave; what is missing there is derived again when it is published."""
    used = {file.path for one in derived.values() for page in one.pages for file in page}
    for folder, _, names in os.walk(cache):
        above = Path(folder).name
        for name in names:
            if f"{above}/{name}" not in used:
                (Path(folder) / name).unlink()
