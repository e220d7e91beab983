"""What web hosts read beside the site (`_headers`, `_redirects`), and which of them it fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from site_builder.model.digest import digest
from site_builder.model.output import Output, Subject

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'self'"
)
_YEAR, _MIB = 31_536_000, 1 << 20
_FOREVER = f"Cache-Control: public, max-age={_YEAR}, immutable"
_BRIEFLY = "Cache-Control: public, max-age=0, must-revalidate"
_ANYONE = "Access-Control-Allow-Origin: *"

HEADERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("/*", (
        f"Content-Security-Policy: {POLICY}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
    )),
    ("/assets/*", (_FOREVER,)),
    ("/search/*.bin", (_FOREVER,)),
    ("/search/*", (_ANYONE,)),
    ("/search/entry.json", (_BRIEFLY,)),
    ("/records/*", (_ANYONE,)),
    ("/data/*", (_ANYONE,)),
    ("/manifest-sha256.txt", (_ANYONE,)),
)
"""By path as Cloudflare Pages and Netlify read `_headers`; of each path's headers all that match are sent."""


_ROOMS = ("records", "collections", "institutions", "agents", "browse", "search", "timeline", "map")
"""What the site itself has below each language."""


@dataclass(frozen=True)
class HostsMaker:
    """`_headers` and `_redirects`; `languages` are the portal's, the default first; `moved` are old and new paths of pages,
    `dropped` are languages that it had, each with the one in its place.
    """

    languages: Sequence[str]
    moved: Sequence[tuple[str, str]] = ()
    dropped: Mapping[str, str] = field(default_factory=dict)
    name: str = "hosts"

    def subjects(self) -> Iterator[Subject]:
        """List the one subject there is."""
        yield Subject("hosts", digest(HEADERS, tuple(self.languages), tuple(self.moved), self.dropped))

    def paths(self, key: str) -> list[str]:
        """Declare both files."""
        return ["_headers", "_redirects"]

    def make(self, key: str) -> Iterator[Output]:
        """Make both files."""
        blocks = (f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in HEADERS)
        yield Output("_headers", "\n".join(blocks).encode())
        yield Output("_redirects", _redirects(self.languages[0], self.moved, self.dropped).encode())


def _redirects(language: str, moved: Sequence[tuple[str, str]], dropped: Mapping[str, str]) -> str:
    """Let an address without a language lead to the page in the default one, an old address to what took its place.

    Of written pages each has a line of its own: in another language it may have another address, or none.
    """
    kinds = ("records", "collections", "institutions", "agents")
    known = [f"/{kind}/:id /{language}/{kind}/:id/ 302\n" for kind in kinds]
    old = [f"/{old.removesuffix('index.html')} /{new.removesuffix('index.html')} 301\n" for old, new in moved]
    doors = [f"/{tag}/ /{heir}/ 301\n" for tag, heir in dropped.items()]
    rooms = [f"/{tag}/{room}/* /{heir}/{room}/:splat 301\n" for tag, heir in dropped.items() for room in _ROOMS]
    return "".join(known + old + doors + rooms)


@dataclass(frozen=True, slots=True)
class Host:
    """A host's limits as it states them; None where it states none."""

    name: str
    files: int | None
    largest: int | None
    total: int | None


HOSTS = (
    Host("Cloudflare Pages", 20_000, 25 * _MIB, None),
    Host("GitHub Pages", None, 100 * _MIB, 1_000_000_000),
    Host("GitLab Pages", 200_000, None, 1_000_000_000),
    Host("Netlify", None, None, None),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a site fits a host: `limit` is empty, or the first limit it passes ("files", "largest", "total") and its value."""

    host: str
    limit: str = ""
    value: int = 0


def fits(files: int, total: int, largest: int) -> tuple[Fit, ...]:
    """Measure a site against every host."""
    return tuple(_fit(host, files, total, largest) for host in HOSTS)


def _fit(host: Host, files: int, total: int, largest: int) -> Fit:
    for limit, found, allowed in (("files", files, host.files), ("largest", largest, host.largest), ("total", total, host.total)):
        if allowed is not None and found > allowed:
            return Fit(host.name, limit, allowed)
    return Fit(host.name)
