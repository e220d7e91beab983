"""Registers to browse, and the page of each value; the timeline is the register of time."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model import output
from site_builder.model.authorities import names_of
from site_builder.model.collation import initial, key, letters_of
from site_builder.render.edition import Edition
from site_builder.render.histograms import decade_name, whole
from site_builder.render.home import index_entries
from site_builder.render.kinship import tables
from site_builder.render.lists import pager
from site_builder.render.parts import Card, IndexEntry, Letter, Span
from site_builder.render.phrases import Link, Phrase
from site_builder.render.registers import LIST_PAGE, Value
from site_builder.render.rows import value_path
from site_builder.render.views import BrowseIndexView, BrowseValueView, TimelineView

_FLAT = frozenset({"types", "institutions", "dates"})
_CARDS = 3


def index_view(edition: Edition, kind: str) -> BrowseIndexView:
    """Return the view of a register: by letter, or flat where the values are few or are years."""
    here, strings = output.page(edition.language, "browse", kind), edition.strings
    values = [found for found in edition.registers.values[kind].values() if found.records]
    flat = kind in _FLAT
    if kind == "dates":
        entries = tuple(_decade_entry(edition, here, found) for found in sorted(values, key=lambda one: int(one.slug)))
    else:
        lines = (*index_entries(edition, here, kind, values), *_see(edition, here, kind))
        entries = tuple(sorted(lines, key=lambda entry: key(entry.label.text, edition.language)))
    return BrowseIndexView(
        edition.page(here, strings.t(f"browse.{kind}"), section="browse", tab=kind),
        strings.t(f"browse.{kind}"),
        Phrase(strings.n(f"browse.{kind}.lead", len(values))) if values else None,
        () if flat else _letters(entries, edition.language),
        entries if flat else (),
        whole(edition, here) if kind == "dates" else None,
        "" if values else strings.t("browse.empty"),
    )


def _see(edition: Edition, here: str, kind: str) -> Iterator[IndexEntry]:
    """Yield the names that lead to another: former and other names, "use for"; each says which to see."""
    registers, foreign = edition.registers.values[kind], edition.public.portal.languages[1:]
    for slug, authority in tables(edition.public).get(kind, {}).items():
        said = edition.phrase(authority.name)
        for name in dict.fromkeys(edition.phrase(other) for other in names_of(authority)[1:]):
            if name.text != said.text and name.lang not in foreign:
                link = edition.link(here, value_path(edition.language, kind, registers[slug]))
                yield IndexEntry(name, link, note=Phrase(edition.strings.t("browse.see", name=said.text)))


def _letters(entries: tuple[IndexEntry, ...], language: str) -> tuple[Letter, ...]:
    by_letter: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        by_letter.setdefault(initial(entry.label.text, language), []).append(entry)
    letters = [*letters_of(language), *(["#"] if "#" in by_letter else [])]
    return tuple(Letter(letter, tuple(by_letter.get(letter, ()))) for letter in letters)


def _decade_entry(edition: Edition, here: str, found: Value) -> IndexEntry:
    target = value_path(edition.language, "dates", found)
    return IndexEntry(
        Phrase(decade_name(int(found.slug))), edition.link(here, target), edition.strings.number(len(found.records))
    )


def value_view(edition: Edition, kind: str, found: Value, number: int) -> BrowseValueView:
    """Return the view of a page of the records that hold a value."""
    here, strings = value_path(edition.language, kind, found, number), edition.strings
    start = (number - 1) * LIST_PAGE
    records = [edition.public.records[one] for one in found.records[start : start + LIST_PAGE]]
    name = Phrase(decade_name(int(found.slug))) if kind == "dates" else edition.phrase(found.name)
    title = strings.t("list.page_title", title=name.text, n=number) if number > 1 else name.text
    up = edition.link(here, output.page(edition.language, "browse", kind))
    return BrowseValueView(
        edition.page(here, title, section="browse", tab=kind),
        strings.t(f"browse.{kind}"),
        name,
        strings.n("count.records", len(found.records)),
        Link(Phrase(strings.t(f"browse.{kind}")), up),
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
        Phrase(strings.t("timeline.lead")),
        whole(edition, here),
        spans=tuple(_span(edition, here, found, tallest) for found in values),
    )


def _span(edition: Edition, here: str, found: Value, tallest: int) -> Span:
    records = [edition.public.records[one] for one in found.records[:_CARDS]]
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
    )
