"""The catalogue: everything the authors wrote, restricted matter included; defined here so that no maker can name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.model.addresses import Ledger
from site_builder.model.authorities import Agent, Institution, Place, Subject
from site_builder.model.portal import Page, Portal
from site_builder.model.records import Record

_FIRST = re.compile(r"\.0(?=\.|$)")


class Lines(Mapping[str, int]):
    """The line of each key, in the order of the file; records of one shape share their keys."""

    __slots__ = ("keys_", "numbers")

    def __init__(self, keys: tuple[str, ...], numbers: tuple[int, ...]) -> None:
        self.keys_ = keys
        self.numbers = numbers

    def __getitem__(self, key: str) -> int:
        try:
            return self.numbers[self.keys_.index(key)]
        except ValueError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_)

    def __len__(self) -> int:
        return len(self.keys_)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was written: file (POSIX, relative to the portal), its first line, and the line of each key.

    `lines` maps dotted paths as authors would say them (`dates`, `access.until`, `media.0.path`) to lines; for a CSV
    row there is one line, and `row` counts data rows from 1.
    """

    file: str
    line: int
    lines: Mapping[str, int]
    row: int | None = None

    def at(self, path: str) -> int:
        """Return the line of a key, else of the nearest mapping around it, else the record's first.

        `dates.0.edtf` also finds `dates.edtf`, as one mapping may stand where a list may.
        """
        if path not in self.lines and (alone := _FIRST.sub("", path)) in self.lines:
            return self.lines[alone]
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return self.line


@dataclass(frozen=True, slots=True)
class Held:
    """A record as held: as its author wrote it, with the parent that folder or `part_of` gives, and where it stands.

    `broken` says that its access is missing where it must be stated, unknown or malformed: the gate treats it as closed.
    """

    record: Record
    parent: str | None
    origin: Origin
    broken: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Everything. `children` and `roots` are in the archive's order; drafts are not in it.

    `media_paths` leads from (record id, path as written) to the file that exists there; paths that lead outside the
    portal and its media roots, or to nothing, are problems and are not in it. `pointing` are the files of which a text may
    hold the address of a record.
    """

    portal: Portal
    held: Mapping[str, Held]
    roots: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]
    institutions: Mapping[str, Institution]
    agents: Mapping[str, Agent]
    places: Mapping[str, Place]
    subjects: Mapping[str, Subject]
    pages: tuple[Page, ...]
    media_paths: Mapping[tuple[str, str], Path]
    ledger: Ledger = field(default_factory=dict)
    pointing: frozenset[str] = frozenset()

    def downwards(self) -> Iterator[tuple[str, str | None]]:
        """Yield (id, id of the parent) of every record that a root leads to, each fonds followed by all below it."""
        stack: list[tuple[str, str | None]] = [(root, None) for root in reversed(self.roots)]
        while stack:
            record_id, above = stack.pop()
            yield record_id, above
            stack.extend((child, record_id) for child in reversed(self.children.get(record_id, ())))
