"""From one released file to what is published of it, in any process; a decoder that crashes takes nothing else with it."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from site_builder import hands
from site_builder.media import captions, documents, drawings, images, words
from site_builder.media.images import Rendition, Unreadable
from site_builder.media.kinds import CAPTIONS, DRAWING, TEXT

OPTIONS = f"2 {images.OPTIONS} {documents.OPTIONS}"
"""Changes whenever the same source would give something else."""
_AHEAD = 64
"""Files that are sent out before the first comes back: so many are held at a time."""
_TYPES = {".webp": "image/webp", ".jpg": "image/jpeg", ".vtt": CAPTIONS, ".svg": DRAWING}


class Kept(NamedTuple):
    """One derived file: its path below the cache, and the facts that a PublishedFile states."""

    path: str
    mime: str
    bytes: int
    sha256: str
    width: int | None
    height: int | None


class Derived(NamedTuple):
    """What one file gave: for each page its renditions, its words, and a fault if any.

    The last rendition of a picture is its access copy; captions and drawings have one page of one file. These are tuples
    since a hundred thousand of them are remembered and read again at every build.
    """

    pages: tuple[tuple[Kept, ...], ...] = ()
    texts: tuple[str, ...] = ()
    fault: str = ""

    def packed(self) -> bytes:
        """Return this as bytes that any version of the program with the same OPTIONS can read."""
        return pickle.dumps((tuple(tuple(map(tuple, page)) for page in self.pages), self.texts, self.fault), 5)


def unpacked(packed: bytes) -> Derived:
    """Return what `packed` holds."""
    pages, texts, fault = pickle.loads(packed)
    return Derived(tuple(tuple(map(Kept._make, page)) for page in pages), texts, fault)


@dataclass(frozen=True, slots=True)
class Work:
    """One file to derive from: its key begins the names of what is made, below `folder`."""

    source: str
    key: str
    mime: str
    folder: str


def derive(work: Work) -> Derived:
    """Make the renditions and texts of one file; a fault is told, not raised."""
    source = Path(work.source)
    try:
        if work.mime == DRAWING:
            content, width, height = drawings.read(source)
            return Derived((_kept(work, [("drawing.svg", content, width or 0, height or 0)], 1),))
        if work.mime.startswith("image/"):
            return Derived(tuple(_kept(work, made, number) for number, made in enumerate(images.pages(source), 1)))
        if work.mime == "application/pdf":
            cover, texts = documents.read(source)
            return Derived((_kept(work, cover, 1),) if cover else (), texts)
        if work.mime == CAPTIONS:
            return _captions(work, source.read_bytes())
        return Derived(texts=(words.read(source),)) if work.mime == TEXT else Derived()
    except Unreadable as fault:
        return Derived(fault=str(fault))


def _captions(work: Work, content: bytes) -> Derived:
    clean = captions.read(content)
    if clean is None:
        return Derived(fault="WebVTT")
    return Derived((_kept(work, [("captions.vtt", clean[0], 0, 0)], 1),), (clean[1],))


def _kept(work: Work, made: Iterable[Rendition], page: int) -> tuple[Kept, ...]:
    """Write what was made into the cache."""
    kept = []
    for tail, content, width, height in made:
        path = f"{work.key[:2]}/{work.key}-{page}-{tail}"
        target = Path(work.folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        kept.append(Kept(path, _TYPES[PurePosixPath(tail).suffix], len(content), sha256, width or None, height or None))
    return tuple(kept)


def derive_sent(content: bytes, name: str, key: str, mime: str) -> tuple[bytes, dict[str, bytes]]:
    """Derive on a machine that has neither the source nor the cache: return packed facts, and the bytes of each file made."""
    with tempfile.TemporaryDirectory() as folder:
        source, cache = Path(folder, name), Path(folder, "cache")
        source.write_bytes(content)
        derived = derive(Work(str(source), key, mime, str(cache)))
        made = {kept.path: (cache / kept.path).read_bytes() for page in derived.pages for kept in page}
    return derived.packed(), made


def derive_through(work: Sequence[Work], executor: Executor) -> Iterator[tuple[Work, Derived]]:
    """Yield what each file gave, in order, derived by whoever `executor` employs; what they fail at is done here."""
    waiting: deque[tuple[Work, Future[tuple[bytes, dict[str, bytes]]]]] = deque()
    for one in work:
        try:
            content = Path(one.source).read_bytes()
        except OSError as fault:
            yield from (_came(*each) for each in waiting)
            waiting.clear()
            yield one, Derived(fault=fault.strerror or "OSError")
            continue
        name = f"source{PurePosixPath(one.source).suffix}"
        waiting.append((one, executor.submit(derive_sent, content, name, one.key, one.mime)))
        if len(waiting) >= _AHEAD:
            yield _came(*waiting.popleft())
    yield from (_came(*each) for each in waiting)


def _came(one: Work, future: Future[tuple[bytes, dict[str, bytes]]]) -> tuple[Work, Derived]:
    """Take what came back into the cache."""
    try:
        failed = future.exception()
    except CancelledError:
        failed = CancelledError()
    if failed is not None:
        return one, _alone(one)
    packed, made = future.result()
    for path, content in made.items():
        target = Path(one.folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return one, unpacked(packed)


def derive_all(work: Sequence[Work], jobs: int) -> Iterator[tuple[Work, Derived]]:
    """Yield what each file gave, in order; a file whose decoder crashes or is killed yields a fault."""
    rest = list(work)
    while rest:
        done = 0
        try:
            with hands.pool(min(jobs, len(rest))) as pool:
                for one, derived in zip(rest, pool.map(derive, rest), strict=True):
                    yield one, derived
                    done += 1
        except BrokenProcessPool:
            suspects = rest[done:done + jobs + 2]  # those begun, and those that had been handed out
            yield from ((one, _alone(one)) for one in suspects)
            done += len(suspects)
        rest = rest[done:]


def _alone(work: Work) -> Derived:
    try:
        with hands.pool(1) as pool:
            return pool.submit(derive, work).result()
    except BrokenProcessPool:
        return Derived(fault="the decoder crashed")
