"""What frames every page: the portal's name and sections, and what a page says of itself to machines."""

from __future__ import annotations

from typing import Literal

from site_builder.model.frozen import frozen
from site_builder.render.phrases import Link, Phrase


@frozen
class Site:
    """What frames every page of one language; addresses are from the site's root ("vi/collections/"), or absolute.

    `nav` and `tabs` pair the name of a section (`Page.section`) with its link; `tabs` are the ways to browse.
    `footer` has columns of links; `imprint` is the last column ("Xuất bản 23-11-2026").
    """

    language: str
    title: Phrase
    home: str
    search: str
    publisher: Phrase | None = None
    direction: str = "ltr"
    nav: tuple[tuple[str, Link], ...] = ()
    tabs: tuple[tuple[str, Link], ...] = ()
    footer: tuple[tuple[Link, ...], ...] = ()
    imprint: tuple[Phrase, ...] = ()
    feed: str = ""


@frozen
class Alternate:
    """The same page in another language: its tag, the language's own name, its address here and in full."""

    language: str
    name: str
    href: str
    absolute: str


@frozen
class Page:
    """What every page says of itself.

    `root` leads to the site's root ("../../../"; the base's path on the 404 page). `title` is the document's, without the
    portal's name. `section` is a name in `Site.nav`, `tab` one in `Site.tabs`. `json_ld` is JSON text without `</`.
    `links` are further `<link>`s: (rel, type, href). `kind` is the Open Graph type of the page, `image` the absolute address of
    the picture that a shared link shows.
    """

    root: str
    title: str
    canonical: str = ""
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    section: str = ""
    tab: str = ""
    json_ld: str = ""
    indexed: bool = True
    links: tuple[tuple[str, str, str], ...] = ()
    kind: Literal["website", "article"] = "website"
    image: str = ""
    image_alt: str = ""
