"""Links of written pages: each leads to something that the portal has, or out to the web; what leads nowhere is told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.model.portal import Page
from site_builder.problems import Problem
from site_builder.source.catalogue import Catalogue
from site_builder.source.decode import Written
from site_builder.source.site_pages import TAKEN

_CODE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<ticks>`+)[^`].*?(?P=ticks)(?!`)|^(?: {4}|\t)[^\n]*", re.DOTALL | re.MULTILINE
)
_LINK = re.compile(
    r"(?P<picture>!)?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?(?P<inline>[^)\s>]+)"
    r"|^ {0,3}\[(?!\^)[^\]]+\]:\s*<?(?P<named>[^\s<>]+)"
    r"|\bhref\s*=\s*[\"']?(?P<html>[^\"'\s>]+)"
    r"|<(?P<bare>[a-z]{2,20}:[^\s<>]+)>",
    re.MULTILINE | re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OUT = frozenset({"http", "https", "mailto"})
_ROOM = frozenset({"records", "data", "search", "assets"})
_FILES = frozenset({"index.html", "404.html", "sitemap.xml", "feed.xml", "robots.txt", "manifest-sha256.txt"})


@dataclass(frozen=True)
class _Portal:
    """What a link may lead to: ids by the first step of their addresses, and the paths of the pages of each language."""

    ids: dict[str, frozenset[str]]
    pages: dict[str, frozenset[str]]


def check(catalogue: Catalogue, written: Sequence[Written]) -> Iterator[Problem]:
    """Yield the links of published pages that lead nowhere, each at its line."""
    around = _around(catalogue)
    for one in written:
        if not isinstance(one.what, Page) or one.what.status != "published" or one.what.language not in around.pages:
            continue
        for number, target, picture in links(one.what.body):
            if not (_is_record(target, around) if picture else _leads_somewhere(target, one.what, around)):
                yield Problem(one.origin.file, one.origin.at("body") + number, "W322", target, key="body")


def links(body: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line, target, and whether a picture is meant, of each link of a text in Markdown; what stands in code is none."""
    text = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    for found in _LINK.finditer(text):
        target = found["inline"] or found["named"] or found["html"] or found["bare"]
        yield text.count("\n", 0, found.start()), target, found["picture"] is not None


def _around(catalogue: Catalogue) -> _Portal:
    ids = {
        "records": frozenset(catalogue.held) | {one.id for one in catalogue.ledger.values() if one.kind == "record"},
        "agents": frozenset(catalogue.agents), "institutions": frozenset(catalogue.institutions),
    }  # fmt: skip
    languages = catalogue.portal.languages
    return _Portal(ids, {tag: frozenset(one.path for one in catalogue.pages if one.language == tag) for tag in languages})


def _is_record(target: str, around: _Portal) -> bool:
    return target.startswith("record:") and target.removeprefix("record:") in around.ids["records"]


def _leads_somewhere(target: str, page: Page, around: _Portal) -> bool:
    scheme = _SCHEME.match(target)
    if scheme is not None:
        return scheme[1].lower() in _OUT or _is_record(target, around)
    path = re.split(r"[#?]", target, maxsplit=1)[0]
    if not path or path.startswith("//"):
        return True
    paths = around.pages[page.language]
    if path.endswith(".md"):
        folder = page.path if any(one.startswith(f"{page.path}/") for one in paths) else posixpath.dirname(page.path)
        return posixpath.normpath(posixpath.join(folder, path.removesuffix(".md"))).removesuffix("/index") in paths
    steps = posixpath.normpath(posixpath.join("/", page.language, page.path, path)).strip("/").split("/")
    return _is_address(steps, around)


def _is_address(steps: Sequence[str], around: _Portal) -> bool:
    """Say whether the site has an address, as far as that is known before it is made."""
    if steps[0] not in around.pages:
        return steps in ([""], *([one] for one in _FILES)) or steps[0] in _ROOM
    rest = [one for one in steps[1:] if one != "index.html"]
    if not rest or "/".join(rest) in around.pages[steps[0]]:
        return True
    return rest[0] in TAKEN and (len(rest) < 2 or rest[1] in around.ids.get(rest[0], {rest[1]}))
