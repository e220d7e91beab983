"""Registers to browse, and the page of each value; the timeline is the register of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from site_builder.model import output
from site_builder.model.authorities import names_of
from site_builder.model.collation import initial, key, letters_of
from site_builder.render.charts import TimelineView
from site_builder.render.edition import Edition
from site_builder.render.histograms import decade_name, of_decade, whole
from site_builder.render.home import index_entries
from site_builder.render.kinship import tables
from site_builder.render.lists import pager
from site_builder.render.parts import Card, Era, IndexEntry, Letter, Span
from site_builder.render.phrases import Link, Phrase
from site_builder.render.registers import Value
from site_builder.render.rows import value_path
from site_builder.render.said_dates import century_name
from site_builder.render.views import BrowseIndexView, BrowseValueView

INDEX_PAGE = 1_000
"""Lines on one page of a register."""
_FLAT = frozenset({"types", "institutions"})
CARDS = 3
"""Records that the timeline shows of each decade."""
_Line = tuple[str, IndexEntry]
"""A line of a register and the letter, or the century, that it stands under."""


def index_views(edition: Edition, kind: str) -> Iterator[BrowseIndexView]:
    """Yield the pages of a register: by letter, years by century, or flat where the values are few."""
    strings, flat = edition.strings, kind in _FLAT
    entries = _decades(edition) if kind == "dates" else _entries(edition, kind)
    values = sum(1 for found in edition.registers.values[kind].values() if found.records)
    pages = index_pages(edition, kind)
    for number in range(1, pages + 1):
        here = index_path(edition.language, kind, number)
        part = [(letter, replace(one, href=edition.link(here, one.href))) for letter, one in _part(entries, number, pages)]
        title = strings.t(f"browse.{kind}")
        yield BrowseIndexView(
            edition.page(
                here, strings.t("list.page_title", title=title, n=number) if number > 1 else title, section="browse", tab=kind
            ),
            title,
            _lead(edition, kind, values),
            () if flat else _letters(edition, here, kind, entries, part, pages),
            tuple(entry for _, entry in part) if flat else (),
            whole(edition, here) if kind == "dates" else None,
            "" if values else strings.t("browse.empty"),
            pager(edition, here, number, pages, lambda n: index_path(edition.language, kind, n)),
        )


def _lead(edition: Edition, kind: str, values: int) -> Phrase | None:
    """Say how many values a register has and what is counted; of time also where a record stands."""
    lead = edition.strings.n(f"browse.{kind}.lead", values)
    counted = f" {edition.strings.t('browse.dates.counted')}" if kind == "dates" else ""
    return Phrase(lead + counted) if values else None


def index_pages(edition: Edition, kind: str) -> int:
    """Return how many pages a register takes."""
    values = sum(1 for found in edition.registers.values[kind].values() if found.records)
    if kind == "dates":
        return 1
    return max(1, -(-(values + sum(1 for _ in _see(edition, kind))) // INDEX_PAGE))


def index_path(language: str, kind: str, number: int = 1) -> str:
    """Return the path of a page of a register; no value's address has a dot."""
    return output.page(language, "browse", kind, *([f"p.{number}"] if number > 1 else []))


def _part(entries: list[_Line], number: int, pages: int) -> list[_Line]:
    return entries if pages == 1 else entries[(number - 1) * INDEX_PAGE : number * INDEX_PAGE]


def _entries(edition: Edition, kind: str) -> list[_Line]:
    """Return the lines of a register in the order of the language, each with its letter; they link from the root."""
    values = [found for found in edition.registers.values[kind].values() if found.records]
    lines = (*index_entries(edition, "", kind, values), *_see(edition, kind))
    ordered = sorted(lines, key=lambda entry: key(entry.label.text, edition.language))
    return [(initial(entry.label.text, edition.language), entry) for entry in ordered]


def _see(edition: Edition, kind: str) -> Iterator[IndexEntry]:
    """Yield the names that lead to another: former and other names, "use for"; each says which to see."""
    registers, foreign = edition.registers.values[kind], edition.public.portal.languages[1:]
    for slug, authority in tables(edition.public).get(kind, {}).items():
        said = edition.phrase(authority.name)
        for name in dict.fromkeys(edition.phrase(other) for other in names_of(authority)[1:]):
            if name.text != said.text and name.lang not in foreign:
                link = value_path(edition.language, kind, registers[slug]).removesuffix("index.html")
                yield IndexEntry(name, link, note=Phrase(edition.strings.t("browse.see", name=said.text)))


