"""The ledger's keeping: what is published is entered once, what is gone stays with its day."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from site_builder.model.addresses import Address, Key, Ledger
from site_builder.model.catalogue import PublicCatalogue
from site_builder.publish import removal
from site_builder.source.ledger import COLUMNS, published


class Refused(Exception):
    """More would be entered as gone than was allowed: how many, of how many, and which."""

    def __init__(self, gone: list[str], total: int) -> None:
        super().__init__()
        self.values = {"gone": len(gone), "total": total, "names": removal.listed(gone)}


def updated(ledger: Ledger, public: PublicCatalogue, allowed: int | None = None) -> dict[Key, Address]:
    """Return the ledger of a day: new ids since that day, missing ones ended on it, returned ones no longer ended.

    Raises Refused.
    """
    now = set(published(public))
    lost = [one.id for key, one in ledger.items() if key not in now and not one.told]
    if removal.too_many(len(lost), len(ledger), allowed):
        raise Refused(lost, len(ledger))
    kept = {key: _standing(one, key in now, public.as_of) for key, one in ledger.items()}
    fresh = {(kind, name): Address(name, kind, public.as_of) for kind, name in now - kept.keys()}
    return dict(sorted((kept | fresh).items()))


def _standing(address: Address, published: bool, day: str) -> Address:
    if published:
        return replace(address, ended="") if address.ended else address
    return address if address.ended else replace(address, ended=day)


def write(ledger: Ledger, path: Path) -> None:
    """Write the ledger, whole or not at all."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([getattr(one, name) for name in COLUMNS] for one in ledger.values())
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    temporary.replace(path)
