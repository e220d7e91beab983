"""The page of a record, from fonds to item: its place in the whole, its objects, its description, its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.records import UPPER
from site_builder.model.rights import AccessStatus, Visibility
from site_builder.render import trees
from site_builder.render.bands import band, custodian_address, letter, notice
from site_builder.render.cite import citation
from site_builder.render.edition import Edition
from site_builder.render.heads import Machine, head
from site_builder.render.histograms import spread
from site_builder.render.leaves import files, leaves, recordings
from site_builder.render.lists import pager
from site_builder.render.markdown import html
from site_builder.render.objects import File
from site_builder.render.parts import Area, Branch, Card, Fact
from site_builder.render.phrases import Link, Phrase
from site_builder.render.related import neighbours_elsewhere
from site_builder.render.rows import areas
from site_builder.render.tours import mentions
from site_builder.render.views import RecordView, WithdrawnView

CHILDREN = 200
"""Rows of a tree on one page; and how many descendants may stand unfolded in it."""
AROUND = 7

Linked = Callable[[str], str]


def pages_of(shown: PublicRecord) -> int:
    """Return how many pages a record's children take."""
    return max(1, -(-len(shown.children) // CHILDREN))


def path_of(language: str, shown: PublicRecord, number: int) -> str:
    """Return the path of a record's page, or of a further page of its children."""
    return output.page(language, "records", shown.id, *((str(number),) if number > 1 else ()))


def record_view(
    edition: Edition, shown: PublicRecord, number: int, machine: Machine, downloads: tuple[tuple[str, str], ...]
) -> RecordView:
    """Return the view of a record; from the second page on only its head and the next of its children."""
    here, record, strings = path_of(edition.language, shown, number), shown.record, edition.strings
    full, upper = shown.visibility is Visibility.FULL, record.level in UPPER
    objects = edition.objects.get(shown.id, ()) if number == 1 else ()
    lead = record.scope_and_content if full and upper and number == 1 else None
    row, more, place = _row(edition, here, shown)
    before, after = _beside(edition, here, shown)
    return RecordView(
        page=head(edition, here, shown, number, machine),
        id=shown.id, level=edition.level(record.level),
        title=edition.title(shown),
        upper=upper, ladder=edition.ladder(here, shown),
        place=place,
        alternatives=tuple(_alternatives(edition, shown)) if full else (),
        facts=tuple(_facts(edition, shown)),
        access=edition.access(shown),
        notice=notice(edition, shown) if objects else None,
        band=band(edition, shown, here) if number == 1 else None,
        leaves=leaves(edition, here, objects),
        recordings=recordings(edition, here, objects),
        previous=before, following=after,
        position="{} / {}".format(*map(strings.number, shown.place)) if shown.place else "",
        lead=html(edition.phrase(lead)) if lead else None,
        areas=_description(edition, here, shown, bool(lead)) if number == 1 else (),
        tree=_tree(edition, here, shown, number),
        tree_note=_tree_note(edition, shown), tree_source=trees.source(edition, here, shown),
        tree_links=_tree_links(edition, here, shown),
        pager=pager(edition, here, number, pages_of(shown), lambda n: path_of(edition.language, shown, n)),
        histogram=spread(edition, here, shown) if upper and shown.parent is None and number == 1 else None,
        row_heading=_row_heading(edition, shown) if row else "",
        row=row, row_more=more,
        related=_related(edition, here, shown) if full and not upper else (),
        stories=mentions(edition, here, shown) if full and number == 1 else (),
        files=(*files(edition, here, objects), *_downloads(edition, here, downloads)),
        cite=citation(edition, shown), contribute=tuple(_contribute(edition, shown)) if full else (),
        within=shown.collection if full and shown.children else "",
    )


def _description(edition: Edition, here: str, shown: PublicRecord, led: bool) -> tuple[Area, ...]:
    return areas(edition, here, shown, frozenset({"scope_and_content"}) if led else frozenset())


def _alternatives(edition: Edition, shown: PublicRecord) -> Iterator[Phrase]:
    said = edition.title(shown)
    for tag, words in shown.record.title:
        if words != said.text:
            yield Phrase(words, tag)
    for text in shown.record.alt_titles:
        yield edition.phrase(text)


def _facts(edition: Edition, shown: PublicRecord) -> Iterator[Fact]:
    record, strings = shown.record, edition.strings
    if record.dates:
        yield Fact(strings.t("field.dates"), edition.dates(record.dates))
    elif record.undated:
        yield Fact(strings.t("field.dates"), Phrase(strings.t("record.undated")))
    if record.extent:
        yield Fact(strings.t("field.extent"), edition.extent(record.extent))
    if record.identifier:
        yield Fact(strings.t("field.identifier"), Phrase(record.identifier))


def _tree(edition: Edition, here: str, shown: PublicRecord, number: int) -> tuple[Branch, ...]:
    records = edition.public.records
    start = (number - 1) * CHILDREN
    unfold = shown.descendants <= CHILDREN
    rows = [
        edition.branch(here, child, children=_kids(edition, here, child) if unfold else ())
        for child in (records[one] for one in shown.children[start : start + CHILDREN])
    ]
    last = number == pages_of(shown)
    return (*rows, *(edition.closed(shown.closed) if last else ()))


def _kids(edition: Edition, here: str, shown: PublicRecord) -> tuple[Branch, ...]:
    kids = (edition.public.records[one] for one in shown.children)
    return (
        *(edition.branch(here, kid, children=_kids(edition, here, kid)) for kid in kids),
        *edition.closed(shown.closed),
    )


def _tree_note(edition: Edition, shown: PublicRecord) -> str:
    if not shown.descendants:
        return ""
    parts = [edition.strings.n("tree.count", shown.descendants)]
    if shown.objects_below:
        parts.append(edition.strings.n("tree.objects", shown.objects_below))
    return " · ".join(parts)


def _tree_links(edition: Edition, here: str, shown: PublicRecord) -> tuple[Link, ...]:
    if not shown.children or shown.parent is not None or shown.visibility is not Visibility.FULL:
        return ()
    target = output.page(edition.language, "records", shown.id, "finding-aid")
    return (Link(Phrase(edition.strings.t("tree.finding_aid")), edition.link(here, target)),)


def _beside(edition: Edition, here: str, shown: PublicRecord) -> tuple[Link | None, Link | None]:
    if shown.place is None or shown.parent is None:
        return None, None
    siblings, index = edition.public.records[shown.parent].children, shown.place[0] - 1
    before = siblings[index - 1] if index > 0 else None
    after = siblings[index + 1] if index + 1 < len(siblings) else None
    return _to(edition, here, before), _to(edition, here, after)


def _to(edition: Edition, here: str, record_id: str | None) -> Link | None:
    if record_id is None:
        return None
    return Link(edition.title(edition.public.records[record_id]), edition.link(here, edition.record_path(record_id)))


def _row(edition: Edition, here: str, shown: PublicRecord) -> tuple[tuple[Branch, ...], Link | None, str]:
    """Return the records around this one in its parent, the way to all of them, and "3 of 12 of the file"."""
    if shown.place is None or shown.parent is None or shown.visibility is Visibility.TOMBSTONE:
        return (), None, ""
    above, (number, total) = edition.public.records[shown.parent], shown.place
    strings, level = edition.strings, edition.level(above.record.level).lower()
    place = strings.t("record.place", n=strings.number(number), total=strings.number(total), level=level)
    if total < 2 and trees.source(edition, here, shown) is None:
        return (), None, place
    row = tuple(
        edition.branch(here, edition.public.records[one], current=one == shown.id)
        for one in around(edition.public, shown)
    )
    all_of = Link(
        Phrase(strings.n("record.whole", total, level=level)),
        edition.link(here, path_of(edition.language, above, 1 + (number - 1) // CHILDREN)) + "#contents",
    )
    return row, all_of if total > len(row) else None, place


def around(public: PublicCatalogue, shown: PublicRecord) -> tuple[str, ...]:
    """Return the ids of the records around one in its parent, itself among them."""
    if shown.place is None or shown.parent is None:
        return ()
    number, total = shown.place
    start = max(0, min(number - 1 - AROUND // 2, total - AROUND))
    return public.records[shown.parent].children[start : start + AROUND]


def _row_heading(edition: Edition, shown: PublicRecord) -> str:
    above = edition.public.records[shown.parent or ""]
    return edition.strings.t(
        "record.same", level=edition.level(above.record.level).lower(), code=edition.code(above)
    ).strip()


def _related(edition: Edition, here: str, shown: PublicRecord) -> tuple[Card, ...]:
    return tuple(
        Card(
            edition.title(other),
            edition.link(here, edition.record_path(other.id)),
            Phrase(edition.strings.t(f"related.{kind}", name=edition.phrase(ref.name).text)),
            edition.picture(here, other),
        )
        for other, kind, ref in islice(neighbours_elsewhere(edition.public, edition.registers, shown), 3)
    )


def _downloads(edition: Edition, here: str, downloads: tuple[tuple[str, str], ...]) -> Iterator[File]:
    for key, path in downloads:
        yield File(Phrase(edition.strings.t(f"download.{key}")), edition.link(here, path))


def _contribute(edition: Edition, shown: PublicRecord) -> Iterator[Link]:
    address = custodian_address(edition, shown)
    if address:
        for key in ("correct", "tell", "report"):
            yield Link(
                Phrase(edition.strings.t(f"contribute.{key}")),
                letter(edition, address, f"contribute.{key}.subject", shown),
                Phrase(edition.strings.t(f"contribute.{key}.note")),
            )


def withdrawn_view(edition: Edition, shown: PublicRecord) -> WithdrawnView:
    """Return the page that answers at the address of a withdrawn record."""
    here, strings = edition.record_path(shown.id), edition.strings
    facts = [Fact(strings.t("field.id"), Phrase(shown.id))]
    if shown.withdrawn_on:
        facts.append(Fact(strings.t("withdrawn.on"), Phrase(strings.date(shown.withdrawn_on))))
    for kind, citation_ in shown.access.basis:
        reason = strings.t(f"basis.{kind}")
        facts.append(
            Fact(
                strings.t("withdrawn.reason"),
                Phrase(f"{reason}: {edition.phrase(citation_).text}" if citation_ else reason),
            )
        )
    address = custodian_address(edition, shown)
    links = (
        [Link(Phrase(strings.t("withdrawn.ask")), letter(edition, address, "request.subject", shown))]
        if address
        else []
    )
    links.append(
        Link(Phrase(strings.t("nav.collections")), edition.link(here, output.page(edition.language, "collections")))
    )
    return WithdrawnView(
        page=edition.page(here, strings.t("withdrawn.heading"), section="collections", indexed=False),
        heading=strings.t("withdrawn.heading"),
        facts=tuple(facts),
        text=(Phrase(strings.t("withdrawn.text")), Phrase(strings.t("withdrawn.what_now"))),
        links=tuple(links),
    )


def is_withdrawn(shown: PublicRecord) -> bool:
    """Say whether only a tombstone may be shown."""
    return shown.visibility is Visibility.TOMBSTONE or shown.access.status is AccessStatus.WITHDRAWN
