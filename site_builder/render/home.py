"""The home page, the list of collections, and the doors: language, search, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlparse

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.model.collation import key
from site_builder.model.dates import hull, years
from site_builder.model.rights import AccessStatus
from site_builder.model.text import Text
from site_builder.render.edition import Edition
from site_builder.render.frame import Alternate
from site_builder.render.frame import Page as PageHead
from site_builder.render.histograms import whole
from site_builder.render.markdown import first_words, prose
from site_builder.render.objects import Picture
from site_builder.render.parts import Card, Entry, Fact, IndexEntry, Section
from site_builder.render.phrases import Link, Phrase
from site_builder.render.registers import Value
from site_builder.render.rows import value_path
from site_builder.render.views import CollectionsView, DoorView, HomeView, NotFoundView, SearchView

_SHORT = 12
FACETS = ("collection", "level", "type", "institution", "creator", "subject", "place", "decade", "language", "digital")
SORTS = ("relevance", "date", "date-desc", "title")


def home_view(edition: Edition) -> HomeView:
    """Return the view of the home page."""
    public, strings = edition.public, edition.strings
    here = output.page(edition.language)
    portal, roots = public.portal, [public.records[root] for root in public.roots]
    plate = _plate(edition, here)
    more = Link(
        Phrase(strings.n("home.all_collections", len(roots))),
        edition.link(here, output.page(edition.language, "collections")),
    )
    return HomeView(
        page=edition.page(
            here, strings.t("nav.home"), section="home", description=edition.phrase(portal.description).text
        ),
        heading=edition.phrase(portal.subtitle or portal.title),
        search_label=strings.n("home.search", len(public.records)),
        tries=tuple(_try(edition, here, words) for words in portal.try_queries),
        tally=tuple(_tally(edition)),
        plate=plate,
        histogram=whole(edition, here),
        collections=tuple(_collection(edition, here, root) for root in roots[:_SHORT]),
        collections_more=more if len(roots) > _SHORT else None,
        sections=tuple(_sections(edition, here)),
        body=Phrase(prose(edition.phrase(portal.description).text), edition.phrase(portal.description).lang)
        if portal.description
        else None,
    )


def _try(edition: Edition, here: str, words: Text) -> Link:
    said = edition.phrase(words)
    return Link(said, edition.link(here, output.page(edition.language, "search")) + "?q=" + quote(said.text))


def _tally(edition: Edition) -> Iterator[Fact]:
    public, strings = edition.public, edition.strings
    objects = sum(len(one) for one in edition.objects.values())
    yield Fact(strings.n("tally.records", len(public.records)), Phrase(strings.number(len(public.records))))
    if edition.objects:
        yield Fact(strings.n("tally.digitized", len(edition.objects)), Phrase(strings.number(len(edition.objects))))
        yield Fact(strings.n("tally.files", objects), Phrase(strings.number(objects)))
    keepers = len(edition.registers.values["institutions"])
    if keepers:
        yield Fact(strings.n("tally.institutions", keepers), Phrase(strings.number(keepers)))
    spans = [years(span) for root in public.roots if (span := hull(public.records[root].record.dates)) is not None]
    begins = [first for first, _ in spans if first is not None]
    ends = [last for _, last in spans if last is not None]
    if begins and ends:
        yield Fact(strings.t("tally.span"), Phrase(f"{min(begins)}–{max(ends)}"))


def plate(edition: Edition) -> PublicRecord | None:
    """Return the document shown on the home page: the first featured one that may be seen, else the first with a picture."""
    seen = (edition.public.records[one] for one in edition.objects if one in edition.public.records)
    pictured = [one for one in seen if _has_picture(edition, one)]
    return next((one for one in pictured if one.record.featured), pictured[0] if pictured else None)


def _plate(edition: Edition, here: str) -> Card | None:
    shown = plate(edition)
    if shown is None:
        return None
    facts = [edition.dates(shown.record.dates).text, edition.extent(shown.record.extent).text]
    note = Phrase(". ".join(fact for fact in facts if fact))
    return Card(
        edition.title(shown), edition.link(here, edition.record_path(shown.id)), note, edition.picture(here, shown, 800)
    )


def _has_picture(edition: Edition, shown: PublicRecord) -> bool:
    return shown.access.status is AccessStatus.OPEN and any(one.images for one in edition.objects.get(shown.id, ()))


def _collection(edition: Edition, here: str, root: PublicRecord) -> Entry:
    record, scope = root.record, root.record.scope_and_content
    said = edition.phrase(scope)
    facts = (
        " ".join(filter(None, (edition.level(record.level), record.identifier))),
        edition.dates(record.dates).text,
        edition.strings.n("tree.count", root.descendants) if root.descendants else "",
    )
    return Entry(
        edition.title(root),
        edition.link(here, edition.record_path(root.id)),
        tuple(fact for fact in facts if fact),
        Phrase(first_words(said.text), said.lang) if scope else None,
        edition.phrase(record.institution.name) if record.institution else None,
        picture=_cover(edition, here, root),
        access=None if root.access.status is AccessStatus.OPEN else edition.access(root),
    )


def cover(edition: Edition, root: PublicRecord) -> PublicRecord | None:
    """Return the first record of a fonds with a picture that may be seen."""
    if not root.objects_below:
        return None
    return next((shown for shown in edition.public.below(root.id) if _has_picture(edition, shown)), None)


def _cover(edition: Edition, here: str, root: PublicRecord) -> Picture | None:
    shown = cover(edition, root)
    return edition.picture(here, shown, 240) if shown is not None else None


def _sections(edition: Edition, here: str) -> Iterator[Section]:
    strings = edition.strings
    for kind in ("places", "subjects", "people", "institutions"):
        values = edition.registers.values[kind].values()
        used = sorted((one for one in values if one.records), key=lambda one: (-len(one.records), one.slug))[
            : 2 * _SHORT
        ]
        if used:
            target = edition.link(here, output.page(edition.language, "browse", kind))
            all_of = Link(Phrase(strings.n(f"home.all_{kind}", sum(1 for one in values if one.records))), target)
            yield Section(strings.t(f"browse.{kind}"), tuple(index_entries(edition, here, kind, used)), more=(all_of,))


def index_entries(edition: Edition, here: str, kind: str, values: Iterable[Value]) -> Iterator[IndexEntry]:
    """Yield lines of a register; a value without a page of its own leads to its one record."""
    for found in values:
        target = value_path(edition.language, kind, found) if found.own_page else edition.record_path(found.records[0])
        yield IndexEntry(
            edition.phrase(found.name), edition.link(here, target), edition.strings.number(len(found.records))
        )


def collections_view(edition: Edition) -> CollectionsView:
    """Return the view of all fonds and collections, in the order of their titles."""
    here, strings = output.page(edition.language, "collections"), edition.strings
    roots = sorted(
        (edition.public.records[root] for root in edition.public.roots),
        key=lambda one: key(edition.title(one).text, edition.language),
    )
    return CollectionsView(
        edition.page(here, strings.t("nav.collections"), section="collections"),
        strings.t("nav.collections"),
        Phrase(strings.n("collections.lead", len(roots))),
        tuple(_collection(edition, here, root) for root in roots),
    )


def search_view(edition: Edition) -> SearchView:
    """Return the view of the search page; without script it leads to the registers."""
    here, strings, language = output.page(edition.language, "search"), edition.strings, edition.language
    kinds = [kind for kind in edition.registers.values if edition.registers.values[kind]]
    ways = [Link(Phrase(strings.t("nav.collections")), edition.link(here, output.page(language, "collections")))]
    ways += [
        Link(Phrase(strings.t(f"browse.{kind}")), edition.link(here, output.page(language, "browse", kind)))
        for kind in kinds
    ]
    contact = edition.public.portal.contact
    ask = Link(Phrase(strings.t("search.ask")), f"mailto:{contact.email}") if contact and contact.email else None
    return SearchView(
        edition.page(here, strings.t("nav.search"), section="search", indexed=False),
        edition.link(here, "search/entry.json").removesuffix("entry.json"),
        tuple((name, strings.t(f"facet.{name}")) for name in FACETS),
        tuple((name, strings.t(f"sort.{name}")) for name in SORTS),
        tuple(ways),
        ask,
        strings.number(len(edition.public.records)),
    )


def not_found_view(edition: Edition) -> NotFoundView:
    """Return the view of `404.html`, whose links start at the base address's path."""
    strings, base = edition.strings, urlparse(edition.base).path or "/"
    ways = (
        ("nav.home", output.page(edition.language)),
        ("nav.search", output.page(edition.language, "search")),
        ("nav.collections", output.page(edition.language, "collections")),
    )
    head = PageHead(base, strings.t("missing.heading"), indexed=False)
    return NotFoundView(
        head,
        base,
        strings.t("missing.heading"),
        Phrase(strings.t("missing.text")),
        tuple(Link(Phrase(strings.t(key)), path.removesuffix("index.html")) for key, path in ways),
    )


def door_view(editions: list[Edition]) -> DoorView:
    """Return the view of `index.html`: each language's own name for itself and for the portal."""
    first = editions[0]
    names = {edition.language: edition.strings.t("language.self") for edition in editions}
    alternates = tuple(
        Alternate(one.language, names[one.language], f"{one.language}/", one.address(output.page(one.language)))
        for one in editions
    )
    title = first.phrase(first.public.portal.title)
    return DoorView(
        PageHead("", title.text, first.base, alternates=alternates),
        tuple(one.phrase(one.public.portal.title) for one in editions),
    )
