"""The maker of everything below `search/`: one subject, since lunr's weights are of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import Output, Subject
from site_builder.search.bundle import bundle
from site_builder.search.client_code import client_files
from site_builder.search.released import documents


@dataclass
class SearchMaker:
    """The index of the portal and its client; `lunr` is lunr.min.js 2.3.9. The index is made when somebody asks for it."""

    public: PublicCatalogue
    objects: DigitalObjects
    lunr: Path
    name: str = "search"

    def subjects(self) -> Iterator[Subject]:
        """List the index."""
        portal = self.public.portal
        yield Subject("index", digest(portal.languages, list(self.public), self.objects), 1_000)

    def paths(self, key: str) -> list[str]:
        """Declare every shard: they are named by what they hold."""
        return list(self._files)

    def make(self, key: str) -> Iterator[Output]:
        """Hand over the shards."""
        for path, content in self._files.items():
            yield Output(path, content)

    @cached_property
    def _files(self) -> dict[str, bytes]:
        made = bundle(documents(self.public, self.objects), self.public.portal.languages, len(self.public.records))
        files = {**dict(made.files()), **client_files(self.lunr.read_text("utf-8"))}
        return {f"search/{path}": files[path] for path in sorted(files)}