def _letters(edition: Edition, here: str, kind: str, entries: list[_Line], part: list[_Line], pages: int) -> tuple[Letter, ...]:
    """Return the row of letters: those on this page with their lines, those on another with a link to where they begin."""
    by_letter: dict[str, list[IndexEntry]] = {}
    for letter, entry in part:
        by_letter.setdefault(letter, []).append(entry)
    begins: dict[str, int] = {}
    for at, (letter, _) in enumerate(entries):
        begins.setdefault(letter, 1 + at // INDEX_PAGE)
    order = list(begins) if kind == "dates" else [*letters_of(edition.language), *(["#"] if "#" in begins else [])]
    return tuple(
        Letter(
            letter,
            tuple(by_letter.get(letter, ())),
            f"{edition.link(here, index_path(edition.language, kind, begins[letter]))}#l-{at}"
            if pages > 1 and letter in begins and letter not in by_letter
            else "",
        )
        for at, letter in enumerate(order, 1)
    )


def _decades(edition: Edition) -> list[_Line]:
    """Return the decades under their centuries."""
    values = sorted(edition.registers.values["dates"].values(), key=lambda one: int(one.slug))
    return [
        (
            _century_name(edition, _century(found)),
            IndexEntry(
                Phrase(decade_name(int(found.slug))),
                value_path(edition.language, "dates", found).removesuffix("index.html"),
                edition.strings.number(len(found.records)),
            ),
        )
        for found in values
    ]


def value_view(edition: Edition, kind: str, found: Value, number: int) -> BrowseValueView:
    """Return the view of a page of the records that hold a value."""
    here, strings = value_path(edition.language, kind, found, number), edition.strings
    records = [edition.public.records[one] for one in found.page(number)]
    dated, name = kind in ("dates", "years"), edition.phrase(found.name)
    if kind == "dates":
        name = Phrase(decade_name(int(found.slug)))
    title = strings.t("list.page_title", title=name.text, n=number) if number > 1 else name.text
    register = "dates" if dated else kind
    up = Link(Phrase(strings.t(f"browse.{register}")), edition.link(here, index_path(edition.language, register)))
    if kind == "years":
        first = 10 * (int(found.slug) // 10)
        decade = output.page(edition.language, "browse", "dates", str(first))
        up = Link(Phrase(decade_name(first)), edition.link(here, decade))
    return BrowseValueView(
        edition.page(here, title, section="browse", tab=register),
        strings.t(f"browse.{register}"),
        name,
        strings.n("count.records", len(found.records)),
        up,
        histogram=of_decade(edition, here, int(found.slug)) if kind == "dates" and number == 1 else None,
        note=Phrase(strings.t("browse.dates.counted")) if dated else None,
        entries=tuple(edition.entry(here, shown) for shown in records),
        pager=pager(edition, here, number, found.list_pages, lambda n: value_path(edition.language, kind, found, n)),
    )


def timeline_view(edition: Edition) -> TimelineView:
    """Return the view of all decades that have records, each with the first few of them."""
    here, strings = output.page(edition.language, "timeline"), edition.strings
    values = sorted(edition.registers.values["dates"].values(), key=lambda found: int(found.slug))
    tallest = max((len(found.records) for found in values), default=1)
    return TimelineView(
        edition.page(here, strings.t("nav.timeline"), section="timeline", tab="dates"),
        strings.t("nav.timeline"),
        Phrase(f"{strings.t('timeline.lead')} {strings.t('browse.dates.counted')}"),
        whole(edition, here),
        eras=tuple(_centuries(edition, values)),
        spans=tuple(
            _span(edition, here, found, tallest, before is None or _century(before) != _century(found))
            for before, found in zip([None, *values], values, strict=False)
        ),
    )


def _century(found: Value) -> int:
    return 1 + int(found.slug) // 100


def _century_name(edition: Edition, number: int) -> str:
    words = century_name(number, edition.strings)
    return words[:1].upper() + words[1:]


def _centuries(edition: Edition, values: list[Value]) -> Iterator[Era]:
    """Yield the centuries, each a link to its first decade below."""
    strings = edition.strings
    for century, decades in groupby(values, key=_century):
        records = strings.n("count.records", sum(len(found.records) for found in decades))
        yield Era(Phrase(_century_name(edition, century)), f"#c{century}", records)


def _span(edition: Edition, here: str, found: Value, tallest: int, begins: bool) -> Span:
    records = [edition.public.records[one] for one in found.records[:CARDS]]
    return Span(
        decade_name(int(found.slug)),
        edition.link(here, value_path(edition.language, "dates", found)),
        count=edition.strings.n("count.records", len(found.records)),
        share=round(100 * len(found.records) / tallest, 1),
        cards=tuple(
            Card(
                edition.title(shown),
                edition.link(here, edition.record_path(shown.id)),
                edition.dates(shown.record.dates),
                edition.picture(here, shown),
            )
            for shown in records
        ),
        era=_century_name(edition, _century(found)) if begins else "",
        anchor=f"c{_century(found)}" if begins else "",
    )
