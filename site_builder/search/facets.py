"""Which documents have each value of each facet, their dates, and the order of their titles.

Common values of a facet are in one file that is read when the facet is asked for. If all facets
together would pass their share of bytes, the rarest values of the largest go to shards of their
own: a filter finds them there, a list of counts leaves them out. client/facets.js reads all this.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from site_builder.search.cards import by_language
from site_builder.search.directory import Directory, Shard, directory
from site_builder.search.documents import Document, FacetValue, Labels
from site_builder.search.index import Numbers, utf16
from site_builder.search.packing import Packed, Parts, Press, escaped, front_coded, planes, varint

SHARE = 60_000  # bytes for 10,000 records, five times as many for 100,000
RARE_SHARD = 300  # values
TAB = "\t"
_PRESS = Press()  # presses all, since sizes decide what is cut
OPEN = -(2**62)  # stands for a date that is not known
EPOCH = 4_000_000  # days from the first day that can be told, in the year 10,952 BC, to the ordinal 0


@dataclass(slots=True)
class _Value:
    label: Labels
    documents: array[int] = field(default_factory=lambda: array("I"))


@dataclass(slots=True)
class Table:
    """The distinct values of facets by number; a value is known by its identity first, since most come again and again."""

    values: list[tuple[str, FacetValue]] = field(default_factory=list)
    _numbers: dict[tuple[str, str, tuple[tuple[str, str], ...]], int] = field(default_factory=dict)
    _seen: dict[tuple[str, int], tuple[int, FacetValue]] = field(default_factory=dict)

    def number(self, facet: str, value: FacetValue) -> int:
        """Number a value of a facet."""
        seen = self._seen.get((facet, id(value)))
        if seen is None:
            key = facet, value.key, tuple(value.label.items())
            number = self._numbers.setdefault(key, len(self.values))
            if number == len(self.values):
                self.values.append((facet, value))
            seen = self._seen[facet, id(value)] = number, value  # held, so that no other takes its identity
        return seen[0]

    def forget(self) -> None:
        """Let go of what only this process knows."""
        self._seen.clear()


@dataclass(slots=True)
class Facets:
    """Gathers values, dates and titles while the documents pass by: of each document the numbers of its values in `table`."""

    languages: Sequence[str]
    table: Table = field(default_factory=Table)
    numbers: array[int] = field(default_factory=lambda: array("I"))
    at: array[int] = field(default_factory=lambda: array("Q", [0]))
    earliest: array[int] = field(default_factory=lambda: array("q"))
    latest: array[int] = field(default_factory=lambda: array("q"))
    titles: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Take one document, in order."""
        number = self.table.number
        self.numbers.extend(number(facet, value) for facet, values in document.facets.items() for value in values)
        self.at.append(len(self.numbers))
        self.earliest.append(OPEN if document.earliest is None else document.earliest)
        self.latest.append(OPEN if document.latest is None else document.latest)
        self.titles.append(tuple(document.sort_titles.get(language, "") for language in self.languages))

    def take(self, other: Facets, start: int, end: int) -> None:
        """Take documents that were gathered before, with the same table."""
        shift = len(self.numbers) - other.at[start]
        self.numbers.extend(other.numbers[other.at[start] : other.at[end]])
        self.at.extend(at + shift for at in other.at[start + 1 : end + 1])
        self.earliest.extend(other.earliest[start:end])
        self.latest.extend(other.latest[start:end])
        self.titles.extend(other.titles[start:end])

    def same(self, other: Facets, document: int) -> bool:
        """Say whether a document has the values and dates that it had, in facets with the same table."""
        one, two = (facets.numbers[facets.at[document] : facets.at[document + 1]] for facets in (self, other))
        dates = ((facets.earliest[document], facets.latest[document]) for facets in (self, other))
        return one == two and next(dates) == next(dates)

    def values(self) -> dict[str, dict[str, _Value]]:
        """Give the documents of every value of every facet; the first document that has a value names it."""
        found: dict[str, dict[str, _Value]] = {}
        held: dict[int, _Value] = {}
        for document in range(len(self.titles)):
            for number in self.numbers[self.at[document] : self.at[document + 1]]:
                value = held.get(number)
                if value is None:
                    facet, named = self.table.values[number]
                    value = held[number] = found.setdefault(facet, {}).setdefault(named.key, _Value(named.label))
                if not value.documents or value.documents[-1] != document:
                    value.documents.append(document)
        return found


def _gaps(lists: Sequence[Sequence[int]]) -> Parts:
    if not lists:
        return planes(np.zeros(0, np.int64))
    return planes(np.concatenate([np.diff(np.array(listed, dtype=np.int64), prepend=0) for listed in lists]))


def _sizes(values: Sequence[_Value]) -> bytes:
    return escaped(np.array([len(value.documents) for value in values], dtype=np.int64))


