"""`addresses.csv`, committed with the portal: every id ever published, since when, and what took its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from site_builder.model.catalogue import PublicCatalogue

FILE = "addresses.csv"
COLUMNS = ("id", "kind", "since", "ended", "successor")
Kind = Literal["record", "institution", "agent", "page"]


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the ledger. `ended` is the day on which it was first missing; `successor` is written by the archive."""

    id: str
    kind: str
    since: str
    ended: str = ""
    successor: str = ""


Ledger = dict[tuple[str, str], Address]
"""By kind and id."""


class Unreadable(Exception):
    """The ledger is not the table that this program writes."""


def read(path: Path) -> Ledger:
    """Return the ledger; an absent one is empty. Raises Unreadable."""
    if not path.exists():
        return {}
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True))
        found = [Address(**{name: row[name] or "" for name in COLUMNS}) for row in rows]
    except (csv.Error, KeyError, UnicodeDecodeError) as fault:
        raise Unreadable(str(fault)) from None
    return {(one.kind, one.id): one for one in found}


def updated(ledger: Mapping[tuple[str, str], Address], public: PublicCatalogue) -> Ledger:
    """Return the ledger of a day: new ids since that day, missing ones ended on it, returned ones no longer ended."""
    now = set(_published(public))
    kept = {key: _standing(one, key in now, public.as_of) for key, one in ledger.items()}
    fresh = {(kind, name): Address(name, kind, public.as_of) for kind, name in now - kept.keys()}
    return dict(sorted((kept | fresh).items()))


def _standing(address: Address, published: bool, day: str) -> Address:
    if published:
        return replace(address, ended="") if address.ended else address
    return address if address.ended else replace(address, ended=day)


def _published(public: PublicCatalogue) -> Iterator[tuple[Kind, str]]:
    for record_id in public.records:
        yield "record", record_id
    for name in public.institutions:
        yield "institution", name
    for name in public.agents:
        yield "agent", name
    for page in public.pages:
        yield "page", f"{page.language}/{page.path}"


def write(ledger: Ledger, path: Path) -> None:
    """Write the ledger, whole or not at all."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([getattr(one, name) for name in COLUMNS] for one in ledger.values())
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    temporary.replace(path)
