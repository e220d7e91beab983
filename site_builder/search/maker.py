"""Declares and makes everything below `search/` for the plan."""

from __future__ import annotations

import gc
import hashlib
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import Output, Subject
from site_builder.search.bundle import FORMAT, cards_for, most_files, packed_bundle
from site_builder.search.client_code import client_files
from site_builder.search.gathering import Gathered, gathered
from site_builder.search.packing import Press
from site_builder.search.reading import PlainWords, Reader, Words

Recall = Callable[[str], bytes | None]
Remember = Callable[[str, bytes], None]


def _forget(key: str) -> None:
    return None


def _ignore(key: str, value: bytes) -> None:
    return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage for a while: there is none, and looking for it would visit every record again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class SearchMaker:
    """One subject a file: files are named by their content, so that whatever is still listed stands as it is.

    The files of an index are remembered by the digest of all documents: an unchanged index is not made to be listed. What
    was gathered from the documents is remembered too, so that an edit reads no more than it changes.
    """

    public: PublicCatalogue
    objects: DigitalObjects
    lunr: Path
    words: Words = field(default_factory=PlainWords)
    recall: Recall = _forget
    remember: Remember = _ignore
    name: str = "search"

    @cached_property
    def _code(self) -> dict[str, bytes]:
        return client_files(self.lunr.read_text("utf-8"))

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.public, self.objects, self.words)

    @cached_property
    def _digests(self) -> list[str]:
        return self._reader.digests()

    def _made(self, press: Press) -> dict[str, bytes | None]:
        """Make the packed files and entry.json, by path below `search/`."""
        with _uncollected():
            last = [self._gathered()]
            return dict(packed_bundle(last, most_files(len(self._digests)), press).files())

    def _gathered(self) -> Gathered:
        """Gather all documents, and remember what was gathered."""
        reader, known = self._reader, self.recall("gathered")
        before: Gathered | None = pickle.loads(known) if known else None
        cards = cards_for(len(self._digests), reader.languages)
        found = gathered(self._digests, lambda n: reader.document(reader.shown[n]), cards, before)
        found.collected.vocabulary.forget()
        self.remember("gathered", pickle.dumps(found, protocol=5))
        return found

    @cached_property
    def _files(self) -> dict[str, bytes | None]:
        """All files; those that the last index had are not compressed again."""
        known = self.recall("names")
        return self._made(Press(frozenset(json.loads(known)) if known else frozenset()))

    @cached_property
    def _whole(self) -> dict[str, bytes | None]:
        """All files with their content, should one be missing that the last index had."""
        return self._made(Press())

    def _listed(self) -> dict[str, str]:
        """List path and digest of every packed file: its own name, but for entry.json."""
        key = hashlib.sha256(" ".join([str(FORMAT), *self._digests]).encode()).hexdigest()
        known = self.recall(key)
        if known is not None:
            found: dict[str, str] = json.loads(known)
            return found
        entry = hashlib.sha256(self._files["entry.json"] or b"").hexdigest()
        listed = {path: path if path.endswith(".bin") else entry for path in sorted(self._files)}
        self.remember(key, json.dumps(listed).encode())
        names = [path.removesuffix(".bin") for path in listed if "/" not in path]
        self.remember("names", json.dumps(names).encode())
        return listed

    def subjects(self) -> Iterable[Subject]:
        """List every file; that of the code by its own content."""
        for path, content in sorted(self._code.items()):
            yield Subject(path, hashlib.sha256(content).hexdigest()[:16])
        for path, digest in self._listed().items():
            yield Subject(path, digest)

    def paths(self, key: str) -> Sequence[str]:
        """Declare a file; what has to be made is made here, once for all processes."""
        if key not in self._code and self._files[key] is None:
            self._whole  # noqa: B018  # before processes are forked
        return [f"search/{key}"]

    def make(self, key: str) -> Iterable[Output]:
        """Hand over a file."""
        content = self._code.get(key) or self._files[key] or self._whole[key]
        yield Output(f"search/{key}", content or b"")
