"""Which pages an edit of records may show on: found from the records outwards, never by looking at every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from site_builder.model.catalogue import Edit, PublicCatalogue, PublicRecord
from site_builder.render.browse import CARDS
from site_builder.render.edition import Edition
from site_builder.render.record_pages import AROUND
from site_builder.render.registers import LIST_PAGE, Registers, Value, first_decade, references
from site_builder.render.related import STEPS


class Standing(Protocol):
    """What was gathered of all records when they were last looked at."""

    def summary(self, record_id: str) -> str | None:
        """Return the digest of what others show of a record."""
        ...

    def branch(self, record_id: str) -> str | None:
        """Return the digest of what a tree shows of a record and everything below it."""
        ...

    def pointing(self, record_id: str) -> Sequence[str]:
        """Return the records that name one as related."""
        ...


def touched(edition: Edition, edit: Edit, standing: Standing) -> Iterator[str]:
    """Yield the keys of pages that may show one record that stands where it stood and names what it named."""
    public, shown = edition.public, edit.after
    yield f"record/{shown.id}"
    for above in _line(public, shown):
        yield from (f"{kind}/{above.id}" for kind in ("record", "finding-aid", "tree"))
    for other in (*_siblings(public, shown), *standing.pointing(shown.id), *_before(edition.registers, shown)):
        yield f"record/{other}"
    for kind, found in _values(public, edition.registers, shown):
        if found.own_page:
            yield list_key(kind, found, 1 + found.listed.index(shown.id) // LIST_PAGE)
    for told in edition.stories.get(shown.id, ()):
        yield f"page/{told.language}/{told.path}"
        yield from (f"record/{one}" for one in told.stops)
    if shown.parent is None or edition.objects.get(shown.id) or _on_timeline(edition.registers, shown):
        yield "portal"


def list_key(kind: str, found: Value, number: int) -> str:
    """Return the key of a page of a value's list."""
    return f"browse/{kind}/{found.slug}" + (f"/{number}" if number > 1 else "")


def _line(public: PublicCatalogue, shown: PublicRecord) -> Iterator[PublicRecord]:
    """Yield a record and those above it."""
    yield shown
    while shown.parent is not None:
        shown = public.records[shown.parent]
        yield shown


def _siblings(public: PublicCatalogue, shown: PublicRecord) -> Sequence[str]:
    """Return the records that show this one among those around them."""
    if shown.parent is None or shown.place is None:
        return ()
    at = shown.place[0] - 1
    return public.records[shown.parent].children[max(0, at - AROUND) : at + AROUND + 1]


def _before(registers: Registers, shown: PublicRecord) -> Iterator[str]:
    """Yield the records that may show this one because both name the same: those that come before it under that name."""
    for kind, ref in (("places", shown.record.places), ("people", shown.record.people), ("subjects", shown.record.subjects)):
        for found in (registers.find(kind, one) for one in ref):
            if found is not None and shown.id in found.records:
                at, number = found.records.index(shown.id), len(found.records)
                yield from (found.records[(at - step) % number] for step in range(1, min(number, STEPS) + 1))


def _values(public: PublicCatalogue, registers: Registers, shown: PublicRecord) -> Iterator[tuple[str, Value]]:
    """Yield the values in whose lists a record stands."""
    seen = set()
    for kind, ref in references(public, shown):
        found = registers.find(kind, ref)
        if found is not None and shown.id in found.records and (kind, found.slug) not in seen:
            seen.add((kind, found.slug))
            yield kind, found
    decade = first_decade(shown.record.dates)
    for kind, values in (("dates", registers.values["dates"]), ("years", registers.years)):
        first = decade if kind == "dates" else None
        keys = [str(first)] if first is not None else [str(decade + one) for one in range(10)] if decade is not None else []
        yield from ((kind, values[key]) for key in keys if key in values and shown.id in values[key].records)


def _on_timeline(registers: Registers, shown: PublicRecord) -> bool:
    return any(shown.id in found.records[:CARDS] for found in registers.values["dates"].values())
