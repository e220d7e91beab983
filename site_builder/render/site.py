"""What frames the pages of one language: the name, the sections, the foot."""

from __future__ import annotations

from site_builder.model import output
from site_builder.model.portal import Page
from site_builder.render.content import path_of
from site_builder.render.edition import Edition
from site_builder.render.frame import Site
from site_builder.render.phrases import Link, Phrase
from site_builder.render.registers import KINDS


def site(edition: Edition) -> Site:
    """Return the frame of an edition; its addresses are from the site's root."""
    strings, language, portal = edition.strings, edition.language, edition.public.portal
    pages = [page for page in edition.public.pages if page.language == language and page.path]
    return Site(
        language,
        edition.phrase(portal.title),
        _folder(output.page(language)),
        _folder(output.page(language, "search")),
        edition.phrase(portal.publisher) if portal.publisher else None,
        nav=(*_sections(edition), *((f"page:{page.path}", _page(page)) for page in pages if page.nav)),
        tabs=tuple(
            (kind, Link(Phrase(strings.t(f"browse.{kind}")), _folder(output.page(language, "browse", kind))))
            for kind in KINDS
            if edition.registers.values[kind]
        ),
        footer=_footer(edition, pages),
        imprint=_imprint(edition),
        feed="feed.xml",
    )


def _folder(path: str) -> str:
    return path.removesuffix("index.html")


def _page(page: Page) -> Link:
    return Link(Phrase(page.title), _folder(path_of(page)))


def _sections(edition: Edition) -> list[tuple[str, Link]]:
    values, strings = edition.registers.values, edition.strings
    first = next((kind for kind in ("subjects", "places", "people", "types", "dates") if values[kind]), None)
    named: list[tuple[str, tuple[str, ...]]] = [("search", ("search",)), ("collections", ("collections",))]
    if first:
        named.append(("browse", ("browse", first)))
    if values["dates"]:
        named.append(("timeline", ("timeline",)))
    if has_map(edition):
        named.append(("map", ("map",)))
    return [
        (name, Link(Phrase(strings.t(f"nav.{name}")), _folder(output.page(edition.language, *parts))))
        for name, parts in named
    ]


def has_map(edition: Edition) -> bool:
    """Say whether any place has coordinates."""
    return any(found.coordinates for found in edition.registers.values["places"].values())


def _footer(edition: Edition, pages: list[Page]) -> tuple[tuple[Link, ...], ...]:
    written = [_page(page) for page in pages if not page.nav and "/" not in page.path]
    contact = edition.public.portal.contact
    machine = [
        Link(Phrase(edition.strings.t("footer.feed")), "feed.xml"),
        Link(Phrase(edition.strings.t("footer.fixity")), "manifest-sha256.txt"),
    ]
    if contact is not None and contact.email:
        machine.append(Link(Phrase(edition.strings.t("footer.contact")), f"mailto:{contact.email}"))
    return tuple(column for column in (tuple(written), tuple(machine)) if column)


def _imprint(edition: Edition) -> tuple[Phrase, ...]:
    notice = edition.public.portal.notice
    return (edition.phrase(notice),) if notice else ()
