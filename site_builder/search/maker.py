"""Declares and makes everything below `search/` for the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from site_builder import hands
from site_builder.model.catalogue import Edit, PublicCatalogue
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import Output, Subject
from site_builder.search import alone
from site_builder.search.alone import Files, Kept
from site_builder.search.bundle import FORMAT, cards_for, most_files
from site_builder.search.client_code import client_files
from site_builder.search.gathering import Gathered, gathered
from site_builder.search.packing import Press
from site_builder.search.reading import PlainWords, Reader, Words
from site_builder.search.revision import revised

_UNKEPT = 10
"""Documents edited since something was last kept up to which it is not kept anew: a hundred megabytes for each comma."""
_MANY = 50_000
"""Documents whose index is made in a process of its own."""


@dataclass(frozen=True)
class SearchMaker:
    """The whole index is one subject, made beside the pages. Files are named by their content, so that most of them stand as
    they are after an edit; what was gathered from the documents is kept, so that an edit reads no more than it changes,
    and what was made of it, so that an edit of a few documents counts no more than their words.
    `known` has the ids of the documents and their digests before `edits`, where no other has changed.
    """

    public: PublicCatalogue
    objects: DigitalObjects
    lunr: Path
    words: Words = field(default_factory=PlainWords)
    kept: Kept = field(default_factory=Kept)
    known: tuple[list[str], list[str]] | None = None
    edits: Sequence[Edit] = ()
    name: str = "search"
    folder: str = "search"

    @cached_property
    def _code(self) -> dict[str, bytes]:
        return client_files(self.lunr.read_text("utf-8"))

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.public, self.objects, self.words, self.known[0] if self.known else None)

    @cached_property
    def _digests(self) -> list[str]:
        if self.known is None:
            return self._reader.digests()
        anew = {one.after.id: self._reader.digest(one.after) for one in self.edits}
        return [anew.get(*pair) for pair in zip(*self.known, strict=True)]

    def documents(self) -> tuple[list[str], list[str]]:
        """Return the ids of the documents, and what each depends on: what the next build may be told as `known`."""
        return [shown.id for shown in self._reader.shown] if self.known is None else self.known[0], self._digests

    def subjects(self) -> Iterable[Subject]:
        """List the one subject: the code, and the state of every document."""
        found = hashlib.sha256(" ".join([str(FORMAT), *self._digests]).encode())
        for path, content in sorted(self._code.items()):
            found.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
        yield Subject("index", found.hexdigest()[:32], 100 + len(self._digests) // 2)

    def fill(self, key: str, standing: Mapping[str, str]) -> Iterator[Output | str]:
        """Make the index and the code that reads it; of files that stand, the path."""
        prefix = f"{self.folder}/"
        names = (path.removeprefix(prefix).removesuffix(".bin") for path in standing if path.endswith(".bin"))
        for path, content in (self._code | self._made(Press(frozenset(names)))).items():
            yield f"{prefix}{path}" if content is None else Output(f"{prefix}{path}", content)

    def _made(self, press: Press) -> Files:
        """Make the packed files and entry.json, by path below `search/`."""
        with alone.uncollected():
            before, files = self._before(), most_files(len(self._digests))
            last = [self._gathered(before)]
            found = revised(before, last[0], self.kept.stood(before.digests), files, press) if before else None
            if found is not None and before is not None and _apart(before.digests, self._digests) <= _UNKEPT:
                return dict(found[0].files())
            self.kept.gathered.put(last[0])
            del before
            if found is not None:
                self.kept.keep(self._digests, found[1].bare())
                return dict(found[0].files())
            return self._packed(last, files, press)

    def _packed(self, last: list[Gathered], files: int, press: Press) -> Files:
        """Make everything of what was gathered: of much by a process that has not inherited the catalogue, for memory's sake."""
        if len(self._digests) >= _MANY:
            last.clear()
            with hands.fresh() as process:
                made = process.submit(alone.packed_of, self.kept, self._digests, files, press).result()
            if made is not None:
                return made
            last.append(self._gathered(None))
        found, standing = alone.packed(last, files, press)
        self.kept.keep(self._digests, standing)
        return found

    def _before(self) -> Gathered | None:
        found: Gathered | None = self.kept.gathered.get()
        return found

    def _gathered(self, before: Gathered | None) -> Gathered:
        """Gather all documents."""
        reader = self._reader
        cards = cards_for(len(self._digests), reader.languages)
        found = gathered(self._digests, lambda n: reader.document(reader.shown[n]), cards, before)
        found.forget()
        return found


def _apart(before: Sequence[str], after: Sequence[str]) -> int:
    """Count the documents that are no longer what they were."""
    return sum(one != other for one, other in zip(before, after, strict=True))
