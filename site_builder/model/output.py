"""What makers promise to the plan, and every address of the published site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Subject:
    """One unit of work of a maker: everything it writes depends on `digest` alone.

    Two builds with equal digests have equal outputs, so that an unchanged subject is not even listed. `weight` is its
    cost beside other subjects of the same maker.
    """

    key: str
    digest: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path below `output/` (POSIX, relative) and its bytes, or the released file to copy."""

    path: str
    content: bytes | Path


class Maker(Protocol):
    """What renders, exports, indexes or derives; made once before the workers start, and only read afterwards."""

    @property
    def name(self) -> str:
        """Return the name under which the maker's subjects are remembered."""
        ...

    def subjects(self) -> Iterable[Subject]:
        """List every subject of the site, in a stable order."""
        ...

    def paths(self, key: str) -> Sequence[str]:
        """Declare the paths of a subject before any byte is made."""
        ...

    def make(self, key: str) -> Iterable[Output]:
        """Make exactly the outputs declared; runs in any process."""
        ...


@runtime_checkable
class FolderMaker(Protocol):
    """A maker that alone fills a folder, with files whose names are known only once they are made: those of contents."""

    @property
    def name(self) -> str:
        """Return the name under which the maker's subjects are remembered."""
        ...

    @property
    def folder(self) -> str:
        """Return the folder, below which nobody else writes."""
        ...

    def subjects(self) -> Iterable[Subject]:
        """List the one subject of the folder, or none."""
        ...

    def fill(self, key: str, standing: Mapping[str, str]) -> Iterable[Output | str]:
        """Make what lies in the folder; runs in any process.

        `standing` has the SHA-256 of each file that stands there; of those that stay as they are the path alone is given.
        """
        ...


AnyMaker = Maker | FolderMaker


def record_page(language: str, record_id: str) -> str:
    """Return the path of a record's page, from fonds to item."""
    return f"{language}/records/{record_id}/index.html"


def record_folder(record_id: str) -> str:
    """Return the folder of what a record publishes in no language."""
    return f"records/{record_id}"


def collection_data(collection_id: str, name: str) -> str:
    """Return the path of a download of a whole collection."""
    return f"data/{collection_id}/{name}"


def page(language: str, *parts: str) -> str:
    """Return the path of any other page, as `page("vi", "browse", "places")`."""
    return "/".join((language, *parts, "index.html"))


def relative(source: str, target: str) -> str:
    """Return the link from one output path to another, `index.html` left out (`../../search/`)."""
    here, there = source.split("/"), target.split("/")
    shared, folders = 0, min(len(here), len(there)) - 1
    while shared < folders and here[shared] == there[shared]:
        shared += 1
    link = "../" * (len(here) - 1 - shared) + "/".join(there[shared:])
    if link == "index.html":
        return "./"
    return link.removesuffix("index.html") if link.endswith("/index.html") else link
