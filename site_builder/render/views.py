"""What templates may see: one frozen view for each kind of page.

Three rules hold for every view. Addresses are finished: relative to the page, or absolute where they leave the site (those
of `Site` alone are from the site's root, since every page shares it). Words are finished: in the page's language, numbers,
dates and sizes as that language writes them; a `Phrase` carries a language only where it differs from the page's. HTML is
`Markup` that has passed the sanitizer; the template escapes everything else.
"""

from __future__ import annotations

from typing import ClassVar

from site_builder.model.frozen import frozen
from site_builder.render.charts import MapView, TimelineView
from site_builder.render.frame import Page
from site_builder.render.objects import File, Fixity, Leaf, Picture, Recording
from site_builder.render.parts import (
    Access,
    Area,
    Band,
    Branch,
    Card,
    Component,
    Entry,
    Era,
    Fact,
    Histogram,
    IndexEntry,
    Letter,
    Mention,
    Pager,
    Row,
    Rung,
    Section,
    TreeSource,
)  # fmt: skip
from site_builder.render.phrases import Link, Phrase


@frozen
class HomeView:
    """`<lang>/index.html`; `tries` are searches to try, `tally` the counts, `plate` one document to read."""

    template: ClassVar[str] = "home.html"
    page: Page
    heading: Phrase
    search_label: str
    tries: tuple[Link, ...] = ()
    tally: tuple[Fact, ...] = ()
    plate: Card | None = None
    histogram: Histogram | None = None
    eras: tuple[Era, ...] = ()
    collections: tuple[Entry, ...] = ()
    collections_more: Link | None = None
    sections: tuple[Section, ...] = ()
    body: Phrase | None = None


@frozen
class CollectionsView:
    """`<lang>/collections/`: every fonds and collection."""

    template: ClassVar[str] = "collections.html"
    page: Page
    heading: str
    lead: Phrase | None
    entries: tuple[Entry, ...]
    pager: Pager | None = None


