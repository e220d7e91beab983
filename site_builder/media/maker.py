"""The maker of digital objects: copies what was derived, or the released file itself, to its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObject, DigitalObjects, PublishedFile
from site_builder.model.output import Output, Subject


@dataclass(frozen=True)
class MediaMaker:
    """One subject for each record with digital objects."""

    objects: DigitalObjects
    sources: Mapping[str, Path]
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
            yield Output(path, self.sources[path])


def _files(objects: tuple[DigitalObject, ...]) -> list[PublishedFile]:
    return [file for one in objects for file in (*one.images, one.download, one.captions) if file is not None]
