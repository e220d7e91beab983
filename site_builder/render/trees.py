"""The tree of a fonds in parts: rows of its hierarchy as JSON, read by a page only when somebody opens the tree there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.output import Output, relative
from site_builder.render.edition import Edition
from site_builder.render.parts import Branch, TreeSource

LEAST = 20
"""Records below a fonds from which on its tree is worth two files a language."""
LISTED = 100
"""Rows of one list: the children of a record, so many at a time."""
PACKED = 500
"""Rows of one part, more or less; about 60 kB, 8 kB on the wire."""
_DIRECTORY = "tree.json"

Lists = list[tuple[str, int, Sequence[str]]]
"""Lists of children: the parent's id, the number of the list, the ids."""


def has_tree(shown: PublicRecord) -> bool:
    """Say whether a record is the top of a hierarchy large enough."""
    return shown.parent is None and shown.descendants > LEAST


def source(edition: Edition, here: str, shown: PublicRecord) -> TreeSource | None:
    """Return where a record's page finds the tree of its fonds, and the lists that lead to it."""
    public = edition.public
    top = public.records.get(shown.collection)
    if top is None or not has_tree(top) or (shown.parent is None and shown.id != top.id):
        return None
    directory = f"{_folder(edition.language, top.id)}/{_DIRECTORY}"
    return TreeSource(relative(here, directory), " ".join(lists_to(public, shown)), shown.id)


def lists_to(public: PublicCatalogue, shown: PublicRecord) -> tuple[str, ...]:
    """Return the lists through which one comes from the top to a record, as `parent/number`."""
    steps = []
    while shown.parent is not None and shown.place is not None:
        steps.append(f"{shown.parent}/{(shown.place[0] - 1) // LISTED}")
        shown = public.records[shown.parent]
    return tuple(reversed(steps))


def paths(language: str, public: PublicCatalogue, top: PublicRecord) -> list[str]:
    """Return the paths of a tree: its directory, and its parts."""
    folder = _folder(language, top.id)
    return [f"{folder}/{_DIRECTORY}", *(f"{folder}/{number}.json" for number in range(len(_parts(public, top))))]


def outputs(edition: Edition, top: PublicRecord) -> Iterator[Output]:
    """Make the parts of a tree, and the directory: the first list of each part, and the digest of its bytes.

    Lists lie in the order of their parents' ids, so that a page finds each without asking for what leads to it.
    """
    folder, entries = _folder(edition.language, top.id), []
    for number, lists in enumerate(_parts(edition.public, top)):
        made = {f"{parent}/{count}": _list(edition, parent, ids) for parent, count, ids in lists}
        content = _bytes(made)
        entries.append([lists[0][0], lists[0][1], hashlib.sha256(content).hexdigest()[:10]])
        yield Output(f"{folder}/{number}.json", content)
    yield Output(f"{folder}/{_DIRECTORY}", _bytes({"listed": LISTED, "parts": entries}))


def _folder(language: str, record_id: str) -> str:
    return f"{language}/records/{record_id}/tree"


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _parts(public: PublicCatalogue, top: PublicRecord) -> list[Lists]:
    """Return the lists of a fonds, packed into parts."""
    parents = sorted((shown.id, shown.children) for shown in public.below(top.id) if shown.children)
    parts: list[Lists] = [[]]
    rows = 0
    for parent, children in parents:
        for number, start in enumerate(range(0, len(children), LISTED)):
            ids = children[start : start + LISTED]
            if rows and rows + len(ids) > PACKED:
                parts.append([])
                rows = 0
            parts[-1].append((parent, number, ids))
            rows += len(ids)
    return parts


def _list(edition: Edition, parent: str, ids: Sequence[str]) -> dict[str, Any]:
    above = edition.public.records[parent]
    here = edition.record_path(parent)
    closed = edition.closed(above.closed)
    return {
        "total": len(above.children),
        **({"closed": closed[0].flag} if closed else {}),
        "rows": [_row(one, edition.branch(here, edition.public.records[one])) for one in ids],
    }


def _row(record_id: str, branch: Branch) -> dict[str, Any]:
    """Return what the tree says of a record; what is empty is left out."""
    title = branch.title
    row = {
        "id": record_id, "level": branch.level, "code": branch.code, "title": title.text if title else "",
        "lang": title.lang if title else "", "dates": branch.dates, "count": branch.count, "flag": branch.flag,
    }  # fmt: skip
    return {key: value for key, value in row.items() if value}