@frozen
class RecordView:
    """`<lang>/records/<id>/`: a record of any level from fonds to item, whatever of it may be shown.

    `place` is "3 trong 12 của hồ sơ". `lead` is an upper level's scope and content, not repeated in `areas`. `notice` is a door
    before the leaves; `band` stands for what is kept back; `within` names the collection that a search from here is kept to.
    """

    template: ClassVar[str] = "record.html"
    page: Page
    id: str
    level: str
    title: Phrase
    upper: bool
    ladder: tuple[Rung, ...] = ()
    place: str = ""
    alternatives: tuple[Phrase, ...] = ()
    facts: tuple[Fact, ...] = ()
    access: Access | None = None
    notice: Band | None = None
    band: Band | None = None
    leaves: tuple[Leaf, ...] = ()
    recordings: tuple[Recording, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    position: str = ""
    lead: Phrase | None = None
    areas: tuple[Area, ...] = ()
    tree: tuple[Branch, ...] = ()
    tree_note: str = ""
    tree_links: tuple[Link, ...] = ()
    pager: Pager | None = None
    histogram: Histogram | None = None
    row_heading: str = ""
    row: tuple[Branch, ...] = ()
    row_more: Link | None = None
    related: tuple[Card, ...] = ()
    stories: tuple[Mention, ...] = ()
    files: tuple[File, ...] = ()
    cite: Phrase | None = None
    cite_files: tuple[Link, ...] = ()
    fixity: Fixity | None = None
    request: Band | None = None
    contribute: tuple[Link, ...] = ()
    within: str = ""
    tree_source: TreeSource | None = None


@frozen
class WithdrawnView:
    """An address that keeps nothing of what it was: withdrawn, gone (`state`), or moved (`onward` is where to)."""

    template: ClassVar[str] = "withdrawn.html"
    page: Page
    heading: str
    ladder: tuple[Rung, ...] = ()
    facts: tuple[Fact, ...] = ()
    text: tuple[Phrase, ...] = ()
    links: tuple[Link, ...] = ()
    other: tuple[Phrase, ...] = ()
    state: str = ""
    onward: str = ""


@frozen
class FindingAidView:
    """`<lang>/records/<id>/finding-aid/`: a whole fonds on one page to print, or one of its parts.

    `contents` leads to its chapters and to the records with others below them; `continued` names what a part begins within.
    """

    template: ClassVar[str] = "finding-aid.html"
    page: Page
    kind: str
    title: Phrase
    custodian: tuple[Phrase, ...] = ()
    alternatives: tuple[Phrase, ...] = ()
    facts: tuple[Fact, ...] = ()
    back: Link | None = None
    areas: tuple[Area, ...] = ()
    list_heading: str = ""
    contents: tuple[Branch, ...] = ()
    continued: tuple[Link, ...] = ()
    tree: tuple[Component, ...] = ()
    parts: Pager | None = None
    end: tuple[Phrase, ...] = ()


@frozen
class SearchView:
    """`<lang>/search/`: `facets` and `sorts` are (name in the index, label); `base` leads to the folder of the index."""

    template: ClassVar[str] = "search.html"
    page: Page
    base: str
    facets: tuple[tuple[str, str], ...] = ()
    sorts: tuple[tuple[str, str], ...] = ()
    ways: tuple[Link, ...] = ()
    ask: Link | None = None
    total: str = ""


@frozen
class BrowseIndexView:
    """`<lang>/browse/<what>/`: a register, by letter (`letters`) or flat (`entries`: types, institutions, centuries)."""

    template: ClassVar[str] = "browse-index.html"
    page: Page
    heading: str
    lead: Phrase | None = None
    letters: tuple[Letter, ...] = ()
    entries: tuple[IndexEntry, ...] = ()
    histogram: Histogram | None = None
    empty: str = ""
    pager: Pager | None = None


@frozen
class BrowseValueView:
    """`<lang>/browse/<what>/<value>/`: the records of one subject, place, person, decade or type, a page at a time.

    `kind` is what the value is ("Nơi chốn", "Chủ đề"); `broader` the way up; `see` its related and other names.
    """

    template: ClassVar[str] = "browse-value.html"
    page: Page
    kind: str
    heading: Phrase
    count: str
    broader: Link | None = None
    note: Phrase | None = None
    see: tuple[Row, ...] = ()
    entries: tuple[Entry, ...] = ()
    pager: Pager | None = None
    search: Link | None = None
    histogram: Histogram | None = None


@frozen
class AuthorityView:
    """`<lang>/institutions/<id>/`, `agents/<id>/`, and a place or subject with a record of its own (ISDIAH, ISAAR(CPF)).

    `holdings` are the fonds it keeps or formed; `mentions` the records that name it.
    """

    template: ClassVar[str] = "authority.html"
    page: Page
    kind: str
    title: Phrase
    ladder: tuple[Rung, ...] = ()
    alternatives: tuple[Phrase, ...] = ()
    facts: tuple[Fact, ...] = ()
    lead: Phrase | None = None
    picture: Picture | None = None
    areas: tuple[Area, ...] = ()
    holdings_heading: str = ""
    holdings: tuple[Entry, ...] = ()
    holdings_more: Link | None = None
    mentions_heading: str = ""
    mentions: tuple[Entry, ...] = ()
    mentions_more: Link | None = None
    histogram: Histogram | None = None
    lead_heading: str = ""


@frozen
class ContentPageView:
    """`<lang>/<page>/`: a page that somebody wrote; `contents` are its headings as links within the page."""

    template: ClassVar[str] = "content.html"
    page: Page
    title: Phrase
    body: Phrase
    contents: tuple[Link, ...] = ()
    dated: str = ""
    children: tuple[Link, ...] = ()


@frozen
class NotFoundView:
    """`404.html`: the only page with a `<base>`; `base` is its path."""

    template: ClassVar[str] = "not-found.html"
    page: Page
    base: str
    heading: str
    text: Phrase
    ways: tuple[Link, ...] = ()


@frozen
class DoorView:
    """`index.html`: the choice of language, before any page; each alternate is one."""

    template: ClassVar[str] = "door.html"
    page: Page
    titles: tuple[Phrase, ...]


View = (
    HomeView | CollectionsView | RecordView | WithdrawnView | FindingAidView | SearchView | BrowseIndexView | BrowseValueView
    | TimelineView | AuthorityView | ContentPageView | MapView | NotFoundView | DoorView
)  # fmt: skip
