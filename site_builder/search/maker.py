"""Declares and makes everything below `search/` for the plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import Output, Subject
from site_builder.search.bundle import FORMAT, bundle
from site_builder.search.client_code import client_files
from site_builder.search.reading import PlainWords, Reader, Words

Recall = Callable[[str], bytes | None]
Remember = Callable[[str, bytes], None]


def _forget(key: str) -> None:
    return None


def _ignore(key: str, value: bytes) -> None:
    return None


@dataclass(frozen=True)
class SearchMaker:
    """One subject a file: files are named by their content, so that whatever is still listed stands as it is.

    What files an index has is remembered by the digest of all documents, and an unchanged index is not made to list them.
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
    def _files(self) -> dict[str, bytes]:
        """The packed files and entry.json, by path below `search/`."""
        reader = Reader(self.public, self.objects, self.words)
        made = bundle(reader.documents(), reader.languages, len(self.public.records))
        return dict(made.files())

    def digest(self) -> str:
        """Digest all that the index is made of."""
        public, languages = self.public, self.public.portal.languages
        authorities = public.agents, public.places, public.subjects, public.institutions
        seen = hashlib.sha256(digest(FORMAT, self.words.signature(), languages, authorities).encode())
        for shown in public:
            of_record = shown.record, shown.visibility, shown.access.status, shown.collection, shown.ladder
            seen.update(digest(of_record, self.objects.get(shown.id)).encode())
        return seen.hexdigest()

    def _listed(self) -> dict[str, str]:
        """List path and digest of every packed file."""
        key = self.digest()
        known = self.recall(key)
        if known is not None:
            found: dict[str, str] = json.loads(known)
            return found
        listed = {path: hashlib.sha256(content).hexdigest()[:16] for path, content in sorted(self._files.items())}
        self.remember(key, json.dumps(listed).encode())
        return listed

    def subjects(self) -> Iterable[Subject]:
        """List every file; that of the code by its own content."""
        for path, content in sorted(self._code.items()):
            yield Subject(path, hashlib.sha256(content).hexdigest()[:16])
        for path, content_digest in self._listed().items():
            yield Subject(path, content_digest)

    def paths(self, key: str) -> Sequence[str]:
        """Declare a file; what has to be made is made here, once for all processes."""
        if key not in self._code:
            self._files  # noqa: B018  # before processes are forked
        return [f"search/{key}"]

    def make(self, key: str) -> Iterable[Output]:
        """Hand over a file."""
        yield Output(f"search/{key}", self._code[key] if key in self._code else self._files[key])
