"""The hierarchy as the public sees it: what hangs from what once some records are out of sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.catalogue import Rung
from site_builder.model.rights import Visibility
from site_builder.source.catalogue import Catalogue
from site_builder.source.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Perch:
    """Where a record hangs: below which record shown in full, in which collection, under which ladder."""

    parent: str | None = None
    collection: str | None = None
    ladder: tuple[Rung, ...] = ()


@dataclass(frozen=True)
class Hierarchy:
    """`perches` are of all records that are shown, `linkable` those of them that are no tombstones.

    `children` and `closed` are by parent.
    """

    perches: dict[str, Perch] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    roots: list[str] = field(default_factory=list)
    closed: Counter[str] = field(default_factory=Counter)
    linkable: set[str] = field(default_factory=set)


def hang(catalogue: Catalogue, rulings: Mapping[str, Ruling]) -> Hierarchy:
    """Hang every record that is shown from its nearest ancestor shown in full."""
    hierarchy, below = Hierarchy(), dict[str | None, Perch]({None: Perch()})
    for record_id, above in catalogue.downwards():
        ruling, perch = rulings[record_id], below[above]
        if catalogue.children.get(record_id):
            below[record_id] = _below(catalogue, record_id, ruling.terms.visibility, perch)
        _place(hierarchy, record_id, ruling, perch)
    return hierarchy


def _below(catalogue: Catalogue, record_id: str, visibility: Visibility, perch: Perch) -> Perch:
    level = catalogue.held[record_id].record.level
    if visibility is Visibility.FULL:
        return Perch(record_id, perch.collection or record_id, (*perch.ladder, Rung(level, record_id)))
    if visibility is Visibility.MINIMAL:
        return Perch(perch.parent, perch.collection, (*perch.ladder, Rung(level, None)))
    return perch


def _place(hierarchy: Hierarchy, record_id: str, ruling: Ruling, perch: Perch) -> None:
    visibility = ruling.terms.visibility
    if visibility is Visibility.HIDDEN:
        if perch.parent is not None and ruling.terms.counted:
            hierarchy.closed[perch.parent] += 1
        return
    if visibility is Visibility.TOMBSTONE:
        hierarchy.perches[record_id] = Perch(collection=perch.collection)
        return
    hierarchy.perches[record_id] = perch
    hierarchy.linkable.add(record_id)
    if perch.parent is None:
        hierarchy.roots.append(record_id)
    else:
        hierarchy.children.setdefault(perch.parent, []).append(record_id)
