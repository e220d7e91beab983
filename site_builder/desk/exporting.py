"""Exports on demand: the same public records that pages show, in a form to take elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.formats.downloads import NAMES, DownloadsMaker
from site_builder.model.catalogue import PublicCatalogue
from site_builder.model.digital import DigitalObjects
from site_builder.search import export as lunr
from site_builder.search.collect import collect
from site_builder.search.reading import Reader
from site_builder.search.whole import index


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is made of: everything public, or one collection of it; `lines` parts a large index into lines."""

    public: PublicCatalogue
    objects: DigitalObjects
    reader: Reader
    collection: str | None = None
    lines: bool = False


def export(form: str, asked: Asked, target: Path) -> list[Path]:
    """Write an export in one of FORMATS: a file, or a folder of one file a collection. Raises OSError."""
    return FORMATS[form](asked, target)


def _lunr(asked: Asked, target: Path) -> list[Path]:
    """Write the whole index as lunr.js 2.3.9 serializes it: every collection, since weights are of the whole."""
    made = index(collect(asked.reader.documents()))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for part in (lunr.lines if asked.lines else lunr.whole)(made):
            file.write(part)
    return [target]


def _download(name: str, asked: Asked, target: Path) -> list[Path]:
    """Write one form of a collection, or of each into a folder."""
    maker = DownloadsMaker(asked.public, asked.objects)
    written = []
    for collection in [asked.collection] if asked.collection is not None else asked.public.roots:
        content = next(one.content for one in maker.make(collection) if one.path.endswith(f"/{name}"))
        path = target if asked.collection is not None else target / f"{collection}{Path(name).suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        written.append(path)
    return written


FORMATS: dict[str, Callable[[Asked, Path], list[Path]]] = {
    **{form: partial(_download, name) for form, name in NAMES.items()},
    "lunr": _lunr,
}
