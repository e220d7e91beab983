"""Pages that somebody wrote: about, guides, stories and exhibits with records in them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from site_builder.model import output
from site_builder.model.catalogue import PublicRecord
from site_builder.model.portal import Page
from site_builder.render.edition import Edition
from site_builder.render.markdown import page as page_html
from site_builder.render.phrases import Link, Phrase
from site_builder.render.stories import stops
from site_builder.render.tours import stop
from site_builder.render.views import ContentPageView

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


def path_of(page: Page) -> str:
    """Return the path of a written page."""
    return output.page(page.language, *filter(None, page.path.split("/")))


def content_view(edition: Edition, page: Page) -> ContentPageView:
    """Return the view of a written page; headings of the second rank are its contents, pages in its folder follow it."""
    here = path_of(page)
    embeds = _Embeds(edition, here, stops(edition.public, page))
    body = page_html(page.body, lambda address: _address(edition, here, page, address), embeds.figure, embeds.quote)
    found = _HEADING.findall(body)
    return ContentPageView(
        edition.page(
            here,
            page.title,
            section=f"page:{page.path}",
            description=page.summary or "",
            alternates=_translated(edition, page),
        ),
        Phrase(page.title),
        Phrase(body),
        tuple(Link(Phrase(Markup(words).striptags()), f"#{anchor}") for anchor, words in found)
        if len(found) > 2
        else (),
        children=tuple(
            Link(Phrase(one.title), edition.link(here, path_of(one)), Phrase(one.summary or ""))
            for one in _children(edition, page)
        ),
    )


def _translated(edition: Edition, page: Page) -> bool:
    written = {one.language for one in edition.public.pages if one.path == page.path}
    return all(language in written for language, _ in edition.others)


def _children(edition: Edition, page: Page) -> list[Page]:
    return [
        one
        for one in edition.public.pages
        if one.language == page.language
        and one.path != page.path
        and posixpath.dirname(one.path) == page.path
        and page.path
    ]


def _address(edition: Edition, here: str, page: Page, address: str) -> str | None:
    """Resolve a link: a record that is shown, a page by its file (`publishing.md`), the web; nothing else is hidden."""
    if address.startswith("record:"):
        shown = edition.public.records.get(address.removeprefix("record:"))
        return edition.link(here, edition.record_path(shown.id)) if shown is not None else None
    target, mark, anchor = address.partition("#")
    if target.endswith(".md") and "://" not in target:
        folder = (
            page.path
            if any(one.path.startswith(page.path + "/") for one in edition.public.pages)
            else posixpath.dirname(page.path)
        )
        wanted = posixpath.normpath(posixpath.join(folder, target.removesuffix(".md"))).removesuffix("/index")
        found = next(
            (one for one in edition.public.pages if one.language == page.language and one.path == wanted), None
        )
        return edition.link(here, path_of(found)) + mark + anchor if found is not None else None
    return address


@dataclass
class _Embeds:
    """Makes the figures of a page, one after the other; those of a guided page are its stops."""

    edition: Edition
    here: str
    stops: tuple[str, ...]
    made: int = 0

    def figure(self, record_id: str, caption: str) -> str:
        """Show a record's picture, its title and dates."""
        shown = self.edition.public.records.get(record_id)
        if shown is None:
            return ""
        title, href = self.edition.title(shown), self.edition.link(self.here, self.edition.record_path(shown.id))
        image = _image(self.edition, self.here, shown, href)
        words = f"{caption} " if caption else ""
        return (
            f'<figure class="plate"{self._id()}>{image}<figcaption>{words}<a href="{escape(href)}">{title.__html__()}</a>'
            f"{_facts(self.edition, shown)}{self._way()}</figcaption></figure>"
        )

    def quote(self, record_id: str, words: str) -> str:
        """Show words of a record, and from where they are."""
        shown = self.edition.public.records.get(record_id)
        if shown is None:
            return ""
        title, href = self.edition.title(shown), self.edition.link(self.here, self.edition.record_path(shown.id))
        code = f" <small>{escape(shown.record.identifier)}</small>" if shown.record.identifier else ""
        return (
            f'<figure class="quote"{self._id()}><blockquote>{words}</blockquote><figcaption><a href="{escape(href)}">'
            f"{title.__html__()}</a>{_facts(self.edition, shown)}{code}{self._way()}</figcaption></figure>"
        )

    def _id(self) -> str:
        self.made += 1
        return f' id="stop-{self.made}"' if self.stops else ""

    def _way(self) -> str:
        return stop(self.edition, self.made, len(self.stops)) if self.stops else ""


def _image(edition: Edition, here: str, shown: PublicRecord, href: str) -> str:
    picture = edition.picture(here, shown, 800)
    if picture is None:
        return ""
    size = f'width="{picture.width}" height="{picture.height}"'
    alt = picture.alt.text or edition.title(shown).text
    image = f'<img src="{escape(picture.src)}" {size} alt="{escape(alt)}" loading="lazy">'
    return f'<a class="plate__img" href="{escape(href)}">{image}</a>'


def _facts(edition: Edition, shown: PublicRecord) -> str:
    dates = edition.dates(shown.record.dates).text
    return f" <small>{escape(dates)}</small>" if dates else ""
