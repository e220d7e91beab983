"""The public catalogue: all that may be shown, and nothing else, with its hierarchy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from site_builder.model.addresses import Former
from site_builder.model.authorities import Agent, Institution, Place, Subject
from site_builder.model.digest import digest
from site_builder.model.portal import Page, Portal
from site_builder.model.records import UPPER, Level, Record, Ref
from site_builder.model.rights import PublicAccess, Visibility


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder above a record; `id` is None where only the level of that ancestor may be known."""

    level: Level
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecord:
    """A record after the gate.

    `record` has every field that may not be shown emptied, inherited values filled in (`inherited`: field → id of the
    ancestor that states it) and only the media whose files may be published; `access` (see the public one here),
    `part_of` and `order` (see `parent` and `children`) are always emptied. `visibility` is full, minimal or tombstone.

    `parent` is the nearest ancestor shown in full, `collection` the topmost record reached by way of parents; a record
    without such a parent is one of the catalogue's roots. `ladder` goes from the top down to just above the record, past
    what is hidden; a minimal ancestor is a rung without id. `children` are the full and minimal records hanging from this
    one; minimal records have none. `place` is (number, of how many) among the parent's children, None for roots.
    `closed` counts the records below that exist and may be counted, but not known, and hang from here. `descendants`
    counts all full and minimal records below, `objects_below` those with published media (this one included). `mute` says that
    words which its files hold may not be taken out of them, for pages or for search.

    A tombstone has an id, `reason` (the type of the basis), `withdrawn_on` (an ISO date) and perhaps a request, and no
    parent, ladder or place (`collection` is for harvesters alone); its `level` says nothing. It stands in nobody's
    `children`, but has a page at its address.
    """

    record: Record
    visibility: Visibility
    access: PublicAccess
    collection: str
    parent: str | None = None
    ladder: tuple[Rung, ...] = ()
    children: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    closed: int = 0
    objects_below: int = 0
    descendants: int = 0
    inherited: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    withdrawn_on: str | None = None
    mute: bool = False

    @property
    def id(self) -> str:
        """The id, never hidden."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Edit:
    """A record before and after an edit: it stands where it stood, nothing is below it, and it names what it named."""

    before: PublicRecord
    after: PublicRecord


class _Contents(dict[str, str]):
    """Digests of records' own fields."""

    def __init__(self, records: Mapping[str, PublicRecord]) -> None:
        super().__init__()
        self._records = records

    def __missing__(self, record_id: str) -> str:
        return self.setdefault(record_id, digest(self._records[record_id].record))


@dataclass(frozen=True, kw_only=True)
class PublicCatalogue:
    """The only thing that whatever makes the site can see. Made by `source.release` and nobody else.

    `records` is in the order of the hierarchy (each fonds followed by all below it), tombstones among them; `roots` are the
    full and minimal records that hang from nothing. `media_paths` leads from a released media path (of `media.path`,
    `.thumbnail` or `.captions`), as (record id, path), to the file. `as_of` is the ISO date of the build. `since` says, of
    records that the ledger knows, when they were first published; `former` are the addresses that lead to nothing any more,
    `withdrawn` the tombstones among the records. `dropped` are languages that the portal had, each with the one in which its
    addresses are answered now.
    """

    portal: Portal
    as_of: str
    records: Mapping[str, PublicRecord]
    roots: tuple[str, ...]
    institutions: Mapping[str, Institution]
    agents: Mapping[str, Agent]
    places: Mapping[str, Place]
    subjects: Mapping[str, Subject]
    pages: tuple[Page, ...]
    media_paths: Mapping[tuple[str, str], Path]
    since: Mapping[str, str] = field(default_factory=dict)
    former: tuple[Former, ...] = ()
    withdrawn: tuple[PublicRecord, ...] = ()
    dropped: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[PublicRecord]:
        return iter(self.records.values())

    @cached_property
    def contents(self) -> Mapping[str, str]:
        """The digest of each record's own fields, by id; made once, where it is asked for."""
        return _Contents(self.records)

    @property
    def remembers(self) -> bool:
        """Whether the archive keeps a ledger: only then is it known when anything was published."""
        return bool(self.since or self.former)

    def below(self, record_id: str) -> Iterator[PublicRecord]:
        """Yield a record and everything shown below it, depth first."""
        stack = [record_id]
        while stack:
            shown = self.records[stack.pop()]
            yield shown
            stack.extend(reversed(shown.children))

    def ancestors(self, record_id: str) -> Iterator[PublicRecord]:
        """Yield the shown ancestors from the top down."""
        return (self.records[rung.id] for rung in self.records[record_id].ladder if rung.id is not None)

    def histories(self, shown: PublicRecord) -> Iterator[Agent]:
        """Yield the agents whose history is told of an upper level's record: its own creators, where it says nothing of them."""
        record = shown.record
        if record.level in UPPER and not record.history and "creators" not in shown.inherited:
            for ref in record.creators:
                agent = self.agents.get(ref.id or "")
                if agent is not None and agent.history:
                    yield agent

    def custodian(self, shown: PublicRecord) -> Institution | None:
        """Return the authority record of the custodian, where there is one."""
        ref: Ref | None = shown.record.institution
        return self.institutions.get(ref.id) if ref is not None and ref.id is not None else None
