"""What each page depends on, as digests: equal digests mean equal pages, so that an edit ripples just as far as it must."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.digest import digest
from site_builder.model.digital import DigitalObjects
from site_builder.model.records import Ref
from site_builder.model.rights import AccessStatus
from site_builder.render.content import records_named
from site_builder.render.edition import Edition
from site_builder.render.record_pages import CHILDREN, around
from site_builder.render.registers import KINDS, Registers, Value
from site_builder.render.related import neighbours_elsewhere

_REFS = (
    ("people", "creators"),
    ("people", "people"),
    ("subjects", "subjects"),
    ("places", "places"),
    ("types", "genres"),
)


class Dependencies:
    """Digests of subjects; each record is summed up once, its whole branch once."""

    def __init__(self, everything: str, edition: Edition) -> None:
        self._everything = everything
        self._edition = edition
        self._public: PublicCatalogue = edition.public
        self._objects: DigitalObjects = edition.objects
        self._registers: Registers = edition.registers
        self._summaries: dict[str, str] = {}
        self._branches: dict[str, str] = {}
        self._chains: dict[str | None, str] = {}
        public = self._public
        self._authorities = digest(public.institutions, public.agents, public.places, public.subjects)

    def record(self, shown: PublicRecord) -> str:
        """Digest what the page of a record shows."""
        public = self._public
        unfolded = shown.descendants <= CHILDREN or shown.parent is None
        children = [self.branch(public.records[one]) if unfolded else self.summary(one) for one in shown.children]
        linked = [one.ref for one in shown.record.related if one.ref is not None and one.ref in public.records]
        return digest(
            self._everything,
            shown,
            self._objects.get(shown.id, ()),
            self.chain(shown),
            children,
            [self.summary(one) for one in (*around(public, shown), *linked)],
            self._cards(shown),
            [self._value_of(kind, ref) for kind, name in _REFS for ref in getattr(shown.record, name)],
            public.custodian(shown),
            [self.summary(one) for one in dict.fromkeys(shown.inherited.values()) if one in public.records],
            public.as_of if shown.access.status is AccessStatus.EMBARGOED else "",
        )

    def _cards(self, shown: PublicRecord) -> list[tuple[str, str]]:
        return [
            (self.summary(other.id), reason)
            for (other, reason), _ in zip(neighbours_elsewhere(self._edition, shown), range(3), strict=False)
        ]

    def _value_of(self, kind: str, ref: Ref) -> tuple[object, ...]:
        found = self._registers.find(kind, ref)
        return (found.slug, found.own_page, found.authority) if found is not None else ()

    def summary(self, record_id: str) -> str:
        """Digest what other pages show of a record."""
        if record_id not in self._summaries:
            shown = self._public.records[record_id]
            record = shown.record
            pictures = [one.images for one in self._objects.get(record_id, ())][:1]
            self._summaries[record_id] = digest(
                record_id,
                shown.visibility,
                shown.access,
                shown.parent,
                shown.descendants,
                shown.closed,
                shown.place,
                record.title,
                record.level,
                record.identifier,
                record.dates,
                record.extent,
                pictures,
                bool(shown.children),
            )
        return self._summaries[record_id]

    def branch(self, shown: PublicRecord) -> str:
        """Digest what a tree shows of a record and everything below it."""
        if shown.id not in self._branches:
            below = [self.branch(self._public.records[one]) for one in shown.children]
            self._branches[shown.id] = digest(self.summary(shown.id), below)
        return self._branches[shown.id]

    def chain(self, shown: PublicRecord) -> str:
        """Digest the ladder above a record."""
        if shown.parent not in self._chains:
            self._chains[shown.parent] = digest(
                [rung.id and self.summary(rung.id) for rung in shown.ladder], shown.ladder
            )
        return self._chains[shown.parent]

    def finding_aid(self, shown: PublicRecord) -> str:
        """Digest the finding aid of a fonds."""
        return digest(self.record(shown), self.branch(shown))

    def register(self, kind: str) -> str:
        """Digest the index of a register."""
        return digest(self._everything, [self._line(found) for found in self._registers.values[kind].values()])

    def _line(self, found: Value) -> tuple[object, ...]:
        return found.slug, found.name, len(found.records), found.own_page or found.records[:1]

    def value(self, kind: str, found: Value) -> str:
        """Digest the pages of one value."""
        records = [(self.summary(one), self.chain(self._public.records[one])) for one in found.records]
        return digest(self._everything, found, records, self._authorities if found.authority else "")

    def page(self, path: str) -> str:
        """Digest a written page: itself and the others, and the records it names."""
        records = [
            self.summary(one)
            for page in self._public.pages
            if page.path == path
            for one in records_named(page)
            if one in self._public.records
        ]
        return digest(self._everything, self._public.pages, records)

    def portal(self) -> str:
        """Digest everything that stands once: the home page counts all there is."""
        return digest(self._everything, list(self._all()), self._authorities, len(self._objects))

    def _all(self) -> Iterator[object]:
        for root in self._public.roots:
            yield self.branch(self._public.records[root]), self._public.records[root].record.scope_and_content
        for kind in KINDS:
            yield [self._line(found) for found in self._registers.values[kind].values()]
