"""Withdraw a record: its access in the file that describes it, and every address where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.desk.rewriting import withdraw
from site_builder.source.catalogue import Catalogue

SEARCH, ASSETS = "search/", "assets/"
_RECORDS = re.compile(r"(?:^|/)records/([^/]+)/")
_ID = re.compile(rb"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Takedown:
    """What was withdrawn. `ids` are the record and all below it, `pages` their addresses, `mentions` other published files
    that name one of them, `files` the digital objects that no other record has, relative to the portal where they lie in it.
    """

    file: str
    ids: tuple[str, ...]
    pages: tuple[str, ...]
    mentions: tuple[str, ...]
    files: tuple[str, ...]


class Unknown(Exception):
    """No record has this id."""


def take_down(catalogue: Catalogue, root: Path, output: Path, record_id: str, reason: str, day: date) -> Takedown:
    """Withdraw a record and all below it; say which addresses it had.

    Raises Unknown, and NotEdited where the file must be changed by hand.
    """
    if record_id not in catalogue.held:
        raise Unknown(record_id)
    ids = tuple(_below(catalogue, record_id))
    pages, mentions = _addresses(catalogue, output, ids)
    origin = catalogue.held[record_id].origin
    withdraw(root, origin, record_id, reason, day.isoformat(), catalogue.portal.languages[0])
    return Takedown(origin.file, ids, pages, mentions, tuple(sorted(_files(catalogue, root, frozenset(ids)))))


def _below(catalogue: Catalogue, record_id: str) -> Iterator[str]:
    stack = [record_id]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(catalogue.children.get(one, ())))


def _addresses(catalogue: Catalogue, output: Path, ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the absolute addresses of the records' own files, and of all else in the output that names them."""
    portal, sought, named = catalogue.portal, set(ids), {one.encode() for one in ids}
    own = {f"{language}/records/{one}/" for language in portal.languages for one in ids}
    mentions = set()
    for path in sorted(output.rglob("*")) if output.is_dir() else ():
        name = path.relative_to(output).as_posix()
        if not path.is_file():
            continue
        owner = _RECORDS.search(name)
        if owner is not None and owner[1] in sought:
            own.add(name.removesuffix("index.html"))
        elif name.startswith(SEARCH):
            mentions.add(SEARCH)
        elif name.startswith(ASSETS):
            continue  # the theme's, the same whatever is described
        elif not named.isdisjoint(_ID.findall(path.read_bytes())):
            mentions.add(name.removesuffix("index.html"))
    return _absolute(portal.base_url, own), _absolute(portal.base_url, mentions)


def _absolute(base: str, names: set[str]) -> tuple[str, ...]:
    return tuple(base + name for name in sorted(names))


def _files(catalogue: Catalogue, root: Path, ids: frozenset[str]) -> Iterator[str]:
    others = {path for (owner, _), path in catalogue.media_paths.items() if owner not in ids}
    for path in {path for (owner, _), path in catalogue.media_paths.items() if owner in ids} - others:
        yield path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
