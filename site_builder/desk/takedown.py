"""Withdraw a record: its access in the file that describes it, and every address where it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from site_builder.desk.rewriting import withdraw
from site_builder.source import ledger
from site_builder.source.catalogue import Catalogue

SEARCH, ASSETS = "search/", "assets/"
_RECORDS = re.compile(r"(?:^|/)records/([^/]+)/")
_HARVESTED = re.compile(r"(?:manifest-sha256\.txt|feed\.xml|sitemap(?:-\d+)?\.xml|data/.*|.*/manifest\.json)")
_ID = re.compile(rb"[a-z0-9][a-z0-9-]*")
Traces = Callable[[Collection[str], Mapping[str, str]], Iterable[str]]
"""From ids and the files of the index, with the SHA-256 of each, to those that hold anything of these records."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the records are published: absolute addresses, each in one list alone.

    `pages` are their own; `copies` are their files, which caches keep: manifest, pictures, tiles, texts, recordings. Of all
    else that names one of them, `harvested` is what machines collect, `shards` are files of the search index, and `mentions`
    the other pages.
    """

    pages: tuple[str, ...]
    copies: tuple[str, ...]
    harvested: tuple[str, ...]
    shards: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Takedown:
    """What was withdrawn: `ids` are the record and all below it, `files` the digital objects that no other record has,
    relative to the portal where they lie in it.
    """

    file: str
    ids: tuple[str, ...]
    addresses: Addresses
    files: tuple[str, ...]


class Unknown(Exception):
    """No record has this id."""


def take_down(
    catalogue: Catalogue, root: Path, output: Path, record_id: str, reason: str, day: date, traces: Traces | None = None
) -> Takedown:
    """Withdraw a record and all below it; say which addresses it had.

    Without `traces` every file of the index counts as one that names it. Raises Unknown, and NotEdited where the file must be
    changed by hand.
    """
    if record_id not in catalogue.held:
        raise Unknown(record_id)
    ids = tuple(_below(catalogue, record_id))
    languages = (*catalogue.portal.languages, *ledger.dropped(catalogue.ledger, catalogue.portal.languages))
    found = _addresses(catalogue.portal.base_url, languages, output, frozenset(ids), traces)
    origin = catalogue.held[record_id].origin
    withdraw(root, origin, record_id, reason, day.isoformat(), catalogue.portal.languages[0])
    return Takedown(origin.file, ids, found, tuple(sorted(_files(catalogue, root, frozenset(ids)))))


def _below(catalogue: Catalogue, record_id: str) -> Iterator[str]:
    stack = [record_id]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(catalogue.children.get(one, ())))


def _addresses(
    base_url: str, languages: Iterable[str], output: Path, ids: frozenset[str], traces: Traces | None
) -> Addresses:
    """Find the records' own files in the output, and all else in it that names them."""
    found: dict[str, set[str]] = {one.name: set() for one in fields(Addresses)}
    found["pages"] = {f"{language}/records/{one}/" for language in languages for one in ids}
    indexed, named = dict[str, str](), {one.encode() for one in ids}
    for path in sorted(output.rglob("*")) if output.is_dir() else ():
        name = path.relative_to(output).as_posix()
        if not path.is_file() or name.startswith(ASSETS):
            continue  # assets are the theme's, the same whatever is described
        owner = _RECORDS.search(name)
        if owner is not None and owner[1] in ids:
            found["pages" if name.endswith("index.html") else "copies"].add(name.removesuffix("index.html"))
        elif name.startswith(SEARCH):
            indexed[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif not named.isdisjoint(_ID.findall(path.read_bytes())):
            found["harvested" if _HARVESTED.fullmatch(name) else "mentions"].add(name.removesuffix("index.html"))
    found["shards"] = _shards(indexed, ids, traces)
    return Addresses(**{kind: tuple(base_url + name for name in sorted(names)) for kind, names in found.items()})


def _shards(indexed: Mapping[str, str], ids: frozenset[str], traces: Traces | None) -> set[str]:
    """Leave out the code that reads the index."""
    files = {name: digest for name, digest in indexed.items() if name.endswith((".bin", "entry.json"))}
    return set(traces(ids, files) if traces and files else files)


def _files(catalogue: Catalogue, root: Path, ids: frozenset[str]) -> Iterator[str]:
    others = {path for (owner, _), path in catalogue.media_paths.items() if owner not in ids}
    for path in {path for (owner, _), path in catalogue.media_paths.items() if owner in ids} - others:
        yield path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
