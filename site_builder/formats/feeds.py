"""What machines that visit read first: `sitemap.xml`, `robots.txt`, `feed.xml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.formats.atom import atom, newest, removed
from site_builder.formats.escaping import escape, quoteattr
from site_builder.model.catalogue import Edit, PublicCatalogue
from site_builder.model.digest import digest
from site_builder.model.output import Output, Subject
from site_builder.model.rights import Visibility

_LIMIT = 50_000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class FeedsMaker:
    """`sitemap.xml` (an index of parts above 50,000 addresses), `robots.txt` and the Atom feed."""

    public: PublicCatalogue
    name: str = "feeds"

    def subjects(self) -> Iterator[Subject]:
        """List what names the whole site, and what names the newest of it."""
        portal = self.public.portal
        addresses = list(self._pages()), sorted(self._written())
        yield Subject("sitemap", digest(portal.base_url, portal.languages, addresses), 20)
        yield self._feed()

    def touched(self, edits: Sequence[Edit]) -> Iterator[Subject]:
        """List what may name edited records."""
        if any(one.after.id in self.public.since for one in edits):
            yield self._feed()

    def _feed(self) -> Subject:
        portal, public = self.public.portal, self.public
        news = [(public.since[one.id], one.record) for one in newest(public)], removed(public)
        return Subject("feed", digest(portal.title, portal.base_url, portal.languages, news))

    def paths(self, key: str) -> list[str]:
        """Declare the files."""
        if key == "feed":
            return ["feed.xml"]
        parts = self._parts()
        return [
            "robots.txt",
            "sitemap.xml",
            *(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1) if len(parts) > 1),
        ]

    def make(self, key: str) -> Iterator[Output]:
        """Make the files."""
        if key == "feed":
            yield Output("feed.xml", atom(self.public).encode())
            return
        parts, base = self._parts(), self._base
        yield Output("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode())
        if len(parts) == 1:
            yield Output("sitemap.xml", _urlset(parts[0]).encode())
            return
        for number, part in enumerate(parts, 1):
            yield Output(f"sitemap-{number}.xml", _urlset(part).encode())
        names = "".join(
            f"<sitemap><loc>{escape(base)}sitemap-{number}.xml</loc></sitemap>\n" for number in range(1, len(parts) + 1)
        )
        yield Output("sitemap.xml", f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{names}</sitemapindex>\n'.encode())

    @property
    def _base(self) -> str:
        return self.public.portal.base_url.rstrip("/") + "/"

    def _pages(self) -> Iterator[str]:
        """Yield the path below the language of every page that search engines may list."""
        yield ""
        yield "collections/"
        for shown in self.public:
            if shown.visibility is Visibility.FULL:
                yield f"records/{shown.id}/"
        yield from (f"institutions/{key}/" for key in self.public.institutions)
        yield from (f"agents/{key}/" for key in self.public.agents)

    def _written(self) -> set[tuple[str, str]]:
        """Return (language, path) of the pages that people wrote."""
        return {(page.language, page.path) for page in self.public.pages if page.path}

    def _parts(self) -> list[list[str]]:
        urls = list(self._urls())
        return [urls[start : start + _LIMIT] for start in range(0, max(1, len(urls)), _LIMIT)]

    def _urls(self) -> Iterator[str]:
        languages = self.public.portal.languages
        written = self._written()
        for tail in self._pages():
            yield from self._entries(tail, languages)
        for path in sorted({path for _, path in written}):
            yield from self._entries(f"{path}/", [language for language in languages if (language, path) in written])

    def _entries(self, tail: str, languages: Iterable[str]) -> Iterator[str]:
        languages = list(languages)
        others = (
            "".join(
                f'<xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(f"{self._base}{other}/{tail}")}/>'
                for other in languages
            )
            if len(languages) > 1
            else ""
        )
        for language in languages:
            yield f"<url><loc>{escape(f'{self._base}{language}/{tail}')}</loc>{others}</url>"


def _urlset(urls: list[str]) -> str:
    body = "\n".join(urls)
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}\n</urlset>\n'
