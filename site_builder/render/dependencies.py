"""What each page depends on, as digests: equal digests mean equal pages, so that an edit ripples just as far as it must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from site_builder.model.authorities import Institution
from site_builder.model.catalogue import Edit, PublicCatalogue, PublicRecord
from site_builder.model.digest import combined, digest
from site_builder.model.digital import DigitalObjects
from site_builder.model.records import Ref
from site_builder.model.rights import AccessStatus
from site_builder.render import home
from site_builder.render.browse import CARDS
from site_builder.render.edition import Edition
from site_builder.render.kinship import tables
from site_builder.render.record_pages import CHILDREN, around
from site_builder.render.registers import KINDS, Registers, Value
from site_builder.render.related import neighbours_elsewhere
from site_builder.render.ripples import Standing
from site_builder.render.stories import records_named
from site_builder.render.trees import has_tree, lists_to

_REFS = (
    ("people", "creators"),
    ("people", "people"),
    ("subjects", "subjects"),
    ("places", "places"),
    ("types", "genres"),
)


class Dependencies:
    """Digests of subjects; each record is summed up once, its whole branch once; `standing` knows those that no edit concerns."""

    def __init__(self, everything: str, edition: Edition, standing: Standing | None = None, edits: Sequence[Edit] = ()) -> None:
        self._everything = everything
        self._edition = edition
        self._public: PublicCatalogue = edition.public
        self._objects: DigitalObjects = edition.objects
        self._registers: Registers = edition.registers
        self._summaries: dict[str, str] = {}
        self._branches: dict[str, str] = {}
        self._chains: dict[tuple[str | None, object], str] = {}
        self._accesses: dict[int, str] = {}
        self._custodians: dict[str, str] = {}
        public = self._public
        self._past = standing
        self._edited = {one.after.id for one in edits}
        self._around = self._edited | {rung.id for one in edits for rung in one.after.ladder if rung.id is not None}
        self._authorities = digest(public.institutions, public.agents, public.places, public.subjects)

    def record(self, shown: PublicRecord) -> str:
        """Digest what the page of a record shows."""
        public, summary = self._public, self.summary
        unfolded = shown.descendants <= CHILDREN or shown.parent is None
        objects, custodian = self._objects.get(shown.id), public.custodian(shown)
        return combined(
            self._everything,
            public.contents[shown.id],
            self._standing(shown),
            digest(objects) if objects else "",
            self.chain(shown),
            *lists_to(public, shown),
            str(has_tree(public.records.get(shown.collection, shown))),
            combined(*(self.branch(one) if unfolded else summary(one) for one in shown.children)),
            combined(*map(summary, around(public, shown))),
            combined(*(summary(one.ref) for one in shown.record.related if one.ref is not None and one.ref in public.records)),
            combined(*self._cards(shown)),
            combined(*(self._value_of(kind, ref) for kind, name in _REFS for ref in getattr(shown.record, name))),
            self._custodian(custodian) if custodian is not None else "",
            combined(*(summary(one) for one in dict.fromkeys(shown.inherited.values()) if one in public.records)),
            public.as_of if shown.access.status is AccessStatus.EMBARGOED else "",
            self._told(shown),
            self._histories(shown),
        )

    def _histories(self, shown: PublicRecord) -> str:
        told = [(agent.name, agent.history) for agent in self._public.histories(shown)]
        return digest(told) if told else ""

    def _told(self, shown: PublicRecord) -> str:
        """Digest the stories that show a record, and the records they lead to."""
        told = self._edition.stories.get(shown.id, ())
        return digest(told, [self.summary(one) for page in told for one in page.stops]) if told else ""

    def _standing(self, shown: PublicRecord) -> str:
        """Digest all that is known of a record besides its own fields."""
        return digest(
            shown.visibility, self._access(shown), shown.collection, shown.parent, shown.ladder, shown.children, shown.place,
            shown.closed, shown.objects_below, shown.descendants, shown.inherited, shown.reason, shown.withdrawn_on,
        )  # fmt: skip

    def _access(self, shown: PublicRecord) -> str:
        """Digest what is said of access, which most records share."""
        key = id(shown.access)
        if key not in self._accesses:
            self._accesses[key] = digest(shown.access)
        return self._accesses[key]

    def _custodian(self, custodian: Institution) -> str:
        if custodian.id not in self._custodians:
            self._custodians[custodian.id] = digest(custodian)
        return self._custodians[custodian.id]

    def _cards(self, shown: PublicRecord) -> Iterator[str]:
        for other, kind, _ in islice(neighbours_elsewhere(self._public, self._registers, shown), 3):
            yield f"{kind}:{self.summary(other.id)}"

    def _value_of(self, kind: str, ref: Ref) -> str:
        found = self._registers.find(kind, ref)
        return f"{found.slug}:{found.own_page}:{found.authority}" if found is not None else ""

    def summary(self, record_id: str) -> str:
        """Digest what other pages show of a record."""
        if record_id not in self._summaries:
            known = self._past.summary(record_id) if self._past and record_id not in self._edited else None
            self._summaries[record_id] = known or self._summed(self._public.records[record_id])
        return self._summaries[record_id]

    def _summed(self, shown: PublicRecord) -> str:
        record = shown.record
        pictures = [one.images for one in self._objects.get(shown.id, ())][:1]
        return digest(
            shown.id,
            shown.visibility,
            self._access(shown),
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
            shown.objects_below,
        )

    def branch(self, record_id: str) -> str:
        """Digest what a tree shows of a record and everything below it."""
        if record_id not in self._branches:
            known = self._past.branch(record_id) if self._past and record_id not in self._around else None
            self._branches[record_id] = known or self._branched(self._public.records[record_id])
        return self._branches[record_id]

    def _branched(self, shown: PublicRecord) -> str:
        return combined(self.summary(shown.id), *map(self.branch, shown.children))

    def chain(self, shown: PublicRecord) -> str:
        """Digest the ladder above a record."""
        key = shown.parent, shown.ladder
        if key not in self._chains:
            self._chains[key] = digest([rung.id and self.summary(rung.id) for rung in shown.ladder], shown.ladder)
        return self._chains[key]

    def finding_aid(self, shown: PublicRecord) -> str:
        """Digest the finding aid of a fonds: what is said of each record in it."""
        said = combined(*(self._public.contents[one.id] + self._histories(one) for one in self._public.below(shown.id)))
        return digest(self.record(shown), self.branch(shown.id), said)

    def tree(self, shown: PublicRecord) -> str:
        """Digest the tree of a fonds: a page of it that is merely longer changes nothing here."""
        return digest(self._everything, self.branch(shown.id))

    def register(self, kind: str) -> str:
        """Digest the index of a register."""
        lines = [self._line(found) for found in self._registers.values[kind].values()]
        return digest(self._everything, lines, self._authorities if kind in tables(self._public) else "")

    def _line(self, found: Value) -> tuple[object, ...]:
        return found.slug, found.name, len(found.records), found.own_page or found.records[:1]

    def value(self, kind: str, found: Value, number: int) -> str:
        """Digest a page of one value: how many records there are, and those that it lists."""
        records = [(self.summary(one), self.chain(self._public.records[one])) for one in found.page(number)]
        head = found.slug, found.name, found.authority, len(found.records), len(found.made)
        years = self._years(found) if kind == "dates" and number == 1 else ()
        return digest(self._everything, head, records, years, self._authorities if found.authority else "")

    def _years(self, decade: Value) -> list[tuple[object, ...]]:
        years = (self._registers.years.get(str(int(decade.slug) + one)) for one in range(10))
        return [self._line(found) for found in years if found is not None]

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

    def map(self) -> str:
        """Digest the map: the places, and which records name each."""
        values = self._registers.values["places"]
        named = [(found.slug, found.name, found.records, found.coordinates) for found in values.values()]
        return digest(self._everything, self._public.places, named)

    def portal(self) -> str:
        """Digest everything that stands once: the home page counts all there is."""
        pictured = len(self._objects), sum(map(len, self._objects.values())), self._pictured(home.plate(self._edition))
        return digest(self._everything, list(self._all()), self._authorities, len(self._public.records), pictured)

    def _all(self) -> Iterator[object]:
        for root in self._public.roots:
            shown = self._public.records[root]
            cover = self._pictured(home.cover(self._edition, shown))
            yield self.summary(root), shown.record.scope_and_content, shown.record.institution, cover
        for kind in KINDS:
            yield [self._line(found) for found in self._registers.values[kind].values()]
        for found in self._registers.values["dates"].values():
            yield [self.summary(one) for one in found.records[:CARDS]]

    def _pictured(self, shown: PublicRecord | None) -> object:
        return (self.summary(shown.id), self._objects.get(shown.id)) if shown is not None else None
