"""What a whole build leaves for an edit of a few records, gathered while the site is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from site_builder.carried import Carried, Row
from site_builder.model.catalogue import PublicRecord
from site_builder.problems import Problem
from site_builder.source import quotes
from site_builder.source.catalogue import Catalogue
from site_builder.source.packing import pack
from site_builder.source.resolving import Authorities
from site_builder.unchanged import Seen
from site_builder.workshop import Makers


@dataclass(frozen=True)
class Read:
    """What is kept of what authors wrote, besides what may be shown of it: where each record is held, and what all share.

    `held` has (id, parent, file) of every record, `quoted` the ids of those whose words stand on pages, `sources` the digest by
    which what a file says is remembered.
    """

    held: Sequence[tuple[str, str | None, str]]
    authorities: Authorities
    problems: Sequence[Problem]
    quoted: Set[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)


def read_of(catalogue: Catalogue, problems: Sequence[Problem], sources: Mapping[str, str]) -> Read:
    """Take from a catalogue what is kept of it."""
    held = [(record_id, one.parent, one.origin.file) for record_id, one in catalogue.held.items()]
    authorities = Authorities(catalogue.institutions, catalogue.agents, catalogue.places, catalogue.subjects)
    quoted = {one.id for page in catalogue.pages for one in quotes.quotes(page.body)}
    return Read(held, authorities, problems, quoted, sources)


def leave(carried: Carried, seen: Seen, read: Read, makers: Makers, media_problems: Sequence[Problem]) -> None:
    """Leave it for the build after the one that is noted with what was seen."""
    public, objects = makers.pages.public, makers.pages.objects
    parts = {
        "seen": (seen.rest, seen.own()),
        "public": replace(public, records={}, media_paths={}),
        "numbers": (len(public.records), len(objects)),
        "registers": makers.pages.registers,
        "documents": makers.search.documents(),
        "authorities": read.authorities,
        "quoted": read.quoted,
        "problems": (tuple(read.problems), tuple(media_problems)),
    }
    carried.leave(seen.mark, _rows(read, makers), read.sources, parts)


def _rows(read: Read, makers: Makers) -> Iterator[Row]:
    public, objects = makers.pages.public, makers.pages.objects
    numbers = {record_id: number for number, record_id in enumerate(public.records)}
    for record_id, parent, file in read.held:
        if record_id not in numbers:
            yield Row(record_id, parent, file)
            continue
        shown, mine = public.records[record_id], objects.get(record_id)
        summary, branch = makers.pages.dependencies.summary(record_id), makers.pages.dependencies.branch(record_id)
        packed = pack(mine) if mine else None
        yield Row(record_id, parent, file, numbers[record_id], pack(shown), packed, summary, branch, pointed(shown))


def pointed(shown: PublicRecord) -> tuple[str, ...]:
    """Return the records that one names as related."""
    return tuple(dict.fromkeys(one.ref for one in shown.record.related if one.ref is not None))
