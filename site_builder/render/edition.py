"""An edition: the portal in one language, and how it names, links and lists what the public catalogue holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.dates import DateValue
from site_builder.model.digital import DigitalObject, DigitalObjects
from site_builder.model.records import Extent, Ref
from site_builder.model.rights import AccessStatus, Visibility
from site_builder.model.text import Text
from site_builder.render.frame import Alternate
from site_builder.render.frame import Page as PageHead
from site_builder.render.kinship import Kinship, gather
from site_builder.render.objects import Picture
from site_builder.render.parts import Access, Branch, Entry, Rung
from site_builder.render.phrases import EMPTY, Link, Phrase
from site_builder.render.registers import Registers
from site_builder.render.said_dates import say
from site_builder.render.stories import Stories
from site_builder.render.stories import gather as gather_stories
from site_builder.render.strings import Strings

_SIGNS: Mapping[AccessStatus, str] = {
    AccessStatus.OPEN: "open",
    AccessStatus.OPEN_WITH_NOTICE: "open",
    AccessStatus.METADATA_ONLY: "part",
    AccessStatus.EMBARGOED: "part",
}
_TALLEST = 760
_KEPT = 5_000
"""Rows of trees that are kept at a time."""


def _fitted(width: int, height: int) -> tuple[int, int]:
    """Return the size at which a picture stands on a page: no taller than a window, so that its place is known at once."""
    return (width, height) if height <= _TALLEST else (max(1, round(width * _TALLEST / height)), _TALLEST)


@dataclass(frozen=True)
class Edition:
    """What makers of views share in one language. `others` are the other languages' tags and names of themselves."""

    language: str
    strings: Strings
    public: PublicCatalogue
    objects: DigitalObjects
    registers: Registers
    others: tuple[tuple[str, str], ...] = ()
    _ladders: dict[object, tuple[Rung, ...]] = field(default_factory=dict)
    _branches: dict[tuple[str, int, str, bool], Branch] = field(default_factory=dict)
    _chains: dict[tuple[int, str | None], tuple[Link, ...]] = field(default_factory=dict)

    @cached_property
    def kinship(self) -> Kinship:
        """Who points to whom among the authority records."""
        return gather(self.public)

    @cached_property
    def stories(self) -> Stories:
        """Which written pages name which records."""
        return gather_stories(self.public)

    @cached_property
    def base(self) -> str:
        """The absolute address of the site's root, with its slash."""
        return self.public.portal.base_url.rstrip("/") + "/"

    def phrase(self, text: Text | None) -> Phrase:
        """Say a text in this language, else in the language it has, tagged as such."""
        if text is None or not text.values:
            return EMPTY
        tag, words = text.pick(self.language)
        return Phrase(words, "" if tag == self.language or tag == "und" else tag)

    def title(self, shown: PublicRecord) -> Phrase:
        """Name a record; one whose title may not be known is named by its level and id."""
        if shown.visibility is Visibility.FULL and shown.record.title:
            return self.phrase(shown.record.title)
        return Phrase(self.strings.t("record.unnamed", level=self.level(shown.record.level), id=shown.id))

    def level(self, level: str) -> str:
        """Name a level of description."""
        return self.strings.t(f"level.{level}")

    def link(self, here: str, target: str) -> str:
        """Return the relative link between two paths of the site."""
        return output.relative(here, target)

    def record_path(self, record_id: str) -> str:
        """Return the path of a record's page in this language."""
        return output.record_page(self.language, record_id)

    def dates(self, values: Iterable[DateValue]) -> Phrase:
        """Say dates of one record on one line."""
        said = [say(value, self.strings) for value in values]
        if len(said) == 1:
            return said[0]
        return Phrase("; ".join(one.text for one in said if one.text))

    def extent(self, values: Iterable[Extent]) -> Phrase:
        """Say an extent on one line."""
        said = [self._extent(value) for value in values]
        return said[0] if len(said) == 1 else Phrase(", ".join(one.text for one in said))

    def _extent(self, value: Extent) -> Phrase:
        """Say one extent: counted, its medium, and what its author put in words."""
        text = self.phrase(value.text)
        if text.text and value.medium is None and (value.quantity or "") in text.text:
            return text
        key, quantity = f"unit.{value.unit}", value.quantity or ""
        if quantity.isdigit() and key in self.strings:
            words = self.strings.n(key, int(quantity))
        else:
            decimal = quantity.replace(".", "," if self.language == "vi" else ".")
            unit = self.strings.n(key, 2).removeprefix("2").strip() if key in self.strings else (value.unit or "")
            words = f"{decimal} {unit.replace('_', ' ')}".strip()
        return Phrase("; ".join(one for one in (words, self.phrase(value.medium).text, text.text) if one))

    def origin(self, shown: PublicRecord, field: str) -> Phrase | None:
        """Say where an inherited value stands: "Theo phông PL.01"."""
        above = self.public.records.get(shown.inherited.get(field, ""))
        return self.by(above) if above is not None else None

    def by(self, above: PublicRecord) -> Phrase:
        """Name the ancestor that something is taken from: "Theo phông PL.01"."""
        name = self.code(above) or self.title(above).text
        return Phrase(self.strings.t("record.inherited", level=self.level(above.record.level).lower(), name=name))

    def access(self, shown: PublicRecord) -> Access:
        """Say who may see a record."""
        status = shown.access.status
        words = self.strings.t(f"access.{status}")
        if status is AccessStatus.EMBARGOED and shown.access.opens:
            words = self.strings.t("access.opens", date=self.strings.date(shown.access.opens))
        return Access(_SIGNS.get(status, "shut"), words)  # type: ignore[arg-type]  # the three signs of the table

    def ladder(self, here: str, shown: PublicRecord) -> tuple[Rung, ...]:
        """Return the custodian and the ancestors of a record as rungs."""
        key = (here.count("/"), shown.ladder, shown.record.institution and shown.record.institution.name)
        if key not in self._ladders:
            self._ladders[key] = tuple(self._rungs(here, shown))
        return self._ladders[key]

    def _rungs(self, here: str, shown: PublicRecord) -> Iterable[Rung]:
        keeper = shown.record.institution
        if keeper is not None:
            yield Rung(self.strings.t("record.custodian"), self.phrase(keeper.name), self.keeper_link(here, keeper))
        for rung in shown.ladder:
            if rung.id is None:
                yield Rung(self.level(rung.level))
                continue
            above = self.public.records[rung.id]
            yield Rung(
                self.level(rung.level), self.title(above), self.link(here, self.record_path(rung.id)), self.code(above)
            )

    def keeper_link(self, here: str, keeper: Ref) -> str:
        """Return the link to a custodian's page, or nothing."""
        if keeper.id is None or keeper.id not in self.public.institutions:
            return ""
        return self.link(here, output.page(self.language, "institutions", keeper.id))

    def code(self, shown: PublicRecord) -> str:
        """Return the part of the reference code that its parent's does not already say."""
        own = shown.record.identifier or ""
        above = self.public.records[shown.parent].record.identifier if shown.parent else ""
        if above and own.startswith(above) and len(own) > len(above):
            return own[len(above) :].lstrip("-/. _") or own
        return own

    def chain(self, here: str, shown: PublicRecord) -> tuple[Link, ...]:
        """Return the ancestors as links, each with the name of its level, as lists of results show them; kept, for siblings."""
        if here.startswith(f"{self.language}/records/"):
            return self._chain(here, shown)
        key = (here.count("/"), shown.parent)
        if key not in self._chains:
            if len(self._chains) > _KEPT:
                self._chains.clear()
            self._chains[key] = self._chain(here, shown)
        return self._chains[key]

    def _chain(self, here: str, shown: PublicRecord) -> tuple[Link, ...]:
        return tuple(
            Link(self.title(above), self.link(here, self.record_path(above.id)), Phrase(self.level(above.record.level)))
            for above in self.public.ancestors(shown.id)
        )

    def picture(self, here: str, shown: PublicRecord, width: int = 120) -> Picture | None:
        """Return the smallest rendition at least `width` wide of a record's first picture."""
        for one in self.objects.get(shown.id, ()):
            if one.images and shown.access.status is AccessStatus.OPEN:
                return self.rendition(here, one, width)
        return None

    def rendition(self, here: str, one: DigitalObject, width: int) -> Picture:
        """Return one rendition of a picture, without the others."""
        image = next((image for image in one.images if (image.width or 0) >= width), one.images[-1])
        alt = self.phrase(one.alt or one.label)
        width, height = _fitted(image.width or 0, image.height or 0)
        return Picture(self.link(here, image.path), width, height, alt)

    def entry(self, here: str, shown: PublicRecord, chain: bool = True) -> Entry:
        """Describe a record in a list."""
        record = shown.record
        facts = (
            self.level(record.level),
            self.dates(record.dates).text,
            self.extent(record.extent).text,
            record.identifier or "",
        )
        status = shown.access.status
        return Entry(
            self.title(shown),
            self.link(here, self.record_path(shown.id)),
            tuple(fact for fact in facts if fact),
            chain=self.chain(here, shown) if chain else (),
            picture=self.picture(here, shown),
            access=None if status is AccessStatus.OPEN else self.access(shown),
        )

    def branch(
        self,
        here: str,
        shown: PublicRecord,
        open_: bool = False,
        children: tuple[Branch, ...] = (),
        current: bool = False,
    ) -> Branch:
        """Return a record as a row of a tree; siblings show each other, so that rows with nothing below are kept for a while."""
        if open_ or children or shown.id in here.split("/"):
            return self._branch(here, shown, open_, children, current)
        key = (here.split("/", 2)[1], here.count("/"), shown.id, current)
        if key not in self._branches:
            if len(self._branches) > _KEPT:
                self._branches.clear()
            self._branches[key] = self._branch(here, shown, open_, children, current)
        return self._branches[key]

    def _branch(
        self, here: str, shown: PublicRecord, open_: bool, children: tuple[Branch, ...], current: bool
    ) -> Branch:
        status = shown.access.status
        below = shown.descendants
        said = () if status is AccessStatus.OPEN else (self.access(shown).label,)
        return Branch(
            self.title(shown),
            self.link(here, self.record_path(shown.id)),
            self.code(shown),
            self.level(shown.record.level),
            self.dates(shown.record.dates).text,
            self.strings.n("tree.count", below) if below else "",
            " · ".join((*said, *self.digitized(shown))),
            current,
            open_,
            children,
            shown.id if shown.children and not children else "",
        )

    def digitized(self, shown: PublicRecord) -> tuple[str, ...]:
        """Say that a record, or how many at and below it, have digital copies that anybody may open."""
        if not shown.objects_below:
            return ()
        return (self.strings.n("tree.objects", shown.objects_below) if shown.children else self.strings.t("tree.digital"),)

    def closed(self, number: int) -> tuple[Branch, ...]:
        """Return the row that counts closed records, if there are any."""
        return (Branch(None, flag=self.strings.n("tree.closed", number)),) if number else ()

    def page(self, here: str, title: str, alternates: bool = True, **more: object) -> PageHead:
        """Return what a page says of itself; `here` is its path."""
        tail = here.removeprefix(self.language + "/")
        others = (
            tuple(
                Alternate(tag, name, self.link(here, f"{tag}/{tail}"), self.address(f"{tag}/{tail}"))
                for tag, name in self.others
            )
            if alternates
            else ()
        )
        return PageHead("../" * here.count("/"), title, self.address(here), alternates=others, **more)  # type: ignore[arg-type]  # keywords of Page

    def address(self, path: str) -> str:
        """Return the absolute address of a path of the site."""
        return self.base + path.removesuffix("index.html")
