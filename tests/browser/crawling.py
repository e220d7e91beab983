"""Follow everything that pages of a site refer to, as a reader's browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


class _References(HTMLParser):
    """Gathers the addresses in a page and the ids in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "base":
            self.base = given.get("href", "")
            return
        for name in ("href", "src", "poster", "action", "data-src"):
            if given.get(name):
                self.found.append(given[name])
        for part in given.get("srcset", "").split(","):
            if part.strip():
                self.found.append(part.split()[0])


def crawl(start: str, own: str) -> tuple[set[str], list[str]]:
    """Follow every address below `start`; return the addresses that answered and one line for each fault.

    `own` is the absolute address that the site states for itself, which stands for `start`.
    """
    seen: set[str] = set()
    faults: list[str] = []
    ids: dict[str, set[str]] = {}
    anchors: list[tuple[str, str, str]] = []
    waiting = [(start, start), (urljoin(start, "404.html"), start)]
    while waiting:
        address, source = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        try:
            with urlopen(address) as answer:
                kind, body = answer.headers.get_content_type(), answer.read()
        except HTTPError as fault:
            faults.append(f"{source} → {address}: {fault.code}")
            continue
        for found in _references(address, kind, body, ids):
            target, anchor = urldefrag(found.replace(own, start) if found.startswith(own) else found)
            if target.startswith(start):
                waiting.append((target, address))
                anchors += [(address, target, anchor)] if anchor else []
            elif urlsplit(target).scheme in ("http", "https") and urlsplit(target).netloc == urlsplit(start).netloc:
                faults.append(f"{address} → {target}: outside the site")
    faults += [f"{source} → {target}#{anchor}: no such place" for source, target, anchor in anchors
               if target in ids and anchor not in ids[target] and not anchor.startswith("page=")]
    return seen, faults


def _references(address: str, kind: str, body: bytes, ids: dict[str, set[str]]) -> Iterator[str]:
    if kind == "text/html":
        page = _References()
        page.feed(body.decode("utf-8"))
        ids[address] = page.ids
        yield from (urljoin(urljoin(address, page.base), one) for one in page.found)
    elif kind == "text/css":
        yield from (urljoin(address, one) for one in _CSS.findall(body.decode("utf-8")) if not one.startswith("data:"))
