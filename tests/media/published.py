"""A portal of one fonds with given media, published as far as media go."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from site_builder.media import objects
from site_builder.media.maker import MediaMaker
from site_builder.media.objects import Published
from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.output import Output
from site_builder.source import load
from site_builder.source.release import release


class Memory:
    """What a test remembers, and what it asked for in vain."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}
        self.missed: list[str] = []

    def get(self, kind: str, digest: str) -> bytes | None:
        if (kind, digest) not in self.kept:
            self.missed.append(kind)
        return self.kept.get((kind, digest))

    def put(self, kind: str, digest: str, result: bytes) -> None:
        self.kept[kind, digest] = result

    def keep(self) -> None:
        """Nothing outlasts a test."""


def portal(folder: Path, media: Sequence[Mapping[str, Any]], files: Mapping[str, bytes | Path] | None = None, access: Any = "open") -> PublicCatalogue:
    """Write a portal whose only item has these media, and return what is public of it."""
    home = folder / "collections" / "fonds"
    home.mkdir(parents=True, exist_ok=True)
    for name, content in (files or {}).items():
        (home / name).write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    (folder / "portal.yaml").write_text("title: T\nbase_url: https://example.org/\nlanguages: [en]\n")
    (home / "index.yaml").write_text(json.dumps({"id": "fonds", "level": "fonds", "title": "F", "access": access}))
    (home / "one.yaml").write_text(json.dumps({"id": "one", "level": "item", "title": "One", "media": list(media)}))
    loaded = load.load(folder)
    assert loaded.catalogue is not None, loaded.problems
    assert not loaded.failed, loaded.problems
    return release(loaded.catalogue, datetime.date(2026, 1, 1))


def publish(folder: Path, public: PublicCatalogue, *, jobs: int = 1, memory: Memory | None = None, now: int = 0) -> Published:
    """Derive what is to be published; `now` is the clock (0: no file is old enough to be remembered)."""
    place = objects.Place(folder, folder / ".site-builder/media")
    return objects.publish(public, place, memory or Memory(), jobs, lambda: now)


def outputs(published: Published) -> dict[str, bytes]:
    """Return the bytes of every published file by its path."""
    maker = MediaMaker(published.objects, published.sources)
    made = [output for subject in maker.subjects() for output in maker.make(subject.key)]
    return {output.path: _bytes(output) for output in made}


def _bytes(output: Output) -> bytes:
    return output.content if isinstance(output.content, bytes) else output.content.read_bytes()
