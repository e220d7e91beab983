"""The maker of digital objects: what was derived, or the released file itself, goes to its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.media.derive import Work, derive
from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObject, DigitalObjects, PublishedFile
from site_builder.model.output import Output, Subject


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of a published file are: a released file, or one of the work's cache, with the work that makes it."""

    path: str
    work: Work | None = None

    def ready(self) -> Path:
        """Return the file; one that the cache lost is derived again, which gives the same bytes."""
        if self.work is None:
            return Path(self.path)
        file = Path(self.work.folder, self.path)
        if not file.exists():
            derive(self.work)
        return file


@dataclass(frozen=True)
class MediaMaker:
    """One subject for each record with digital objects."""

    objects: DigitalObjects
    sources: Mapping[str, Source]
    name: str = "media"

    def subjects(self) -> Iterator[Subject]:
        """List the records that have files to publish."""
        for record_id, objects in self.objects.items():
            files = _files(objects)
            if files:
                yield Subject(record_id, digest(tuple(sorted((one.path, one.sha256) for one in files))), 4 * len(files))

    def paths(self, key: str) -> list[str]:
        """Declare the files of a record."""
        return sorted({one.path for one in _files(self.objects[key])})

    def make(self, key: str) -> Iterator[Output]:
        """Hand over the files to copy."""
        for path in self.paths(key):
            yield Output(path, self.sources[path].ready())


def _files(objects: tuple[DigitalObject, ...]) -> list[PublishedFile]:
    return [file for one in objects for file in (*one.images, one.download, one.captions) if file is not None]
