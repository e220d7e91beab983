"""Small catalogues for the tests of the gate, written as a tree: each record with its fields and what lies below it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_builder.model.authorities import Agent
from site_builder.model.portal import Page, Portal
from site_builder.model.records import Record
from site_builder.model.rights import Access, AccessStatus, Basis
from site_builder.model.text import Text, plain
from site_builder.source.catalogue import Catalogue, Held, Origin

DONOR = (Basis(type="donor", citation=plain("Hợp đồng tặng", "vi")),)
PORTAL = Portal(title=plain("Cổng", "vi"), base_url="https://example.org/", languages=("vi", "en"))
FREE = (AccessStatus.OPEN, AccessStatus.OPEN_WITH_NOTICE)


def text(words: str) -> Text:
    """Return Vietnamese words as a text."""
    return plain(words, "vi")


def access(status: str, **fields: Any) -> Access:
    """Return a condition that is complete: with a basis, and for an embargo a day far ahead."""
    of = AccessStatus(status)
    if of is AccessStatus.EMBARGOED and "embargo_rule" not in fields:
        fields.setdefault("until", "2999-01-01")
    if of not in FREE:
        fields.setdefault("basis", DONOR)
    return Access(status=of, **fields)


class Written:
    """A record, what lies below it, and whether its access is broken."""

    def __init__(self, record_id: str, *below: Written, broken: bool = False, **fields: Any) -> None:
        fields.setdefault("level", "file" if below else "item")
        fields.setdefault("title", text(f"Nhan đề {record_id}"))
        self.record = Record(id=record_id, **fields)
        self.below = below
        self.broken = broken

    @classmethod
    def of(cls, record: Record, *below: Written) -> Written:
        """Return a record as it is, with other records below it."""
        fields = {field.name: getattr(record, field.name) for field in dataclasses.fields(record) if field.name != "id"}
        return cls(record.id, *below, **fields)


def catalogue(
    *roots: Written, agents: Mapping[str, Agent] | None = None, pages: tuple[Page, ...] = (), **authorities: Any
) -> Catalogue:
    """Return the catalogue of what was written; every path of a medium leads to a file."""
    held: dict[str, Held] = {}
    children: dict[str, tuple[str, ...]] = {}
    _hold(roots, None, held, children)
    paths = {
        (record_id, path): Path("/held") / record_id / path
        for record_id, one in held.items()
        for media in one.record.media
        for path in (media.path, media.thumbnail, media.captions)
        if path is not None
    }
    return Catalogue(
        portal=PORTAL,
        held=held,
        roots=tuple(root.record.id for root in roots),
        children=children,
        agents=agents or {},
        pages=pages,
        media_paths=paths,
        institutions=authorities.get("institutions", {}),
        places=authorities.get("places", {}),
        subjects=authorities.get("subjects", {}),
    )


def _hold(written: tuple[Written, ...], parent: str | None, held: dict[str, Held], children: dict[str, tuple[str, ...]]) -> None:
    for one in written:
        held[one.record.id] = Held(one.record, parent, Origin("collections/a.yaml", 1, {}), one.broken)
        if one.below:
            children[one.record.id] = tuple(child.record.id for child in one.below)
            _hold(one.below, one.record.id, held, children)
