"""The finding aid of a fonds: everything shown below it, on one page to print, in parts above a size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.model.elements import elements
from site_builder.model.records import Record
from site_builder.model.rights import Visibility
from site_builder.render.edition import Edition
from site_builder.render.lists import pager
from site_builder.render.markdown import first_words
from site_builder.render.parts import Area, Branch, Component, Fact, Row
from site_builder.render.phrases import Link, Phrase
from site_builder.render.rows import areas
from site_builder.render.views import FindingAidView

PART = 500
"""Records of a finding aid on one page; about 300 kB of HTML."""
_LISTED = 400
"""Most lines of the contents: those of two levels, else of one."""
_WORDS, _WORDS_OF_ONE = 100_000, 240
"""Characters of description on one page, and of one record of which only the beginning is given."""
_TOLD = frozenset(one.name for one in elements(Record) if one.kind in ("text", "prose", "codes", "terms", "notes"))
"""What is told of records within a list: only what they say themselves, so that a page depends on nothing else."""


def has_finding_aid(shown: PublicRecord) -> bool:
    """Say whether a record is the top of a hierarchy that is shown."""
    return shown.parent is None and bool(shown.children)


def parts_of(shown: PublicRecord) -> int:
    """Return how many pages a finding aid takes."""
    return max(1, -(-shown.descendants // PART))


def path_of(language: str, shown: PublicRecord, number: int) -> str:
    """Return the path of one part of a finding aid."""
    return output.page(language, "records", shown.id, "finding-aid", *((str(number),) if number > 1 else ()))


def finding_aid_view(edition: Edition, shown: PublicRecord, number: int) -> FindingAidView:
    """Return the view of one part of a finding aid; the description of the fonds itself stands in the first."""
    here, strings = path_of(edition.language, shown, number), edition.strings
    title, record = edition.title(shown), shown.record
    facts = (
        (strings.t("field.identifier"), Phrase(record.identifier or "")),
        (strings.t("field.dates"), edition.dates(record.dates)),
        (strings.t("field.extent"), edition.extent(record.extent)),
        (strings.t("field.access"), Phrase(edition.access(shown).label)),
    )
    keeper, heading = record.institution, strings.t("finding_aid.list")
    described = areas(edition, here, shown) if number == 1 else ()
    records = _part(edition, shown, number)
    return FindingAidView(
        page=edition.page(here, strings.t("finding_aid.title", title=title.text), section="collections"),
        kind=strings.t("finding_aid.kind"),
        title=title,
        custodian=(edition.phrase(keeper.name),) if keeper else (),
        alternatives=tuple(Phrase(words, tag) for tag, words in record.title if words != title.text),
        facts=tuple(Fact(label, value) for label, value in facts if value.text) if number == 1 else (),
        back=Link(Phrase(strings.t("finding_aid.back")), edition.link(here, edition.record_path(shown.id))),
        areas=described,
        list_heading=heading,
        contents=_contents(edition, here, shown, described, heading) if number == 1 else (),
        continued=_continued(edition, here, records[0]) if number > 1 else (),
        tree=tuple(_Lister(edition, here, records).list()),
        parts=pager(edition, here, number, parts_of(shown), lambda n: path_of(edition.language, shown, n)),
        end=(Phrase(edition.address(edition.record_path(shown.id))),),
    )


def _part(edition: Edition, shown: PublicRecord, number: int) -> list[PublicRecord]:
    """Return the records of a part, in the order of the hierarchy, the fonds itself left out."""
    start = 1 + (number - 1) * PART
    return list(islice(edition.public.below(shown.id), start, start + PART))


def _continued(edition: Edition, here: str, first: PublicRecord) -> tuple[Link, ...]:
    """Return what the first record of a part stands below, the fonds itself left out."""
    above = islice(edition.public.ancestors(first.id), 1, None)
    return tuple(
        Link(edition.title(one), edition.link(here, edition.record_path(one.id)), Phrase(edition.level(one.record.level)))
        for one in above
    )


def _contents(edition: Edition, here: str, shown: PublicRecord, chapters: tuple[Area, ...], heading: str) -> tuple[Branch, ...]:
    """Return the chapters, and under the last one the records of two levels that have others below them."""
    records = edition.public.records
    upper = [one for one in (records[child] for child in shown.children) if one.children][:_LISTED]
    lower = [one for above in upper for one in (records[child] for child in above.children) if one.children]
    listed = {one.id for one in (*upper, *(lower if len(upper) + len(lower) <= _LISTED else ()))}
    everything = enumerate(islice(edition.public.below(shown.id), 1, None))
    places = {one.id: position // PART + 1 for position, one in everything if one.id in listed}

    def lines(above: PublicRecord, deeper: bool) -> Iterator[Branch]:
        for one in (edition.public.records[child] for child in above.children if child in places):
            page = edition.link(here, path_of(edition.language, shown, places[one.id])) if places[one.id] > 1 else ""
            dates, level = edition.dates(one.record.dates).text, edition.level(one.record.level)
            below = tuple(lines(one, False)) if deeper else ()
            yield Branch(edition.title(one), f"{page}#r-{one.id}", edition.code(one), level, dates, children=below)

    chapter = (Branch(Phrase(area.heading), f"#a-{area.key}", f"{number}.") for number, area in enumerate(chapters, 1))
    last = Branch(Phrase(heading), "#list", f"{len(chapters) + 1}.", children=tuple(lines(shown, True)))
    return (*chapter, last)


class _Lister:
    """Makes the list of a part; one whose parent stands in an earlier part begins at the top."""

    def __init__(self, edition: Edition, here: str, records: list[PublicRecord]) -> None:
        self._edition, self._here, self._left = edition, here, _WORDS
        inside = {shown.id for shown in records}
        self._kids: dict[str, list[PublicRecord]] = {}
        for shown in records:
            above = shown.parent if shown.parent in inside else None
            self._kids.setdefault(above or "", []).append(shown)

    def list(self, above: str = "") -> Iterator[Component]:
        """Yield what stands below a record."""
        for shown in self._kids.get(above, ()):
            line = self._edition.branch(self._here, shown)
            rows, text = self._told(shown)
            closed = (Component("", one) for one in self._edition.closed(shown.closed))
            yield Component(shown.id, line, rows, text, (*self.list(shown.id), *closed))

    def _told(self, shown: PublicRecord) -> tuple[tuple[Row, ...], str]:
        """Say what a record with others below it says of itself, as long as the page has room; of the rest how it begins."""
        if shown.visibility is not Visibility.FULL:
            return (), ""
        if shown.children:
            said = (row for area in areas(self._edition, self._here, shown) for row in area.rows)
            rows = tuple(row for row in said if row.key in _TOLD and not row.origin)
            self._left -= sum(len(value.label.text) for row in rows for value in row.values)
            if self._left > 0:
                return rows, ""
        scope = None if "scope_and_content" in shown.inherited else shown.record.scope_and_content
        return (), first_words(self._edition.phrase(scope).text, _WORDS_OF_ONE)