def _facet(named: Sequence[tuple[str, _Value]], languages: Sequence[str]) -> Packed:
    labels = [[key, by_language(value.label, languages)] for key, value in named]
    text = json.dumps(labels, ensure_ascii=False, separators=(",", ":")).encode()
    values = [value for _, value in named]
    return _PRESS.pack([varint(len(text)) + text, _sizes(values), *_gaps([value.documents for value in values])])


def _rare(values: Sequence[tuple[str, _Value]], languages: Sequence[str]) -> list[Shard]:
    shards = []
    for start in range(0, len(values), RARE_SHARD):
        part = values[start : start + RARE_SHARD]
        labels = json.dumps([by_language(value.label, languages) for _, value in part], ensure_ascii=False).encode()
        listed = [value for _, value in part]
        names = front_coded([key.encode() for key, _ in part])
        about = [varint(len(part)), *names, varint(len(labels)) + labels, _sizes(listed)]
        shards.append(Shard(part[0][0], _PRESS.pack([*about, *_gaps([value.documents for value in listed])])))
    return shards


def _days(days: Numbers) -> Numbers:
    """Count days from long before any date, so that none is negative."""
    shifted: Numbers = np.clip(np.where(days == OPEN, 0, days) + EPOCH, 0, 2**24 - 1)
    return shifted


def _dates(facets: Facets) -> Packed:
    """Write the distinct dates (first day, and how long it lasts), which of them each document has, and open ends."""
    first, last = (np.array(days, dtype=np.int64) for days in (facets.earliest, facets.latest))
    open_start, open_end = first == OPEN, last == OPEN
    earliest, latest = _days(first), _days(last)
    span = np.where(open_start | open_end, 0, np.maximum(latest - earliest, 0))
    kind = open_start * 1 + open_end * 2
    base = np.where(open_start, latest, earliest)
    distinct, codes = np.unique(base << 24 | span, return_inverse=True)
    days, spans = distinct >> 24, distinct & 0xFFFFFF
    table = planes(np.diff(days, prepend=0)) + planes(spans)
    return _PRESS.pack([varint(distinct.size), *table, bytes(kind.astype(np.uint8)), *planes(codes)])


def _title_ranks(titles: Sequence[Any]) -> Packed:
    order = sorted(range(len(titles)), key=titles.__getitem__)  # of equal titles the first stays first
    rank = np.empty(len(titles), dtype=np.int64)
    rank[order] = np.arange(len(titles))
    return _PRESS.pack(planes(rank))


@dataclass(frozen=True, slots=True)
class PackedFacets:
    """The files, and what entry.json says of them."""

    facets: Mapping[str, Packed]
    cut: list[str]
    rare: Directory
    rare_shards: list[Shard]
    dates: Packed
    titles: Mapping[str, Packed]

    def files(self) -> list[Packed]:
        """Give every file."""
        found = [*self.facets.values(), *self.rare.pages, *(shard.packed for shard in self.rare_shards)]
        return [*found, self.dates, *self.titles.values()]

    def entry(self) -> dict[str, object]:
        """Give the facets' part of entry.json."""
        return {
            "facets": {name: packed.name.hex() for name, packed in self.facets.items()},
            "cut": self.cut,
            "rare": self.rare.root(),
            "dates": self.dates.name.hex(),
            "titles": {language: packed.name.hex() for language, packed in self.titles.items()},
        }


def _size(packed: Packed) -> int:
    return len(packed.content or b"")


def share(documents: int) -> int:
    """Give how many bytes facets, filters and dates may come to."""
    return int(SHARE * max(1.0, documents / 10_000) ** 0.695 * 0.97)


def packed_facets(facets: Facets) -> PackedFacets:
    """Pack everything; while it is too much, halve the values of the facet that is largest."""
    languages = facets.languages
    kept = {
        name: sorted(values.items(), key=lambda item: (-len(item[1].documents), utf16(item[0])))
        for name, values in sorted(facets.values().items())
    }
    dates = _dates(facets)
    packed = {name: _facet(values, languages) for name, values in kept.items()}
    rare: list[tuple[str, _Value]] = []
    cut: set[str] = set()
    while sum(_size(p) for p in packed.values()) + _size(dates) > share(len(facets.earliest)):
        largest = max(packed, key=lambda name: (_size(packed[name]), name))
        half = len(kept[largest]) * 2 // 3
        if half == 0:
            break
        rare += [(f"{largest}{TAB}{key}", value) for key, value in kept[largest][half:]]
        kept[largest] = kept[largest][:half]
        packed[largest] = _facet(kept[largest], languages)
        cut.add(largest)
    shards = _rare(sorted(rare, key=lambda item: utf16(item[0])), languages)
    return PackedFacets(packed, sorted(cut), directory(shards, (), _PRESS), shards, dates, packed_titles(facets))


def packed_titles(facets: Facets) -> Mapping[str, Packed]:
    """Pack the order of the titles in each language."""
    return {tag: _title_ranks([title[n] for title in facets.titles]) for n, tag in enumerate(facets.languages)}
