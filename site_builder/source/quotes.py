"""Passages that a page quotes: they say what a record shows, word for word, or they are left out."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from site_builder.model.catalogue import PublicRecord
from site_builder.model.portal import Page
from site_builder.model.rights import Visibility
from site_builder.model.text import Text
from site_builder.problems import Problem
from site_builder.source.catalogue import Catalogue
from site_builder.source.decode import Written

_OPENS = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*>")
_SOURCE = re.compile(
    r"[-—– ]*(?:\[[^\]]*\]\(\s*<?|<)?(?P<by>record:|[^\s()<>]*\brecords/)(?P<id>[a-z0-9][a-z0-9-]*)[)>]?[ .]*(?P<more>.*)"
)
_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines that begin with `>`, or go on from one that does; the last names a record. Where they stand, and what they say.

    `whole` where nothing follows the name: only then it is shown with its source, and has to be word for word.
    """

    start: int
    end: int
    words: str
    id: str
    whole: bool


def quotes(body: str) -> Iterator[Quote]:
    """Yield the passages that a text in Markdown quotes from records; lines count from 0, `end` is the line after."""
    lines = body.split("\n")
    start = 0
    while start < len(lines):
        end, opens = start, _OPENS.match(lines[start])
        if opens is not None:
            end = _end(lines, start)
            said = [_bare_line(line) for line in (lines[start][opens.end() :], *lines[start + 1 : end])]
            source = _SOURCE.fullmatch(said[-1])
            if source is not None:
                whole = source["by"] == "record:" and not source["more"]
                yield Quote(start, end, "\n".join(said[:-1]).strip(), source["id"], whole)
        start = max(end, start + 1)


def _end(lines: Sequence[str], start: int) -> int:
    """Return the line after a passage: past empty lines it goes on where the next one is quoted, until one names a record."""
    while True:
        end = next((at for at in range(start, len(lines)) if not lines[at].strip()), len(lines))
        start = next((at for at in range(end, len(lines)) if lines[at].strip()), len(lines))
        if start == len(lines) or not lines[start].lstrip().startswith(">") or _SOURCE.fullmatch(_bare_line(lines[end - 1])):
            return end


def _bare_line(line: str) -> str:
    return line.strip().lstrip("> \t")


def kept(page: Page, records: Mapping[str, PublicRecord]) -> Page:
    """Return a page without the passages that the records they name do not show."""
    if "record" not in page.body or ">" not in page.body:
        return page
    lines = page.body.split("\n")
    for one in reversed(list(quotes(page.body))):
        shown = records.get(one.id)
        if shown is None or shown.visibility is not Visibility.FULL or (one.whole and not _says(shown.record, one.words)):
            lines[one.start : one.end] = []
    return dataclasses.replace(page, body="\n".join(lines))


def check(catalogue: Catalogue, written: Sequence[Written]) -> Iterator[Problem]:
    """Yield the passages that stand in no text of the record they name."""
    for one in written:
        if isinstance(one.what, Page) and one.what.status == "published":
            for quote in filter(attrgetter("whole"), quotes(one.what.body)):
                held = catalogue.held.get(quote.id)
                if held is None or not _says(held.record, quote.words):
                    line = one.origin.at("body") + quote.start
                    yield Problem(one.origin.file, line, "W321", quote.words.split("\n")[0][:60], quote.id, key="body")


def _says(record: Any, words: str) -> bool:
    """Say whether each passage between gaps stands in one of the record's texts; marks and capitals do not count."""
    passages = [_bare(one) for one in _GAP.split(words) if _bare(one).strip()]
    texts = [_bare(one) for one in _texts(record)]
    return bool(passages) and all(any(one in text for text in texts) for one in passages)


def _bare(words: str) -> str:
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFC', words).lower()))} "


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a record, in whatever field and language it stands."""
    if isinstance(value, Text):
        yield from (words for _, words in value.values)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
