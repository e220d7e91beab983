"""Whole collections to take along: `data/<collection>/` in every form that this site offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.formats import dublin_core, oai, tables
from site_builder.formats.ead import finding_aid_xml
from site_builder.model import output
from site_builder.model.catalogue import Edit, PublicCatalogue, PublicRecord
from site_builder.model.digest import combined, digest
from site_builder.model.digital import DigitalObjects
from site_builder.model.output import Output, Subject

Form = Callable[[PublicCatalogue, DigitalObjects, str], Iterator[tuple[str, bytes]]]
FORMS: tuple[Form, ...] = (tables.whole, finding_aid_xml.whole, dublin_core.whole, oai.whole)
"""What makes (name, content) of files of a collection."""
NAMES = {"csv": "records.csv", "json": "records.json", "ead3": "ead3.xml", "dc": "dc.xml"}
"""Each file by the word that people call its form, in the order of FORMS; every collection has these."""


def names(public: PublicCatalogue) -> Mapping[str, str]:
    """Return the files of each collection by the word for their form: one for harvesters only where a ledger gives true days."""
    return NAMES | {"oai": oai.NAME} if public.remembers else NAMES


@dataclass(frozen=True)
class DownloadsMaker:
    """`data/<collection>/…`, one subject a collection."""

    public: PublicCatalogue
    objects: DigitalObjects
    name: str = "downloads"

    def subjects(self) -> Iterator[Subject]:
        """List the collections: their records, and the names of what is beside them."""
        return self._subjects(self.public.roots)

    def touched(self, edits: Sequence[Edit], pointing: Callable[[str], Sequence[str]]) -> Iterator[Subject]:
        """List the collections of edited records, and of those that name one as related: `pointing` knows them."""
        named = (other for one in edits for other in (one.after.id, *pointing(one.after.id)) if other in self.public.records)
        return self._subjects(dict.fromkeys(map(self._root, named)))

    def _root(self, record_id: str) -> str:
        while (above := self.public.records[record_id].parent) is not None:
            record_id = above
        return record_id

    def _subjects(self, roots: Iterable[str]) -> Iterator[Subject]:
        portal = self.public.portal
        shared = digest(
            portal.base_url, portal.languages, portal.title, portal.publisher, portal.metadata_license,
            {key: agent.type for key, agent in self.public.agents.items()},
        )  # fmt: skip
        for root in roots:
            records = list(map(self._record, self.public.below(root)))
            ended = digest(self.public.remembers, list(oai.gone(self.public, root)))
            yield Subject(root, combined(shared, ended, *records), 1 + len(records) // 20)

    def _record(self, shown: PublicRecord) -> str:
        """Digest a record, its place, and what is said of those it is related to."""
        place = (
            shown.visibility, shown.access, shown.parent, shown.ladder, shown.children, shown.place, shown.closed,
            shown.inherited, shown.reason, shown.withdrawn_on, shown.objects_below, shown.descendants,
            self.objects.get(shown.id), [self._title(one.ref) for one in shown.record.related], oai.stamp_of(self.public, shown),
            [(agent.name, agent.history) for agent in self.public.histories(shown)],
        )  # fmt: skip
        return combined(self.public.contents[shown.id], digest(place))

    def _title(self, ref: str | None) -> str:
        known = self.public.records.get(ref) if ref else None
        return str(known.record.title) if known else ""

    def paths(self, key: str) -> list[str]:
        """Declare the files of a collection."""
        return [output.collection_data(key, name) for name in names(self.public).values()]

    def make(self, key: str) -> Iterator[Output]:
        """Make the files of a collection."""
        for form in FORMS:
            for name, content in form(self.public, self.objects, key):
                yield Output(output.collection_data(key, name), content)
