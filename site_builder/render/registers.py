"""Registers: which records name each subject, place, person, type, custodian and time, the same in every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from site_builder.model.authorities import Coordinates
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.collation import slug
from site_builder.model.dates import DateValue, decade, hull, years
from site_builder.model.records import PlaceRef, Ref
from site_builder.model.rights import Visibility
from site_builder.model.text import Text

KINDS = ("subjects", "places", "people", "dates", "types", "institutions")
LIST_PAGE = 100
"""Records on one page of a list."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a register: its slug (an authority's id where it has a record), its name, the records that hold it.

    `made` are those of the records that it, an agent, created. `coordinates` of a place are those of its authority record, else
    what the first record says that gives them with its name.
    """

    slug: str
    name: Text
    authority: bool
    records: tuple[str, ...]
    made: tuple[str, ...] = ()
    coordinates: Coordinates | None = None

    @property
    def own_page(self) -> bool:
        """Whether there is a page for it: one record without authority is linked itself."""
        return self.authority or len(self.records) > 1

    @property
    def listed(self) -> tuple[str, ...]:
        """The records in the order of its pages: of an agent with a record first what it made."""
        if not (self.authority and self.made):
            return self.records
        made = set(self.made)
        return (*self.made, *(one for one in self.records if one not in made))

    def page(self, number: int) -> tuple[str, ...]:
        """Return the records of one of its pages."""
        return self.listed[(number - 1) * LIST_PAGE : number * LIST_PAGE]

    @property
    def list_pages(self) -> int:
        """How many pages its list takes."""
        return max(1, -(-len(self.records) // LIST_PAGE))


@dataclass(frozen=True)
class Registers:
    """Every register by its kind, then by slug.

    `slugs` leads from a name without authority to its slug, `order` from a record to its place in the archive's order.
    `years` has the years of those decades whose records fill more than a page.
    """

    values: Mapping[str, Mapping[str, Value]]
    slugs: Mapping[tuple[str, str], str]
    order: Mapping[str, int]
    years: Mapping[str, Value] = field(default_factory=dict)

    def find(self, kind: str, ref: Ref) -> Value | None:
        """Return the value that a record's reference means."""
        found = ref.id or self.slugs.get((kind, str(ref.name)))
        return self.values[kind].get(found) if found else None


def gather(public: PublicCatalogue) -> Registers:
    """Read the registers off the public catalogue; records keep the order of the hierarchy, those of a time that of their years.

    Years alone, no days: an edit that leaves a record its years leaves it its place (see `ripples`).
    """
    names: dict[str, dict[str, Text]] = {kind: {} for kind in KINDS}
    holders: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in KINDS}
    slugs: dict[tuple[str, str], str] = {}
    for kind, authority, name in _authorities(public):
        names[kind][authority] = name
        holders[kind][authority] = []
    made: dict[str, list[str]] = defaultdict(list)
    for shown in public:
        for kind, ref in references(public, shown):
            key = ref.id if ref.id in names[kind] else _slug(kind, ref, names[kind], slugs)
            held = holders[kind][key]
            if not held or held[-1] != shown.id:
                held.append(shown.id)
            if kind == "people" and any(ref is creator for creator in shown.record.creators):
                made[key].append(shown.id)
    dated = {shown.id: span for shown in public if (span := _span(shown)) is not None}
    for one in sorted(dated, key=dated.__getitem__):
        begins = str(decade(dated[one][0]))
        names["dates"].setdefault(begins, Text((("und", begins),)))
        holders["dates"][begins].append(one)
    known = {(kind, authority) for kind, authority, _ in _authorities(public)}
    points = dict(_points(public, slugs))

    def value(kind: str, key: str, held: list[str]) -> Value:
        created = tuple(dict.fromkeys(made.get(key, ()))) if kind == "people" else ()
        point = points.get(key) if kind == "places" else None
        return Value(key, names[kind][key], (kind, key) in known or kind == "dates", tuple(dict.fromkeys(held)), created, point)

    return Registers(
        {kind: {key: value(kind, key, held) for key, held in holders[kind].items()} for kind in KINDS},
        slugs,
        {record_id: number for number, record_id in enumerate(public.records)},
        _years(dated, holders["dates"]),
    )


def _points(public: PublicCatalogue, slugs: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, Coordinates]]:
    """Yield where places are, those last that decide: what authority records say, else the first of the records."""
    for shown in reversed(list(public)):
        for ref in reversed(shown.record.places):
            if isinstance(ref, PlaceRef) and ref.coordinates is not None and ref.id not in public.places:
                yield slugs[("places", str(ref.name))], ref.coordinates
    yield from ((slug, place.coordinates) for slug, place in public.places.items() if place.coordinates)


def _years(dated: Mapping[str, tuple[int, int]], decades: Mapping[str, list[str]]) -> dict[str, Value]:
    """Return the years of crowded decades; what is said to have been sometime in a decade or a century begins in no year."""
    holders: dict[int, list[str]] = defaultdict(list)
    for one in (one for held in decades.values() if len(held) > LIST_PAGE for one in held):
        first, last = dated[one]
        if not (first % 10 == 0 and last % 10 == 9):
            holders[first].append(one)
    named = {str(year): held for year, held in sorted(holders.items())}
    return {year: Value(year, Text((("und", year),)), False, tuple(held)) for year, held in named.items()}


def _authorities(public: PublicCatalogue) -> Iterator[tuple[str, str, Text]]:
    tables: Iterable[tuple[str, Mapping[str, Any]]] = (
        ("subjects", public.subjects),
        ("places", public.places),
        ("people", public.agents),
        ("institutions", public.institutions),
    )
    for kind, table in tables:
        for key in sorted(table):
            yield kind, key, table[key].name


def references(public: PublicCatalogue, shown: PublicRecord) -> Iterator[tuple[str, Ref]]:
    """Yield what a record names: the register, and the name as the record has it."""
    record = shown.record
    for kind, refs in (
        ("subjects", record.subjects),
        ("places", record.places),
        ("people", record.people),
        ("types", record.genres),
    ):
        for ref in refs:
            yield kind, ref
    if "creators" not in shown.inherited:
        for ref in record.creators:
            yield "people", ref
    above = public.records[shown.parent].record.institution if shown.parent else None
    if record.institution is not None and (above is None or above.name != record.institution.name):
        yield "institutions", record.institution


def _slug(kind: str, ref: Ref, names: dict[str, Text], slugs: dict[tuple[str, str], str]) -> str:
    """Return the slug of a name without authority record; two names never share one."""
    key = (kind, str(ref.name))
    if key not in slugs:
        first = made = slug(str(ref.name)) or "x"
        number = 1
        while made in names:
            number += 1
            made = f"{first}-{number}"
        slugs[key] = made
        names[made] = ref.name
    return slugs[key]


def _span(shown: PublicRecord) -> tuple[int, int] | None:
    """Return the first and last year of a record's dates; upper levels are left to their parts."""
    return None if shown.visibility is Visibility.TOMBSTONE or shown.children else _span_of(shown.record.dates)


def _span_of(dates: Iterable[DateValue]) -> tuple[int, int] | None:
    """Return the first and last year of dates, an open end counting as the other; None for what is before our era."""
    span = hull(dates)
    first, last = years(span) if span is not None else (None, None)
    begins, ends = first if first is not None else last, last if last is not None else first
    return (begins, ends) if begins is not None and ends is not None and begins > 0 else None


def first_decade(dates: Iterable[DateValue]) -> int | None:
    """Return the decade in which dates begin (in which they end, where their beginning is open), as its first year."""
    span = _span_of(dates)
    return decade(span[0]) if span is not None else None
